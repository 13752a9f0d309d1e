import t from 'tap'
import fc from 'fast-check'
import { RowSampler, ROWS_SHOWN, pageRows } from '../../../src/reports/page/page-rows.ts'
import { StratifiedSample } from '../../../src/reports/page/stratified-sample.ts'
import { knownRow } from './report.ts'

const drawn = (rows: readonly (readonly [id: string, stratum: string])[], size: number, seed = 1): string[] => {
  const sample = new StratifiedSample<string>(size, seed)
  for (const [id, stratum] of rows) sample.add(id, stratum, id)
  return sample.drawn()
}

t.test('a sample is the same whatever the order of the rows, and each beginning of it is a smaller one', async () => {
  const row = fc.tuple(fc.string(), fc.constantFrom('a', 'b', 'c'))
  const rows = fc.uniqueArray(row, { selector: ([id]) => id, maxLength: 60 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 8 }), (rows, size) => {
      const all = drawn(rows, 100)
      const some = drawn(rows, size)
      return (
        JSON.stringify(drawn(rows.toReversed(), size)) === JSON.stringify(some) &&
        JSON.stringify(all.slice(0, size)) === JSON.stringify(some)
      )
    }),
  )
})

t.test('each kind has its turn, however few it has; another seed draws others', async (t) => {
  const rows = Array.from({ length: 1000 }, (_, at) => [`r${at}`, at % 100 === 0 ? 'rare' : 'common'] as const)
  const isRare = (id: string) => Number(id.slice(1)) % 100 === 0
  const sample = drawn(rows, 50)
  t.equal(sample.filter(isRare).length, 10)
  t.equal(drawn(rows, 6).filter(isRare).length, 3)
  t.notSame(drawn(rows, 50, 2), sample)
})

t.test('a page has rows by id, and games for as many as are asked for that have a program', async (t) => {
  const rows = ['r3', 'r1', 'r2'].map((id) => knownRow(id, `play('${id}')`))
  rows[0] = { ...rows[0], output: 'no program' }
  const page = pageRows(rows, 9, 1)
  t.strictSame(
    page.rows.map(({ id }) => id),
    ['r1', 'r2', 'r3'],
  )
  t.strictSame(page.programs, { '0': "play('r1')" })
  t.match(page.rows[0], {
    game: '0',
    answer: /play\('r1'\)/,
    levels: { L1: true, L3: null },
    quality: { overall: 0.875 },
    remarks: ['L2 warning argument-type, line 3: text'],
  })
  t.match(Object.fromEntries(page.rows[0].facts), { probes: '2 of 3 held, 1 unknown' })
  t.notOk('answer' in page.rows[1] || 'game' in page.rows[2])
  t.strictSame(pageRows(rows, 9, 0).programs, {})
})

t.test('of many remarks on a row ten are shown, and how many more there are', async (t) => {
  const row = knownRow('r1', 'play()')
  const issues = Array.from({ length: 21 }, () => row.trace!.issues![0])
  const [{ remarks }] = pageRows([{ ...row, trace: { ...row.trace!, issues } }], 1, 0).rows
  t.strictSame(remarks.slice(9), ['L2 warning argument-type, line 3: text', 'and 11 more'])
})

t.test('texts of rows are cut and cannot turn the direction of what stands beside them', async (t) => {
  const [row] = pageRows([knownRow('r1', 'x'.repeat(1e6), `\u202e\u0000${'long '.repeat(1e4)}`)], 1, 1).rows
  t.ok(JSON.stringify(row).length < 45_000)
  t.notMatch(JSON.stringify(row), /[\u202e\u0000]|\\u0000/)
  t.match(row.task, /^\ufffd\ufffdlong .*…$/)
})

t.test('of any number of rows some five hundred are kept', async (t) => {
  const sampler = new RowSampler(3, 1)
  for (let at = 0; at < 2500; at++) sampler.add(knownRow(`r${at}`, 'play()'))
  const { all, rows, programs } = sampler.rows()
  t.strictSame([all, rows.length, Object.keys(programs).length], [2500, ROWS_SHOWN, 3])
})
