import t from 'tap'
import { Exclusion, type Excluded } from '../../src/audit/exclusion.ts'
import { exclusionOf } from '../../src/audit/read-exclusion.ts'
import { testContext } from '../helpers/context.ts'
import { folderWith } from '../helpers/folder.ts'
import { programText } from '../helpers/programs.ts'

const LONG = 'A comet crosses the sky while planets orbit a sun'
const excluded = (parts: Omit<Excluded, 'name'>): Excluded => ({ name: 'eval:1', ...parts })
const row = (task: string, code = programText('own')) => ({
  task,
  instruction: `Task: ${task}\n\nDifficulty: easy`,
  code,
})
const renamed = programText('alpha').replace(/\b(add|set|move|turn|grow|fade|spin|drop|push|pull|wrap|tint)/g, 'x$1y')

const CASES: [name: string, entry: Excluded, row: ReturnType<typeof row>, found: string | undefined][] = [
  [
    'another prompt and program',
    excluded({ task: 'Something else', code: programText('alpha') }),
    row(LONG),
    undefined,
  ],
  ['the same prompt', excluded({ task: LONG.toUpperCase() + '.' }), row(LONG), 'same prompt as eval:1'],
  ['the whole prompt', excluded({ task: row(LONG).instruction }), row(LONG), 'same prompt as eval:1'],
  ['the template', excluded({ task: 'draw 3 red stars' }), row('Draw 12 blue circles'), 'same template as eval:1'],
  ['a task with a word more', excluded({ task: LONG + ' again' }), row(LONG), 'prompt like eval:1'],
  ['a program', excluded({ code: programText('alpha') }), row(LONG, programText('alpha')), 'program like eval:1'],
  ['a renamed program', excluded({ code: programText('alpha') }), row(LONG, renamed), 'program like eval:1'],
  ['a prompt of slots only', excluded({ task: '3' }), row('5'), undefined],
]
for (const [name, entry, candidate, found] of CASES) {
  t.test(`a row like ${name} is told`, async (t) => t.equal(new Exclusion([entry]).find(candidate), found))
}

t.test('of a prompt without a program the same is told, but for programs', async (t) => {
  for (const [name, entry, candidate, found] of CASES) {
    const { code: _, ...prompt } = candidate
    const said = found?.startsWith('program') ? undefined : found
    t.equal(new Exclusion([entry]).findPrompt(prompt), said, name)
  }
})

t.test('a frame around the excluded prompts makes no other row like them', async (t) => {
  const entries = ['Comets cross', 'Frogs jump', 'Boats race'].map((task) => excluded({ task: row(task).instruction }))
  const exclusion = new Exclusion(entries)
  t.equal(exclusion.find(row('Birds sing')), undefined)
  t.equal(exclusion.find(row('frogs jump!')), 'same prompt as eval:1')
})

async function read(t: Parameters<typeof folderWith>[0], name: string, content: string) {
  const folder = folderWith(t, { [name]: content })
  const context = testContext({ exclude: `${folder}/${name}` })
  return { exclusion: await exclusionOf(context), counts: context.ledger.stage('read-exclude').counts(), context }
}

t.test('prompts as text, seeds, rows and programs are read from one file', async (t) => {
  const lines = [
    'Draw a house',
    JSON.stringify({ id: 's', task: 'Paint a boat' }),
    JSON.stringify({ instruction: 'Sing', output: programText('alpha') }),
    JSON.stringify({ prompt: { task: 'Fly a kite' }, code: programText('beta') }),
    '{"cut',
    '{}',
  ]
  const { exclusion, counts } = await read(t, 'eval.txt', lines.join('\n'))
  t.strictSame(counts, { in: 6, out: 4, dropped: { 'invalid-json': 1, 'nothing-to-exclude': 1 } })
  t.equal(exclusion?.find(row('paint a boat')), 'same prompt as eval.txt:2')
  t.equal(exclusion?.find(row('fly a kite')), 'same prompt as eval.txt:4')
  t.equal(exclusion?.find(row(LONG, programText('alpha'))), 'program like eval.txt:3')
  t.equal(exclusion?.find(row(LONG, programText('beta'))), 'program like eval.txt:4')
})

t.test('one run reads the file once', async (t) => {
  const { exclusion, context } = await read(t, 'eval.txt', 'Draw a house')
  t.equal(await exclusionOf(context), exclusion)
})

t.test('a file that keeps nothing out is bad input, and so is none', async (t) => {
  await t.rejects(read(t, 'eval.jsonl', '{}\n'), { code: 'ERR_BAD_INPUT' })
  await t.rejects(exclusionOf(testContext({ exclude: '/nowhere/eval.jsonl' })), { code: 'ERR_NO_INPUT' })
  t.equal(await exclusionOf(testContext()), undefined)
})
