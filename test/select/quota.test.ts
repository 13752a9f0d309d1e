import * as fc from 'fast-check'
import t from 'tap'
import { allowances, apportion, shortStrata } from '../../src/select/quota.ts'

const SHARES = [40, 40, 20]

t.test('a target is met exactly, by largest remainder', async (t) => {
  t.strictSame(apportion(SHARES, 10), { easy: 4, medium: 4, hard: 2 })
  t.strictSame(apportion(SHARES, 11), { easy: 5, medium: 4, hard: 2 })
  t.strictSame(apportion([100, 0, 0], 7), { easy: 7, medium: 0, hard: 0 })
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (total, a, b) => {
      const { easy, medium, hard } = apportion([a, b, 200 - a - b], total)
      return easy + medium + hard === total
    }),
  )
})

t.test('a target asks for its shares whatever is there', async (t) => {
  t.strictSame(allowances({ easy: 100, medium: 0, hard: 0 }, SHARES, 10), { easy: 4, medium: 4, hard: 2 })
})

t.test('without a target a short difficulty takes no row from another', async () => {
  const count = fc.nat(10_000)
  fc.assert(
    fc.property(count, count, count, (easy, medium, hard) => {
      const allowed = allowances({ easy, medium, hard }, SHARES, undefined)
      return allowed.easy >= easy && allowed.medium >= medium && allowed.hard >= hard
    }),
  )
})

t.test('a share of 0 keeps a difficulty out', async (t) => {
  t.equal(allowances({ easy: 5, medium: 5, hard: 5 }, [50, 50, 0], undefined).hard, 0)
})

function short(easy: number, medium: number, hard: number): string[] {
  const achieved = { easy, medium, hard }
  return shortStrata(achieved, allowances(achieved, SHARES, undefined))
}

t.test('the difficulties below their share are named', async (t) => {
  t.strictSame(short(40, 40, 20), [])
  t.strictSame(short(7, 7, 3), ['hard'])
  t.strictSame(short(100, 10, 50), ['medium'])
  t.strictSame(short(100, 0, 0), ['medium', 'hard'])
})
