import { fileURLToPath } from 'node:url'
import t from 'tap'
import { allCommands } from '../../bin/cli/commands/index.ts'
import { FLAGS } from '../../bin/cli/flags.ts'
import { commandHelp } from '../../bin/cli/help/command.ts'
import { generalHelp } from '../../bin/cli/help/general.ts'
import { catalogue, elsewhere } from '../../bin/cli/zh/index.ts'
import { localizer } from '../../src/text/localize.ts'
import { messagesOfSource } from '../helpers/messages.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const found = messagesOfSource(root, ['bin', 'src', 'transforms']).filter(({ file }) => !file.startsWith('bin/cli/zh/'))
const say = localizer(catalogue)

/** Commands to type, codes and names, which are the same in every language. */
const SAME = new Set([
  'HTTP {1}',
  'HTTP {1}: {2}',
  'HTTP {1}: {2}…',
  'llamafactory-cli train sft.yaml',
  'sft-stream api search rotate a circle',
  'sft-stream diff DIR1 DIR2',
  'sft-stream explain DIR ID',
  'sft-stream leakage DIR',
  'sft-stream official DIR',
  'sft-stream seeds --count 1000 > seeds.jsonl',
  'sft-stream seeds --help',
  'sft-stream verify DIR',
  'sft-stream worker --queue URL',
  'sft-stream worker --queue redis://HOST:PORT',
  'sft-stream {1} -h',
  '{1} error {2}',
  '{1} warning {2}',
  'jq -c \'select([.validation.levels[]?.issues[]?.code] | index("{1}") | not)\'',
  'redis-server --appendonly yes --maxmemory-policy noeviction',
  'trl sft --config trl.yaml',
])

/** What the help puts around titles, usage lines and names. */
const FRAMES = ['{1}:', 'Usage: {1}', 'sft-stream {1} --help has all flags, and examples.']

/** What fills the slots of an English template to try it: nothing that is a message, or a part of one. */
const filled = (english: string) => english.replace(/\{(\d+)\}/g, '<v$1>')
const valuesIn = (text: string) => (text.match(/<v\d+>/g) ?? []).toSorted()

const textsOfHelp = new Set<string>(Object.values(FLAGS).map(({ help }) => help))
const commands = await allCommands()
const page = {
  columns: 80,
  paint: (_: unknown, text: string) => text,
  say: (english: string) => (textsOfHelp.add(english), english),
}
for (const kind of ['short', 'long'] as const) {
  generalHelp(commands, kind, page)
  for (const command of commands) commandHelp(command, kind, page)
}
textsOfHelp.delete('')

t.test('every message of the source has a translation, with every value in it', async (t) => {
  t.ok(found.length > 200, 'the source is read')
  const wanting = found.filter(({ english }) => !SAME.has(english) && say(filled(english)) === filled(english))
  t.strictSame(wanting, [], 'messages without a translation: bin/cli/zh/ wants a line for each')
  const losing = found.filter(({ english }) => `${valuesIn(say(filled(english)))}` !== `${valuesIn(filled(english))}`)
  t.strictSame(losing, [], 'messages whose translation loses a value')
})

t.test('every text of the help has a translation', async (t) => {
  t.ok(textsOfHelp.size > 150, 'the help is heard')
  t.strictSame(
    [...textsOfHelp].filter((english) => !/\p{Script=Han}/u.test(say(english))),
    [],
  )
})

t.test('a translation has the slots of its template', async (t) => {
  const slots = (text: string) => [...new Set(text.match(/\{\d+/g))].toSorted().join()
  t.strictSame(
    catalogue.filter(([english, chinese]) => slots(chinese) !== slots(english)),
    [],
  )
})

t.test('flags, variables and names of files stay as they are in a translation', async (t) => {
  const kept = (text: string) => text.match(/--[a-z][a-z-]+|[A-Z]{2,}_[A-Z_]+|\b[\w-]+\.(?:jsonl?|yaml|html)\b/g) ?? []
  const losing = catalogue.filter(([english, chinese]) => kept(english).some((word) => !chinese.includes(word)))
  t.strictSame(losing, [])
})

t.test('no translation is there twice, or for a message that nothing says', async (t) => {
  const keys = catalogue.map(([english]) => oneSpaced(english))
  t.strictSame(
    keys.filter((key, at) => keys.indexOf(key) !== at),
    [],
  )
  const english = [...found.map((each) => each.english), ...textsOfHelp, ...elsewhere.map(([key]) => key), ...FRAMES]
  const said = new Set(english.map(oneSpaced))
  t.strictSame(
    keys.filter((key) => !said.has(key) && !said.has(`${key}:`)),
    [],
  )
})

function oneSpaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
