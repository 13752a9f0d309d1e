import t from 'tap'
import { inSteps, part, resultOf, step, type Loop, type UnderWay } from '../../src/stream/work.ts'
import { testContext } from '../helpers/context.ts'

function* counting(to: number): Loop<string> {
  for (let at = 0; at < to; at++) yield at / to
  return `counted to ${to}`
}

/** Computes for so many milliseconds, without ever letting anyone else have a turn. */
function* busy(milliseconds: number): Loop<number> {
  const started = performance.now()
  let turns = 0
  for (let at = started; at < started + milliseconds; at = performance.now()) {
    turns++
    yield (at - started) / milliseconds
  }
  return turns
}

t.test('a loop has its result, and tells how far it is under the name of its step', async (t) => {
  t.equal(resultOf(counting(3)), 'counted to 3')
  t.strictSame([...step('counting', counting(2))], [{ name: 'counting', share: 0 }, { name: 'counting', share: 0.5 }])
  t.strictSame([...part(0.5, 0.9, counting(4))], [0.5, 0.6, 0.7, 0.8])
  t.equal(resultOf(step('counting', part(0, 1, counting(2)))), 'counted to 2')
})

t.test('while work goes on timers have their turn, and see what it is at', async (t) => {
  const context = testContext()
  const seen: UnderWay['step'][] = []
  const timer = setInterval(() => seen.push(context.underWay.step), 10)
  const turns = await inSteps(context, 'select', step('waiting', busy(400)))
  clearInterval(timer)
  t.ok(turns > 0)
  t.ok(seen.length >= 2, `${seen.length} turns`)
  t.match(seen[0], { stage: 'select', name: 'waiting' })
  t.ok(seen.at(-1)!.share > seen[0]!.share)
  t.strictSame(context.underWay, {}, 'nothing is under way afterwards')
})

for (const name of ['interrupt', 'signal'] as const) {
  t.test(`the ${name} ends work that would never end`, async (t) => {
    const stop = new AbortController()
    const context = { ...testContext(), [name]: stop.signal }
    setTimeout(() => stop.abort(), 20)
    await t.rejects(inSteps(context, 'select', step('forever', busy(Infinity))), { code: 'ERR_INTERRUPTED' })
    t.strictSame(context.underWay, {})
  })
}

t.test('an error of the work is an error of the stage', async (t) => {
  const context = testContext()
  function* failing(): Loop<void> {
    yield 0
    throw new Error('no')
  }
  await t.rejects(inSteps(context, 'split', step('failing', failing())), { message: 'no' })
})
