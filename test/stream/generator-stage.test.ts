import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import t from 'tap'
import { generatorStage } from '../../src/stream/generator-stage.ts'
import { Tally } from '../../src/stream/ledger.ts'
import { sinkInto, through, tick } from '../helpers/streams.ts'

interface Row {
  i: number
}

const tally = () => new Tally('test', () => {})
const numbers = (count: number) => Array.from({ length: count }, (_, i) => ({ i }))

async function* unchanged(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  yield* rows
}

t.test('what the generator yields goes on, while rows come and after the last', async (t) => {
  const counts = tally()
  async function* pairs(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
    let sum = 0
    for await (const row of rows) {
      sum += row.i
      if (row.i % 2 === 0) yield row
      else counts.drop('odd')
    }
    yield { i: sum }
  }
  const out = await through<Row>(numbers(100), generatorStage(counts, pairs))
  t.equal(out.length, 51)
  t.same(out.at(-1), { i: 4950 })
  t.same(counts.counts(), { in: 100, out: 51, dropped: { odd: 50 } })
  t.same(await through([], generatorStage(tally(), unchanged)), [], 'an empty input ends at once')
})

t.test('a slow reader holds the source back', async (t) => {
  let produced = 0
  const source = function* () {
    for (; produced < 5000; produced++) yield { i: produced }
  }
  const out: Row[] = []
  let ahead = 0
  const slow = async () => {
    await tick()
    ahead = Math.max(ahead, produced - out.length)
  }
  await pipeline(Readable.from(source(), { highWaterMark: 1 }), generatorStage(tally(), unchanged), sinkInto(out, slow))
  t.same(out, numbers(5000))
  t.ok(ahead < 100, `the source was never more than 100 rows ahead (${ahead})`)
})

t.test('a generator that throws fails the chain, and closes once', async (t) => {
  for (const at of [0, 5, 100]) {
    let closed = 0
    async function* failing(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
      if (at === 0) throw new Error('boom')
      for await (const row of rows) {
        if (row.i === at) throw new Error('boom')
        yield row
      }
      throw new Error('boom')
    }
    const stage = generatorStage(tally(), failing, { close: () => void closed++ })
    await t.rejects(through(numbers(50), stage), { message: 'boom' })
    t.equal(closed, 1)
  }
})

t.test('an abort is told to the generator as an error of its input, after the close', async (t) => {
  const controller = new AbortController()
  const events: string[] = []
  async function* waiting(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
    try {
      yield* rows
    } catch (error) {
      events.push(String(error))
      throw error
    }
  }
  const stage = generatorStage(tally(), waiting, { close: () => void events.push('closed') })
  const source = async function* () {
    yield { i: 1 }
    await new Promise(() => {})
  }
  const chain = pipeline(Readable.from(source()), stage, sinkInto([]), { signal: controller.signal })
  setImmediate(() => controller.abort())
  await t.rejects(chain, { name: 'AbortError' })
  await tick()
  t.same(events, ['closed', 'Error: stream closed'])
})

t.test('a reader that leaves ends the generator where it stands', async (t) => {
  let hasEnded = false
  async function* endless(): AsyncGenerator<Row> {
    try {
      for (let i = 0; ; i++) yield { i }
    } finally {
      hasEnded = true
    }
  }
  const stage = generatorStage<Row, Row>(tally(), endless)
  for await (const row of stage) if ((row as Row).i === 3) break
  await tick()
  t.ok(hasEnded)
})

t.test('the chain is not over before the stage has closed, and a close that fails is its failure', async (t) => {
  let closed = false
  const close = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await tick()
    closed = true
  }
  await through(numbers(3), generatorStage(tally(), unchanged, { close }))
  t.ok(closed)
  const failing = generatorStage(tally(), unchanged, { close: () => Promise.reject(new Error('not closed')) })
  await t.rejects(through(numbers(3), failing), { message: 'not closed' })
})
