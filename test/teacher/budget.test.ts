import * as fc from 'fast-check'
import t from 'tap'
import { Budget } from '../../src/teacher/budget.ts'

t.test('a call waits for calls in flight that may turn out cheaper', async (t) => {
  const budget = new Budget(1)
  t.equal(await budget.reserve(0.6), true)
  const second = budget.reserve(0.6)
  t.equal(await Promise.race([second, Promise.resolve('waits')]), 'waits')
  budget.settle(0.6, 0.1)
  t.equal(await second, true)
  budget.settle(0.6, 0.6)
  t.equal(await budget.reserve(0.31), false, 'what is spent is gone')
  t.equal(await budget.reserve(0.3), true, 'to the last cent')
})

t.test('a call that can never be covered does not wait', async (t) => {
  const budget = new Budget(1)
  t.equal(await budget.reserve(0.5), true)
  t.equal(await budget.reserve(1.1), false)
})

t.test('the cap holds for any calls in any order, and nobody waits for ever', async () => {
  const call = fc.record({
    most: fc.double({ min: 0.0001, max: 2, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.01, max: 5, noNaN: true }),
      fc.array(call, { maxLength: 30 }),
      async (cap, calls) => {
        const budget = new Budget(cap)
        let spent = 0
        const made = calls.map(async ({ most, share }, i) => {
          if (!(await budget.reserve(most))) return
          for (let turn = 0; turn < i % 4; turn++) await Promise.resolve()
          spent += most * share
          budget.settle(most, most * share)
        })
        await Promise.all(made)
        if (spent > cap + 1e-6) throw new Error(`${spent} of ${cap} spent`)
      },
    ),
  )
})
