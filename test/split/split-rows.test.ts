import t from 'tap'
import { splitRows as split, type SplitRow } from '../../src/split/split-rows.ts'
import { twinPrint, type TwinPrint } from '../../src/split/twins.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText } from '../helpers/programs.ts'

interface Sketch {
  group?: string
  stratum?: string
  official?: boolean
  code?: string
}

/** Ids are made so that their order is that of the list. */
function rowsOf(sketches: readonly Sketch[]): (SplitRow & { print: TwinPrint })[] {
  return sketches.map(({ group, stratum = 'easy/distill', official = false, code }, at) => {
    const id = `row-${String(at).padStart(4, '0')}`
    return {
      id,
      keys: [group ?? id],
      prompt: id,
      stratum,
      official,
      qualityScore: 0.5,
      print: twinPrint(code ?? programText(id)),
    }
  })
}

const splitRows = (rows: ReturnType<typeof rowsOf>, ratios: readonly number[], seed: number) =>
  resultOf(split(rows, rows.map(({ print }) => print), ratios, seed))

const sketches = (count: number, sketch: (at: number) => Sketch) => Array.from({ length: count }, (_, at) => sketch(at))

function sizes(splitOf: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const split of splitOf) counts[String(split)] = (counts[String(split)] ?? 0) + 1
  return counts
}

t.test('the shares are met in all and in each stratum', async (t) => {
  const strata = ['easy/distill', 'medium/distill', 'hard/distill', 'hard/mock']
  const rows = rowsOf(sketches(200, (at) => ({ group: `g${at >> 1}`, stratum: strata[(at >> 1) % 4] })))
  const { splitOf } = splitRows(rows, [80, 10, 10], 1)
  t.strictSame(sizes(splitOf), { train: 160, val: 20, test: 20 })
  for (const stratum of strata) {
    const val = rows.filter((row, at) => row.stratum === stratum && splitOf[at] === 'val').length
    t.ok(Math.abs(val - 5) <= 1, `${stratum}: ${val} of 5`)
  }
})

t.test('a group is never divided', async (t) => {
  const rows = rowsOf(sketches(120, (at) => ({ group: `g${(at * at) % 17}` })))
  const { splitOf, groupOf, groups, largestGroup } = splitRows(rows, [80, 10, 10], 1)
  const places = new Map<string, Set<string | undefined>>()
  for (const [at, group] of groupOf.entries()) places.set(group, (places.get(group) ?? new Set()).add(splitOf[at]))
  t.ok([...places.values()].every(({ size }) => size === 1))
  t.equal(groups, places.size)
  t.equal(largestGroup, Math.max(...[...places.keys()].map((id) => groupOf.filter((group) => group === id).length)))
})

t.test('near-duplicates across splits are purged until none remains', async (t) => {
  const twin = programText('twin')
  const code = (at: number) => (at % 8 === 0 ? `${twin}\nlast(${at})` : undefined)
  const rows = rowsOf(sketches(40, (at) => ({ group: `g${at >> 1}`, code: code(at) })))
  const { splitOf, purged } = splitRows(rows, [50, 25, 25], 3)
  const homes = new Set(splitOf.filter((split, at) => at % 8 === 0 && split !== undefined))
  t.ok(homes.size <= 1, `twins are left in ${[...homes].join()}`)
  t.equal(purged.train + purged.val + purged.test, splitOf.filter((split) => split === undefined).length)
})

t.test('groups with near-duplicates elsewhere are not held out while there are others', async (t) => {
  const twin = programText('twin', 30)
  const rows = rowsOf(sketches(100, (at) => ({ code: at < 60 ? `${twin}\nlast(${at})` : undefined })))
  const { splitOf, purged } = splitRows(rows, [80, 10, 10], 1)
  t.strictSame(purged, { train: 0, val: 0, test: 0 })
  t.strictSame(sizes(splitOf), { train: 80, val: 10, test: 10 })
  t.ok(splitOf.slice(0, 60).every((split) => split === 'train'))
})

t.test('programs that are alike are held out together where that is the only way', async (t) => {
  const rows = rowsOf(sketches(100, (at) => ({ code: `${programText(`family-${at % 10}`, 30)}\nlast(${at})` })))
  const { splitOf } = splitRows(rows, [80, 10, 10], 1)
  t.strictSame(sizes(splitOf), { train: 80, val: 10, test: 10 })
})

t.test('official rows, and whatever is grouped with them, are for training and outside the shares', async (t) => {
  const rows = rowsOf(
    sketches(130, (at) => {
      if (at < 30) return { official: true, stratum: 'easy/official' }
      return { group: at === 30 ? 'row-0000' : undefined }
    }),
  )
  const { splitOf, shares } = splitRows(rows, [80, 10, 10], 1)
  t.ok(splitOf.slice(0, 31).every((split) => split === 'train'))
  t.strictSame(shares, { train: 80, val: 10, test: 10 })
  t.strictSame(sizes(splitOf), { train: 110, val: 10, test: 10 })
})

t.test('the seed chooses, and chooses the same again', async (t) => {
  const rows = rowsOf(sketches(60, () => ({})))
  const held = (seed: number) => splitRows(rows, [80, 10, 10], seed).splitOf.join()
  t.equal(held(1), held(1))
  t.not(held(1), held(2))
})

t.test('few rows and no rows are no trouble', async (t) => {
  t.strictSame(splitRows([], [80, 10, 10], 1).splitOf, [])
  t.strictSame(splitRows(rowsOf([{}]), [80, 10, 10], 1).splitOf, ['train'])
  t.strictSame(splitRows(rowsOf([{}, {}]), [100, 0, 0], 1).splitOf, ['train', 'train'])
})
