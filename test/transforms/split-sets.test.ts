import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { sampleSchema, type Sample, type Selected } from '../../src/record.ts'
import { leakage, type AuditedRow } from '../../src/split/leakage.ts'
import { failuresOf } from '../../src/stream/failures.ts'
import { resultOf } from '../../src/stream/work.ts'
import { splitSets } from '../../transforms/split-sets.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { programText, reordered, selectedRow } from '../helpers/programs.ts'
import { through } from '../helpers/streams.ts'

const NOUNS = ['maze', 'duel', 'race', 'quiz', 'hunt', 'raid', 'siege', 'relay', 'feast', 'dance']
const VERBS = ['build', 'win', 'lose', 'watch', 'repeat', 'record', 'answer', 'solve', 'enter', 'leave']

const NO_LEAK = { same_prompt: 0, same_template: 0, near_duplicate: 0 }

/** Rows of which no two share a prompt, template or program. At most 100. */
function rows(count: number): Selected[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `row-${at}`
    const task = `${VERBS[at % 10]} ${NOUNS[Math.floor(at / 10)]}`
    return selectedRow(id, { prompt: { id: `prompt-${id}`, difficulty: 'easy', modules: ['Scene'], task } })
  })
}

async function split(context: TestContext, selected: readonly Selected[]): Promise<Sample[]> {
  return through<Sample>(selected, await splitSets(context))
}

const sizes = (samples: readonly Sample[]) => {
  const of = (name: string) => samples.filter(({ metadata }) => metadata.split === name).length
  return { train: of('train'), val: of('val'), test: of('test') }
}

t.test('a sample is what the contract says', async (t) => {
  const [sample] = await split(testContext({ ratios: '100/0/0' }), [
    selectedRow('a', { source: 'mock', teacher_model: null, reply_key: null, quality_score: 0.25 }),
  ])
  t.ok(sampleSchema.safeParse(sample).success)
  t.match(sample.output, /^\[PLAN\]\nREQ: do it\nAPI: Scene\nSTEPS:\n1\. one\n2\. two\n\[\/PLAN\]\n\n```javascript\n/)
  t.ok(sample.output.endsWith(`${programText('a')}\n\`\`\``))
  t.equal(sample.input, '')
  t.match(sample.instruction, /Task a/)
  const { group, tokens, ...metadata } = sample.metadata
  t.match(group, /^[0-9a-f]{12}$/)
  t.ok(tokens > 100)
  t.strictSame(metadata, {
    id: 'a',
    prompt_id: 'prompt-a',
    source: 'mock',
    difficulty: 'easy',
    modules: ['Scene'],
    split: 'train',
    held_out: '',
    quality_score: 0.25,
    teacher_model: '',
    code_hash: 'hash-a',
    reply_key: '',
  })
})

t.test('a row that does not say where it comes from counts as distilled', async (t) => {
  const [sample] = await split(testContext({ ratios: '100/0/0' }), [selectedRow('a')])
  t.equal(sample.metadata.source, 'distill')
})

t.test('samples leave by id with the shares that were asked for, whatever the order of arrival', async (t) => {
  const context = testContext({ ratios: '80/10/10' })
  const samples = await split(context, rows(100))
  t.strictSame(sizes(samples), { train: 80, val: 10, test: 10 })
  const ids = samples.map(({ metadata }) => metadata.id)
  t.strictSame(ids, ids.toSorted())
  t.strictSame(await split(testContext({ ratios: '80/10/10' }), reordered(rows(100), 5)), samples)
  t.strictSame(failuresOf(context), [])
})

t.test('the split is reported', async (t) => {
  const context = testContext({ ratios: '80/10/10' })
  await split(context, rows(50))
  t.match(context.facts.split, {
    train: 40,
    val: 5,
    test: 5,
    groups: 50,
    largest_group: 1,
    purged: 0,
    leakage: { same_prompt: 0, same_template: 0, near_duplicate: 0 },
  })
  t.strictSame(context.ledger.counts().split, { in: 50, out: 50, dropped: {} })
})

/** Programs of which each is a near-duplicate of its neighbours: no way to hold out a part without a purge. */
function chain(count: number): Selected[] {
  const lines = Array.from({ length: count * 4 }, (_, at) => programText(`line-${at}`, 3))
  return rows(count).map((row, at) => ({ ...row, code: lines.slice(at, at + 12).join('\n') }))
}

t.test('purged rows are dropped by name', async (t) => {
  const context = testContext({ ratios: '60/20/20', allowPartial: true })
  const samples = await split(context, chain(60))
  const { in: read, out, dropped } = context.ledger.counts().split
  t.ok(dropped['purged-near-duplicate'] > 0)
  t.equal(read, out + dropped['purged-near-duplicate'])
  t.equal(samples.length, out)
  t.match(context.facts.split, {
    purged: dropped['purged-near-duplicate'],
    leakage: { same_prompt: 0, same_template: 0, near_duplicate: 0 },
  })
})

t.test('a held-out set that is too small is a failure, unless a part will do', async (t) => {
  const alike = rows(50).map((row, at) => ({ ...row, code: `${programText('alike', 30)}\nlast(${at})` }))
  const strict = testContext({ ratios: '80/10/10' })
  await split(strict, alike)
  const [val, test] = failuresOf(strict)
  t.match(val, { code: 'ERR_SHORT', message: /^val has 0 rows, below 80 % of its share of 5/ })
  t.match(test, { code: 'ERR_SHORT' })
  const content = testContext({ ratios: '80/10/10', allowPartial: true })
  await split(content, alike)
  t.strictSame(failuresOf(content), [])
})

t.test('a share of less than a row may be missing', async (t) => {
  const context = testContext({ ratios: '90/5/5' })
  t.equal((await split(context, rows(3))).length, 3)
  t.strictSame(failuresOf(context), [])
})

t.test('no rows at all are a failure', async (t) => {
  const context = testContext()
  t.strictSame(await split(context, []), [])
  t.match(failuresOf(context), [{ code: 'ERR_NOTHING_SURVIVED' }])
})

interface RealRow {
  instruction: string
  input: string
  output: string
  metadata: { id: string; prompt_id: string; difficulty: 'easy' | 'medium' | 'hard' }
}

interface RealReply {
  id: string
  prompt_id: string
  prompt_meta: Selected['prompt']
  raw_output: string
}

function code(text: string): string {
  return /```javascript\n(.*?)```/s.exec(text)?.[1].trim() ?? ''
}

/** rows.jsonl and replies.jsonl as selected rows; of two with one id the first stays. */
function realRows(folder: URL): Selected[] {
  const read = <Row>(name: string) =>
    readFileSync(new URL(name, folder), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
  const all = [
    ...read<RealRow>('rows.jsonl').map(({ input, output, metadata: { id, prompt_id, difficulty } }) => {
      const task = /任务[:：]\s*(.*)/.exec(input)?.[1] ?? ''
      const prompt = { id: prompt_id, difficulty, modules: [], task }
      return selectedRow(id, { prompt_id, prompt, code: code(output) })
    }),
    ...read<RealReply>('replies.jsonl').map(({ id, prompt_id, prompt_meta, raw_output }) =>
      selectedRow(id, { prompt_id, prompt: prompt_meta, code: code(raw_output) }),
    ),
  ]
  return [...new Map(all.toReversed().map((row) => [row.id, row])).values()]
}

const REAL = new URL('../../../../shared/data/', import.meta.url)

const skip = existsSync(REAL) ? false : 'no ../shared/data'

t.test('real programs: whole held-out sets, nothing in two splits', { skip }, async (t) => {
  const context = testContext({ ratios: '80/10/10' })
  const selected = realRows(REAL)
  const samples = await split(context, selected)
  const { val, test } = sizes(samples)
  t.ok(val >= 0.08 * selected.length, `val ${val}`)
  t.ok(test >= 0.08 * selected.length, `test ${test}`)
  t.strictSame(failuresOf(context), [])
  const byId = new Map(selected.map((row) => [row.id, row]))
  const audited = samples.map(({ metadata }): AuditedRow => {
    const { prompt, code } = byId.get(metadata.id) as Selected
    return { promptId: metadata.prompt_id, seed: prompt, code: () => code, split: metadata.split }
  })
  t.strictSame(resultOf(leakage(audited)), { same_prompt: 0, same_template: 0, near_duplicate: 0 })
})

t.test('--repair-keep gives repaired rows of the train split their conversation, and no others', async (t) => {
  const turns = [
    { role: 'user' as const, content: 'the prompt with its hints' },
    { role: 'assistant' as const, content: 'the program that failed' },
    { role: 'user' as const, content: 'what was wrong' },
  ]
  const repaired = rows(40).map((row, at) => (at % 2 ? { ...row, turn: 1, turns } : row))
  const samples = await split(testContext({ repairKeep: true, ratios: '60/20/20' }), repaired)
  const kept = samples.filter((sample) => sample.turns)
  t.ok(kept.length > 5)
  t.ok(kept.every(({ metadata }) => metadata.split === 'train'))
  t.ok(samples.some(({ metadata }) => metadata.split !== 'train' && Number(metadata.id.slice(4)) % 2 === 1))
  t.ok(kept.every((sample) => sampleSchema.safeParse(sample).success))
  for (const { turns: [first, ...others] = [], instruction } of kept) {
    t.equal(first!.content, instruction, 'the task in the words of the dataset')
    t.strictSame(others, turns.slice(1))
  }
  const plain = await split(testContext({ ratios: '60/20/20' }), repaired)
  t.notOk(plain.some((sample) => sample.turns))
})

t.test('held-out rows say what train knows nothing of', async (t) => {
  const templates = rows(100).map((row, at) => ({ ...row, prompt: { ...row.prompt, family: `family-${at % 25}` } }))
  const context = testContext({ ratios: '80/12/8', holdOutPrompts: 10 })
  const samples = await split(context, templates)
  const of = (label: string) => samples.filter(({ metadata }) => metadata.held_out === label)
  t.ok(samples.every(({ metadata }) => (metadata.held_out === '') === (metadata.split === 'train')))
  const byPrompt = of('held-out-prompt')
  t.equal(byPrompt.length, 8)
  const groups = new Set(of('').map(({ metadata }) => metadata.group))
  t.ok(byPrompt.every(({ metadata }) => metadata.split === 'val' && groups.has(metadata.group)))
  t.notOk(of('held-out-template').some(({ metadata }) => groups.has(metadata.group)))
  t.match(context.facts.split, { held_out: { template: 20, prompt: 8 }, leakage: NO_LEAK })
  t.strictSame(failuresOf(context), [])
})

t.test('without --hold-out-prompts all held-out rows are of templates that train does not know', async (t) => {
  const samples = await split(testContext({ ratios: '80/10/10' }), rows(50))
  const labels = samples.filter(({ metadata }) => metadata.split !== 'train').map(({ metadata }) => metadata.held_out)
  t.strictSame([...new Set(labels)], ['held-out-template'])
})
