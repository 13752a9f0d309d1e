import fc from 'fast-check'
import t from 'tap'
import { DIFFICULTIES, type Difficulty } from '../../src/record.ts'
import { project, type Survival } from '../../src/requests/projection.ts'

const survival = (passed: number, judged: number, repaired = 0, repairs = 0): Survival => ({
  first: { judged, passed },
  repairs: { judged: repairs, passed: repaired },
})
const easy = (value: Survival): Map<Difficulty, Survival> => new Map([['easy', value]])
const plan = { versions: 3, repair: 0, untilCovered: false, maxAttempts: 8 }

t.test('without repairs and further versions the whole is versions × seeds', async (t) => {
  t.strictSame(project(new Map([['easy', 100]]), easy(survival(10, 20)), plan, 0.01), {
    seeds: 100,
    calls: 300,
    programs: 150,
    covered: 88, // 1 - 0.5 ** 3
    usd: 3,
  })
})

t.test('repairs and further versions cost calls and bring programs', async (t) => {
  const seeds = new Map([['easy', 1000]] as const)
  const rates = easy(survival(10, 20, 5, 10))
  const one = { ...plan, versions: 1 }
  t.match(project(seeds, rates, { ...one, repair: 1 }, null), { calls: 1500, programs: 750, covered: 750, usd: null })
  t.match(project(seeds, rates, { ...one, repair: 2 }, null), { calls: 1750, programs: 875 })
  t.match(project(seeds, rates, { ...one, untilCovered: true, maxAttempts: 3 }, null), { calls: 1750, covered: 875 })
})

t.test('a difficulty that the pilot hardly saw has the rates of all', async (t) => {
  const rates = new Map([['easy', survival(20, 20)], ['hard', survival(0, 3)]] as const)
  t.match(project(new Map([['hard', 23]] as const), rates, { ...plan, versions: 1 }, null), { programs: 20 })
})

t.test('from too few replies nothing is projected', async (t) => {
  t.equal(project(new Map([['easy', 9]]), easy(survival(5, 9)), plan, 1), null)
  t.equal(project(new Map(), new Map(), plan, 1), null)
})

t.test('whatever the rates, no more programs than calls and no more seeds than there are', async () => {
  const rate = fc.record({ judged: fc.integer({ min: 0, max: 40 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  const rates = fc.record({ first: rate, repairs: rate })
  const counted = ({ judged, share }: { judged: number; share: number }) => ({ judged, passed: Math.floor(judged * share) })
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...DIFFICULTIES), rates),
      fc.dictionary(fc.constantFrom(...DIFFICULTIES), fc.nat(500)),
      fc.record({
        versions: fc.integer({ min: 1, max: 5 }),
        repair: fc.nat(3),
        untilCovered: fc.boolean(),
        maxAttempts: fc.integer({ min: 1, max: 9 }),
      }),
      (all, seeds, plan) => {
        const known = Object.entries(all).map(([name, { first, repairs }]) => {
          return [name, { first: counted(first), repairs: counted(repairs) }] as [Difficulty, Survival]
        })
        const whole = project(new Map(Object.entries(seeds) as [Difficulty, number][]), new Map(known), plan, null)
        if (!whole) return true
        return whole.programs <= whole.calls && whole.covered <= whole.seeds && whole.calls >= whole.seeds * plan.versions
      },
    ),
  )
})
