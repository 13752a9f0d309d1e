import t from 'tap'
import { allCommands } from '../../bin/cli/commands/index.ts'
import { COMMON_FLAGS, FLAGS, GENERAL_FLAGS } from '../../bin/cli/flags.ts'
import { commandHelp } from '../../bin/cli/help/command.ts'
import { generalHelp } from '../../bin/cli/help/general.ts'
import { manPage } from '../../bin/cli/help/man.ts'
import { columnsOf } from '../../src/text/columns.ts'

const commands = await allCommands()

const say = (english: string) => english
const page = (columns: number) => ({ columns, say, paint: (_: unknown, text: string) => text })

/** Without the examples: they are there to be copied, and break where the terminal breaks them. */
const toBeRead = (help: string) => help.replace(/\nExamples:\n(  .*\n)+/, '\n')

t.test('no line of any help is wider than the terminal, but for a word that is', async (t) => {
  for (const columns of [40, 80, 100]) {
    for (const kind of ['short', 'long'] as const) {
      const pages = [
        generalHelp(commands, kind, page(columns)),
        ...commands.map((each) => commandHelp(each, kind, page(columns))),
      ]
      const lines = pages.flatMap((help) => toBeRead(help).split('\n'))
      t.strictSame(
        lines.filter((line) => columnsOf(line) > columns && /\S\s+\S/.test(line)),
        [],
        `${kind}, ${columns}`,
      )
    }
  }
})

t.test('--help of a command has each of its flags once, and its examples as they are', async (t) => {
  for (const command of commands) {
    const help = commandHelp(command, 'long', page(100))
    const terms = [...help.split('\nExamples:')[0].matchAll(/^ +(-.*?)(?: {2}|$)/gm)].map(([, term]) => term)
    for (const name of new Set([...command.flags, ...GENERAL_FLAGS]))
      t.equal(terms.filter((term) => term === FLAGS[name].flags).length, 1, `${command.name} ${name}`)
    for (const example of command.examples) t.ok(help.includes(`\n  ${example}\n`), example)
  }
})

t.test('-h gives a line to each flag that is used most', async (t) => {
  for (const command of commands) {
    const help = commandHelp(command, 'short', page(100))
    const rows = /Flags:\n((?: +-.*\n)*)/.exec(help)?.[1].split('\n').length ?? 1
    const often = command.often ?? command.flags.filter((name) => !COMMON_FLAGS.includes(name))
    t.equal(rows - 1, often.length, command.name)
    t.strictSame(
      often.filter((name) => !command.flags.includes(name)),
      [],
      command.name,
    )
  }
})

t.test('a heading is in colour where the page is', async (t) => {
  const painted = { columns: 80, say, paint: (style: string, text: string) => `<${style}>${text}</>` }
  t.match(generalHelp(commands, 'short', painted), '<heading>Commands:</>\n')
})

t.test('every text of the help passes through the translation, whole', async (t) => {
  const said = new Set<string>()
  const heard = (english: string) => (said.add(english), english)
  const listening = { ...page(80), say: heard }
  for (const command of commands) {
    commandHelp(command, 'long', listening)
    const helps = command.flags.map((name) => FLAGS[name].help)
    for (const text of [command.summary, command.details, ...helps]) t.ok(said.has(text), text.slice(0, 40))
  }
})

t.test('the man page names every command and flag, in plain ASCII without stray requests', async (t) => {
  const man = manPage(commands)
  t.match(man, /^[\n\x20-\x7e]*$/)
  for (const { name } of commands) t.ok(man.includes(`.SS sft\\-stream ${name}`), name)
  for (const { flags } of Object.values(FLAGS)) t.ok(man.includes(flags.replaceAll('-', '\\-')), flags)
  const requests = new Set(man.split('\n').flatMap((line) => /^[.'](\w*)/.exec(line)?.[1] ?? []))
  t.strictSame([...requests].toSorted(), ['B', 'PP', 'RE', 'RS', 'SH', 'SS', 'TH', 'TP', 'fi', 'nf'])
})
