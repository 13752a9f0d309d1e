import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import stableStringify from 'fast-json-stable-stringify'
import t from 'tap'
import { selectedSchema, type Selected, type Verdict } from '../../src/record.ts'
import { failuresOf } from '../../src/stream/failures.ts'
import { select } from '../../transforms/select.ts'
import { testContext } from '../helpers/context.ts'
import { openFilesBelow } from '../helpers/open-files.ts'
import { reordered, verdictRow } from '../helpers/programs.ts'
import { through } from '../helpers/streams.ts'
import { procSkip } from '../runtime/processes.ts'

const DIFFICULTIES = ['easy', 'medium', 'hard'] as const

/** Rows that pass, half of them of one prompt each with another. */
function verdicts(count: number): Verdict[] {
  return Array.from({ length: count }, (_, at) => {
    const prompt = { id: `p${at >> 1}`, difficulty: DIFFICULTIES[(at >> 1) % 3], modules: [], task: `task ${at}` }
    return verdictRow(`row-${at}`, { prompt_id: prompt.id, prompt })
  })
}

const MESSY: Verdict = {
  ...verdictRow('messy'),
  timestamp: '2024-05-06T07:08:09Z',
  attempts: 3,
  note: 'travels on',
  validation: {
    levels: {
      L1: { passed: true, ms: 12, issues: [], metrics: { lint_warnings: 1 } },
      L2: { passed: true, ms: 3, issues: [] },
    },
    from_cache: true,
    versions: { validator: '1', engine: '2', index: '3' },
  },
}

t.test('a selected row is the verdict without what differs from run to run, with its quality', async (t) => {
  const [row] = await through<Selected>([MESSY], select(testContext()))
  t.ok(selectedSchema.safeParse(row).success)
  t.equal(row.selected, true)
  t.equal(row.quality_score, 1)
  t.equal(row.quality.lint, 0.9091)
  t.equal(row.note, 'travels on')
  t.notOk('timestamp' in row || 'attempts' in row || 'from_cache' in row.validation)
  t.strictSame(row.validation.levels, {
    L1: { passed: true, issues: [], metrics: { lint_warnings: 1 } },
    L2: { passed: true, issues: [] },
  })
  t.strictSame(row.validation.versions, MESSY.validation.versions)
})

t.test('rows leave by id in code units, the same bytes for any order of arrival', async (t) => {
  const rows = [...verdicts(40), verdictRow('Z'), verdictRow('é'), verdictRow('a')]
  const bytes = async (seed: number) => {
    const out = await through<Selected>(reordered(rows, seed), select(testContext()))
    return out.map((row) => stableStringify(row))
  }
  const expected = await bytes(0)
  const ids = expected.map((line) => (JSON.parse(line) as Selected).id)
  t.strictSame(ids, ids.toSorted())
  t.equal(ids[0], 'Z')
  for (const seed of [1, 2]) t.strictSame(await bytes(seed), expected)
})

t.test('scores spread over (0, 1] inside each difficulty', async (t) => {
  const out = await through<Selected>(verdicts(60), select(testContext()))
  for (const difficulty of DIFFICULTIES) {
    const scores = out.filter((row) => row.prompt.difficulty === difficulty).map((row) => row.quality_score)
    t.equal(new Set(scores).size, scores.length, difficulty)
    t.equal(Math.max(...scores), 1)
    t.ok(Math.min(...scores) > 0 && Math.min(...scores) < 0.1)
  }
})

t.test('every row is sent on or dropped with its reason', async (t) => {
  const context = testContext()
  const rows = [
    verdictRow('a'),
    verdictRow('b', { code: verdictRow('a').code }),
    verdictRow('c', { l1_passed: false, l2_passed: null }),
    verdictRow('d', { l3_passed: null }),
    ...['e', 'f', 'g'].map((id) => verdictRow(id, { prompt_id: 'same' })),
  ]
  const out = await through<Selected>(rows, select(context))
  // Of the three of one prompt the two that call most; all are equally good.
  t.strictSame(out.map(({ id }) => id), ['a', 'e', 'g'])
  t.strictSame(context.ledger.counts().select, {
    in: 7,
    out: 3,
    dropped: { 'exact-duplicate': 1, 'failed-L1': 1, 'not-run-L3': 1, 'over-max-per-prompt': 1 },
  })
})

t.test('the selection is reported', async (t) => {
  const context = testContext()
  await through(verdicts(12), select(context))
  const { achieved, target, binding, quality } = context.facts.selection!
  t.strictSame(achieved, { total: 12, easy: 4, medium: 4, hard: 4 })
  t.equal(target, null)
  t.strictSame(binding, ['easy', 'medium'])
  t.equal(Object.values(quality).reduce((a, b) => a + b), 12)
  t.match(context.notices[0], /^select: 4 easy, 4 medium, 4 hard: too few easy and medium rows for --quota 40\/40\/20;/)
})

t.test('a target that is missed writes what exists and fails, unless a part will do', async (t) => {
  const short = testContext({ target: 30, maxPerTemplate: 30 })
  t.equal((await through(verdicts(24), select(short))).length, 22)
  t.match(failuresOf(short), [{ code: 'ERR_SHORT', message: /^22 of 30 rows: too few easy and medium ones passed$/ }])
  const content = testContext({ target: 30, maxPerTemplate: 30, allowPartial: true })
  await through(verdicts(24), select(content))
  t.strictSame(failuresOf(content), [])
  const met = testContext({ target: 10 })
  t.equal((await through(verdicts(24), select(met))).length, 10)
  t.strictSame(failuresOf(met), [])
})

t.test('nothing that survives is a failure', async (t) => {
  for (const rows of [[], [verdictRow('a', { l1_passed: false })]]) {
    const context = testContext({ allowPartial: true })
    t.strictSame(await through(rows, select(context)), [])
    t.match(failuresOf(context), [{ code: 'ERR_NOTHING_SURVIVED' }])
  }
})

t.test('a level that this run skips is not required', async (t) => {
  const context = testContext({ skipRuntime: true })
  t.equal((await through([verdictRow('a', { l3_passed: null })], select(context))).length, 1)
})

t.test('the spool lies in --tmp and is gone afterwards, also when the chain breaks', { skip: procSkip }, async (t) => {
  const tmp = mkdtempSync(join(tmpdir(), 'select-test-'))
  t.teardown(() => rmSync(tmp, { recursive: true }))
  await through(verdicts(3), select(testContext({ tmp })))
  t.equal(openFilesBelow(tmp), 0)
  const broken = select(testContext({ tmp }))
  t.equal(openFilesBelow(tmp), 1)
  await new Promise((resolve) => broken.on('error', () => {}).on('close', resolve).destroy(new Error('stop')))
  t.equal(openFilesBelow(tmp), 0)
  t.strictSame(readdirSync(tmp), [])
})

t.test('--decisions: rejected rows stay out, kept ones say so, unknown ids are told once', async (t) => {
  const decide = (id: string, decision: string) => JSON.stringify({ id, decision }) + '\n'
  const review = decide('row-0', 'reject') + decide('row-2', 'keep') + decide('failed', 'keep') + decide('ghost', 'keep') + decide('spirit', 'reject')
  const decisions = join(t.testdir({ 'review.jsonl': review }), 'review.jsonl')
  const context = testContext({ decisions })
  const rows = [...verdicts(4), verdictRow('failed', { passed: false, l2_passed: false })]
  const out = await through<Selected>(rows, select(context))
  t.strictSame(out.map(({ id, review }) => [id, review]), [['row-1', undefined], ['row-2', 'keep'], ['row-3', undefined]])
  t.strictSame(context.ledger.counts().select.dropped, { 'rejected-by-review': 1, 'failed-L2': 1 })
  t.strictSame(context.facts.selection?.decisions, { kept: 1, rejected: 1, not_kept: 1, stale: 0, unknown: 2 })
  t.strictSame(context.notices.filter((notice) => notice.startsWith('--decisions')), ['--decisions: 2 ids are of no row here: ghost, spirit'])
})
