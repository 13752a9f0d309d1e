import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import t from 'tap'
import { concurrentMap } from '../../src/stream/concurrent-map.ts'
import { Tally } from '../../src/stream/ledger.ts'
import { seededRandom } from '../../src/stream/random.ts'
import { sinkInto, through, tick } from '../helpers/streams.ts'

const tally = () => new Tally('test', () => {})
const numbers = (count: number) => Array.from({ length: count }, (_, i) => ({ i }))
type Row = { i: number }

/** Later rows finish first. */
const backwards = async (row: Row): Promise<Row> => {
  for (let i = 0; i < 10 - (row.i % 10); i++) await tick()
  return row
}

t.test('keeps the order of the input by default', async (t) => {
  const out = await through<Row>(numbers(200), concurrentMap(tally(), backwards, { concurrency: 7 }))
  t.same(out, numbers(200))
})

t.test('unordered, rows leave as they finish, and all of them leave', async (t) => {
  const out = await through<Row>(numbers(200), concurrentMap(tally(), backwards, { concurrency: 7, ordered: false }))
  t.notSame(out, numbers(200))
  t.same(out.toSorted((a, b) => a.i - b.i), numbers(200))
})

for (const ordered of [true, false]) {
  t.test(`at most so many at once, ordered ${ordered}`, async (t) => {
    let running = 0
    let most = 0
    const work = async (row: Row) => {
      most = Math.max(most, ++running)
      await tick()
      running--
      return row
    }
    await through(numbers(100), concurrentMap(tally(), work, { concurrency: 5, ordered }))
    t.equal(most, 5)
  })

  t.test(`a slow reader holds the source back, ordered ${ordered}`, async (t) => {
    let produced = 0
    const source = function* () {
      for (; produced < 10_000; produced++) yield { i: produced }
    }
    const out: Row[] = []
    let ahead = 0
    const slow = async () => {
      await tick()
      ahead = Math.max(ahead, produced - out.length)
    }
    const stage = concurrentMap(tally(), async (row: Row) => row, { concurrency: 4, ordered })
    await pipeline(Readable.from(source(), { highWaterMark: 1 }), stage, sinkInto(out, slow))
    t.equal(out.length, 10_000)
    t.ok(ahead < 100, `the source was never more than 100 rows ahead (${ahead})`)
  })

  t.test(`a rejection fails the chain, aborts the others and closes once, ordered ${ordered}`, async (t) => {
    let aborted = 0
    let closed = 0
    const work = async (row: Row, signal: AbortSignal) => {
      if (row.i === 5) throw new Error('boom')
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          aborted++
          resolve()
        })
      })
      return row
    }
    const stage = concurrentMap(tally(), work, { concurrency: 8, ordered, close: () => void closed++ })
    await t.rejects(through(numbers(50), stage), { message: 'boom' })
    t.ok(aborted > 0)
    t.equal(closed, 1)
  })
}

t.test('a call that throws before it waits fails the chain like any other', async (t) => {
  const work = () => {
    throw new Error('at once')
  }
  await t.rejects(through(numbers(3), concurrentMap(tally(), work, { concurrency: 2 })), { message: 'at once' })
})

t.test('undefined is a dropped row: nothing goes on, and the counts add up', async (t) => {
  const counts = tally()
  const work = async (row: Row) => {
    if (row.i % 3 !== 0) return row
    counts.drop('third')
    return undefined
  }
  const out = await through<Row>(numbers(100), concurrentMap(counts, work, { concurrency: 4 }))
  t.equal(out.length, 66)
  t.same(counts.counts(), { in: 100, out: 66, dropped: { third: 34 } })
})

t.test('a source that fails closes the stage', async (t) => {
  let closed = 0
  const source = async function* () {
    yield { i: 1 }
    throw new Error('source')
  }
  const stage = concurrentMap(tally(), async (row: Row) => row, { concurrency: 2, close: () => void closed++ })
  await t.rejects(pipeline(Readable.from(source()), stage, sinkInto([])), { message: 'source' })
  t.equal(closed, 1)
})

t.test('an abort ends the chain although a call never settles', async (t) => {
  const controller = new AbortController()
  let closed = 0
  const stage = concurrentMap(tally(), () => new Promise<Row>(() => {}), { concurrency: 2, close: () => void closed++ })
  const chain = pipeline(Readable.from(numbers(10)), stage, sinkInto([]), { signal: controller.signal })
  setImmediate(() => controller.abort())
  await t.rejects(chain, { name: 'AbortError' })
  await tick()
  t.equal(closed, 1)
})

t.test('an empty input ends at once', async (t) => {
  t.same(await through([], concurrentMap(tally(), backwards, { concurrency: 3 })), [])
})

t.test('the chain is not over before the stage has closed, and a close that fails is its failure', async (t) => {
  let closed = false
  const close = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await tick()
    closed = true
  }
  await through(numbers(3), concurrentMap(tally(), backwards, { concurrency: 2, close }))
  t.ok(closed)
  const failing = concurrentMap(tally(), backwards, { concurrency: 2, close: () => Promise.reject(new Error('not closed')) })
  await t.rejects(through(numbers(3), failing), { message: 'not closed' })
})

t.test('the stage closes only after the last call is over, whatever the pace of source, calls and reader', async (t) => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed)
    let running = 0
    let leftBehind = 0
    const work = async (row: Row) => {
      running++
      for (let ticks = random() * 4; ticks > 1; ticks--) await tick()
      running--
      return row
    }
    const close = () => void (leftBehind += running)
    const stage = concurrentMap(tally(), work, { concurrency: 1 + Math.floor(random() * 3), ordered: random() < 0.7, close })
    const out: Row[] = []
    // A reader that sleeps long lets whole batches pile up, which then leave all at once.
    const naps = async () => {
      for (let ticks = random() < 0.1 ? 60 : 0; ticks > 0; ticks--) await tick()
    }
    await pipeline(Readable.from(numbers(20 + Math.floor(random() * 40))), stage, sinkInto(out, naps))
    t.equal(leftBehind, 0, `seed ${seed}`)
  }
})
