import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import t from 'tap'
import { Tally } from '../../src/stream/ledger.ts'
import { rowTransform } from '../../src/stream/transform.ts'
import { sinkInto, through, tick } from '../helpers/streams.ts'

const tally = () => new Tally('test', () => {})

t.test('each row may become none, one or several, and the tally counts them', async (t) => {
  const counts = tally()
  const stage = rowTransform<number, string>(counts, {
    *each(row) {
      if (row === 0) counts.drop('zero')
      for (let i = 0; i < row; i++) yield `${row}.${i}`
    },
  })
  t.same(await through([0, 1, 3], stage), ['1.0', '3.0', '3.1', '3.2'])
  t.same(counts.counts(), { in: 3, out: 4, dropped: { zero: 1 } })
})

t.test('the final pass yields more rows than the buffer holds, at the pace of the reader', async (t) => {
  let yielded = 0
  const out: number[] = []
  let ahead = 0
  const stage = rowTransform<number, number>(tally(), {
    each: () => [],
    *end() {
      for (; yielded < 5000; yielded++) yield yielded
    },
  })
  const slow = async () => {
    await tick()
    ahead = Math.max(ahead, yielded - out.length)
  }
  await pipeline(Readable.from([1]), stage, sinkInto(out, slow))
  t.equal(out.length, 5000)
  t.ok(ahead < 64, `never more than 64 rows ahead (${ahead})`)
})

t.test('an error in each or end fails the chain, and close is called once', async (t) => {
  for (const handlers of [
    { each: (): number[] => { throw new Error('boom') } },
    { each: () => [1], end: (): number[] => { throw new Error('boom') } },
    { each: () => [1], end: async function* () { yield 1; throw new Error('boom') } },
  ]) {
    let closed = 0
    await t.rejects(through([1, 2], rowTransform(tally(), { ...handlers, close: () => void closed++ })), { message: 'boom' })
    t.equal(closed, 1)
  }
})

t.test('a reader that leaves during the final pass ends it', async (t) => {
  let closed = 0
  const stage = rowTransform<number, number>(tally(), {
    each: () => [],
    *end() {
      for (let i = 0; ; i++) yield i
    },
    close: () => void closed++,
  })
  const out: number[] = []
  const sink = sinkInto(out, async () => {
    await tick()
    if (out.length === 50) sink.destroy(new Error('gone'))
  })
  await t.rejects(pipeline(Readable.from([1]), stage, sink), { message: 'gone' })
  t.equal(closed, 1)
})

t.test('the chain is not over before the stage has closed, and a close that fails is its failure', async (t) => {
  let closed = 0
  const close = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await tick()
    closed++
  }
  await through([1, 2], rowTransform(tally(), { each: (row) => [row], close }))
  t.equal(closed, 1)
  const failing = rowTransform(tally(), { each: (row) => [row], close: () => Promise.reject(new Error('not closed')) })
  await t.rejects(through([1], failing), { message: 'not closed' })
})

t.test('rows without end to a reader that never waits keep no timer from its turn', async (t) => {
  const stage = rowTransform<number, number>(tally(), {
    each: () => [],
    *end() {
      for (;;) yield 1
    },
  })
  const reader = new Writable({ objectMode: true, write: (_row, _encoding, done) => done() })
  const signal = AbortSignal.timeout(20)
  await t.rejects(pipeline(Readable.from([1]), stage, reader, { signal }), { name: 'AbortError' })
})
