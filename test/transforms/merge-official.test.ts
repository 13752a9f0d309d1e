import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { selectedSchema, type Selected, type Verdict } from '../../src/record.ts'
import { mergeOfficial } from '../../transforms/merge-official.ts'
import { testContext } from '../helpers/context.ts'
import { openFilesBelow } from '../helpers/open-files.ts'
import { programText, reordered, selectedRow, verdictRow } from '../helpers/programs.ts'
import { through } from '../helpers/streams.ts'

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'merge-test-'))
  t.teardown(() => rmSync(path, { recursive: true }))
  return path
}

function official(id: string, overrides: Partial<Verdict> = {}): Verdict {
  return verdictRow(id, { source: 'official', code_hash: `c0de${id}`.padEnd(64, '0'), ...overrides })
}

function fileOf(t: Test, rows: readonly unknown[]): string {
  const path = join(folder(t), 'official.jsonl')
  writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)) + '\n').join(''))
  return path
}

const selected = (count: number) =>
  Array.from({ length: count }, (_, at) => selectedRow(`m${String(at).padStart(3, '0')}`))

t.test('without --official there is no stage, and nothing in the counts', async (t) => {
  const context = testContext()
  t.strictSame(mergeOfficial(context), [])
  t.strictSame(context.ledger.counts(), {})
})

t.test('official rows are merged in by id, whatever the order of either side', async (t) => {
  const examples = [official('a1'), official('z9'), official('m0015')]
  const expected = await through<Selected>(selected(10), mergeOfficial(testContext({ official: fileOf(t, examples) })))
  const ids = expected.map(({ id }) => id)
  t.equal(ids.length, 13)
  t.strictSame(ids, ids.toSorted())
  const path = fileOf(t, examples.toReversed())
  t.strictSame(await through(reordered(selected(10), 3), mergeOfficial(testContext({ official: path }))), expected)
})

t.test('an official row becomes a selected row with a prompt of its own', async (t) => {
  const path = fileOf(t, [official('a'), official('b', { prompt_id: 'official_mine' })])
  const rows = await through<Selected>(selected(10), mergeOfficial(testContext({ official: path })))
  t.ok(rows.every((row) => selectedSchema.safeParse(row).success))
  const [a, b] = rows
  t.equal(a.prompt_id, 'official_c0dea0000000')
  t.equal(a.source, 'official')
  t.strictSame([a.quality_score, b.quality_score], [1, 0.5])
  t.equal(b.prompt_id, 'official_mine')
})

t.test('they are at most three in ten rows, the best of them', async (t) => {
  const examples = Array.from({ length: 9 }, (_, at) => {
    const levels = { L1: { passed: true, issues: [], metrics: { lint_warnings: at } } }
    return official(`x${at}`, { validation: { levels } })
  })
  const context = testContext({ official: fileOf(t, reordered(examples, 4)) })
  const rows = await through<Selected>(selected(14), mergeOfficial(context))
  t.strictSame(rows.slice(14).map(({ id }) => id), ['x0', 'x1', 'x2', 'x3', 'x4', 'x5'])
  t.strictSame(context.ledger.counts()['merge-official'], { in: 23, out: 20, dropped: { 'over-official-share': 3 } })
})

t.test('rows that failed, repeat or copy are dropped with their reason', async (t) => {
  const program = programText('m000', 40)
  const rows = [{ ...selectedRow('m000'), code: program }, ...selected(30).slice(1)]
  const path = fileOf(t, [
    official('a', { l3_passed: null }),
    official('b', { l1_passed: false }),
    official('c', { code: `// copied\n${program}` }),
    official('d', { code: program.replace(/\d+/, '77') }),
    official('m000'),
    official('e'),
    'no json',
  ])
  const context = testContext({ official: path })
  const out = await through<Selected>(rows, mergeOfficial(context))
  t.equal(out.length, 31)
  t.strictSame(context.ledger.counts()['merge-official'].dropped, {
    'exact-duplicate': 1,
    'failed-L1': 1,
    'id-conflict': 1,
    'near-duplicate': 1,
    'not-run-L3': 1,
  })
  t.strictSame(context.ledger.counts()['read-official'].dropped, { 'invalid-json': 1 })
})

t.test('a file that cannot be opened is an error at once', async (t) => {
  t.throws(() => mergeOfficial(testContext({ official: join(folder(t), 'none.jsonl') })), { code: 'ERR_NO_INPUT' })
})

t.test('a bad line ends the run under --on-error fail, and the spool is gone', async (t) => {
  const tmp = folder(t)
  const stage = mergeOfficial(testContext({ official: fileOf(t, ['no json']), onError: 'fail', tmp }))
  await t.rejects(through(selected(3), stage), { code: 'ERR_BAD_INPUT' })
  t.notOk(openFilesBelow(tmp))
})

t.test('an error before it ends the stage, and the spool is gone', async (t) => {
  const tmp = folder(t)
  const failing = async function* () {
    yield* selected(3)
    throw new Error('broke')
  }
  const stage = mergeOfficial(testContext({ official: fileOf(t, [official('a')]), tmp }))
  await t.rejects(through(failing(), stage), { message: 'broke' })
  t.notOk(openFilesBelow(tmp))
})

t.test('hundreds of rows on either side arrive', async (t) => {
  const examples = Array.from({ length: 300 }, (_, at) => official(`o${at}`))
  const rows = await through<Selected>(selected(280), mergeOfficial(testContext({ official: fileOf(t, examples) })))
  t.equal(rows.length, 280 + 120)
})
