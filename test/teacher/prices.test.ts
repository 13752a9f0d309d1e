import t from 'tap'
import { pricesSchema } from '../../src/prices.ts'
import { costOf, mostOf, priceOf, usedTokens } from '../../src/teacher/prices.ts'
import { requestNumber } from './helpers.ts'

const PRICE = { input: 2, output: 8, cached: 0.5, cache_write: 2.5 }

t.test('the price that counts is the latest one that has begun', async (t) => {
  const old = { input: 1, output: 2, since: '2025-01-01' }
  const now = { input: 3, output: 4, since: '2026-03-01' }
  const prices = pricesSchema.parse({ a: PRICE, b: [now, old] })
  const on = (model: string | undefined, day: string) => priceOf(prices, model, new Date(day))
  t.match(on('a', '2020-01-01'), PRICE)
  t.equal(on('b', '2024-12-31T23:59:59Z'), undefined)
  t.match(on('b', '2025-01-01T00:00:00Z'), old)
  t.match(on('b', '2026-03-01T00:00:00Z'), now)
  t.equal(on('c', '2026-01-01'), undefined)
  t.equal(on('toString', '2026-01-01'), undefined)
  t.equal(on(undefined, '2026-01-01'), undefined)
})

t.test('a call costs what its tokens cost, each kind at its own price', async (t) => {
  const usage = { input_tokens: 1_000_000, output_tokens: 500_000, cached_tokens: 600_000, cache_write_tokens: 100_000 }
  t.equal(costOf(PRICE, usage), 0.3 * 2 + 0.6 * 0.5 + 0.1 * 2.5 + 0.5 * 8)
  t.equal(costOf({ input: 2, output: 8 }, usage), 2 + 4, 'without prices of their own they are ordinary input')
  t.equal(
    costOf(PRICE, { input_tokens: 5, output_tokens: 0, cached_tokens: 9 }),
    (9 * 0.5) / 1e6,
    'never below nothing',
  )
})

t.test('the most that a call may cost covers a longer prompt and the longest answer', async (t) => {
  const request = requestNumber(1, { system_prompt: 'word '.repeat(1000), user_prompt: '旋转'.repeat(500) })
  request.generation.max_tokens = 1000
  const most = mostOf(PRICE, request)
  t.ok(most > costOf(PRICE, { input_tokens: 2500, output_tokens: 1000, cached_tokens: 0, cache_write_tokens: 2500 }))
  t.ok(most < 0.02)
})

t.test('what an answer used is what the server says; silence and zeros are no answer', async (t) => {
  const usage = { input_tokens: 5, output_tokens: 7, cached_tokens: 5 }
  t.strictSame(usedTokens({ usage }), { input: 5, output: 7 })
  t.equal(usedTokens({ usage: null }), undefined)
  t.equal(usedTokens({ usage: { input_tokens: 0, output_tokens: 0, cached_tokens: 0 } }), undefined)
})
