import fc from 'fast-check'
import t from 'tap'
import { drawRows, type Drawable } from '../../src/review/draw.ts'

const RULES = { share: 5, rows: undefined, rejected: 0, seed: 1 }
const row = fc.record({
  id: fc.string({ minLength: 1 }),
  difficulty: fc.constantFrom('easy', 'medium', 'hard'),
  modules: fc.array(fc.constantFrom('Scene', 'Input', 'Physics'), { maxLength: 2 }),
  failed: fc.option(fc.record({ level: fc.constantFrom('L1', 'L3'), code: fc.constantFrom('a', 'b') }), {
    nil: undefined,
  }),
}) as fc.Arbitrary<Drawable>
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 80 })

t.test('each stratum has its part, to within one row; the order of the rows does not matter', async () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }), (rows, wanted, rejected) => {
      const rules = { ...RULES, rows: wanted, rejected }
      const drawn = drawRows(rows, rules)
      const passed = rows.filter(({ failed }) => failed === undefined)
      const places = Math.min(wanted, passed.length)
      const isSame = JSON.stringify(drawRows(rows.toReversed(), rules)) === JSON.stringify(drawn)
      const isWhole = drawn.length === places + Math.min(rejected, rows.length - passed.length)
      const kind = ({ difficulty, modules }: Drawable) => `${difficulty} ${modules[0]}`
      return (
        isSame &&
        isWhole &&
        new Set(drawn).size === drawn.length &&
        passed.every((one) => {
          const members = passed.filter((other) => kind(other) === kind(one))
          const got = members.filter(({ id }) => drawn.includes(id)).length
          return Math.abs(got - (places * members.length) / passed.length) < 1
        })
      )
    }),
  )
})

const many = Array.from({ length: 400 }, (_, at): Drawable => ({
  id: `r${at}`,
  difficulty: at % 4 === 0 ? 'hard' : 'easy',
  modules: ['Scene'],
}))

t.test('a share is of the rows that passed, and another seed draws others', async (t) => {
  const drawn = drawRows(many, RULES)
  t.equal(drawn.length, 20)
  t.equal(drawn.filter((id) => Number(id.slice(1)) % 4 === 0).length, 5)
  t.not(drawRows(many, { ...RULES, seed: 2 }).join(), drawn.join())
  t.equal(drawRows(many.slice(0, 3), RULES).length, 1)
  t.strictSame(drawRows([], RULES), [])
})

t.test('rejected rows are drawn when they are asked for, from all that they failed by', async (t) => {
  const failed =
    (code: string) =>
    (one: Drawable): Drawable => ({ ...one, id: code + one.id, failed: { level: 'L2', code } })
  const all = [...many, ...many.slice(0, 90).map(failed('a')), ...many.slice(0, 10).map(failed('b'))]
  const drawn = drawRows(all, { ...RULES, rejected: 10 })
  t.equal(drawn.length, 30)
  t.equal(drawn.filter((id) => id.startsWith('a')).length, 9)
  t.equal(drawn.filter((id) => id.startsWith('b')).length, 1)
})
