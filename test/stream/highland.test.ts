import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import highland from 'highland'
import t from 'tap'
import { highlandStage } from '../../src/stream/highland.ts'
import { sinkInto, tick } from '../helpers/streams.ts'

function numbers(count: number) {
  const seen = { produced: 0 }
  const source = Readable.from(
    (function* () {
      for (let i = 0; i < count; i++) {
        seen.produced++
        yield i
      }
    })(),
  )
  return { source, seen }
}

async function slow(n: number): Promise<number> {
  for (let i = 0; i < n % 7; i++) await tick()
  return n
}

function collector({ wait }: { wait?: () => Promise<void> } = {}) {
  const rows: unknown[] = []
  return { rows, sink: sinkInto(rows, wait) }
}

t.test('every row passes and the pipeline ends', async (t) => {
  const { source } = numbers(1000)
  const { rows, sink } = collector()
  await pipeline(source, highlandStage<number, number>((rows) => rows.map((n) => n * 2)), sink)
  t.equal(rows.length, 1000)
  t.strictSame(rows.slice(0, 3), [0, 2, 4])
  t.equal(rows.at(-1), 1998)
})

t.test('an empty input gives an empty output', async (t) => {
  const { rows, sink } = collector()
  await pipeline(numbers(0).source, highlandStage((rows) => rows), sink)
  t.strictSame(rows, [])
})

t.test('a batch that is not full leaves at the end', async (t) => {
  const { rows, sink } = collector()
  await pipeline(numbers(10).source, highlandStage<number, number[]>((rows) => rows.batch(4)), sink)
  t.strictSame(rows, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
})

t.test('parallel work keeps the order', async (t) => {
  const { rows, sink } = collector()
  await pipeline(
    numbers(200).source,
    highlandStage<number, number>((rows) => rows.map((n) => highland(slow(n))).parallel(8)),
    sink,
  )
  t.strictSame(rows, Array.from({ length: 200 }, (_, n) => n))
})

const failures = {
  'a callback that throws': (n: number): number => {
    if (n === 5) throw new Error('boom')
    return n
  },
  'a callback that throws what is no Error': (n: number): number => {
    if (n === 5) throw 'boom'
    return n
  },
}
for (const [name, fn] of Object.entries(failures)) {
  t.test(`${name} fails the pipeline and destroys the source`, async (t) => {
    const { source, seen } = numbers(1e6)
    await t.rejects(pipeline(source, highlandStage<number, number>((rows) => rows.map(fn)), collector().sink), /boom/)
    t.ok(source.destroyed)
    t.ok(seen.produced < 1000, `stopped early, after ${seen.produced}`)
  })
}

t.test('an error pushed into the chain fails the pipeline', async (t) => {
  const stage = highlandStage<number, number>((rows) =>
    rows.consume((error, row, push, next) => {
      if (row === (3 as never)) push(new Error('pushed'))
      else push(error, row)
      if (!highland.isNil(row)) next()
    }),
  )
  await t.rejects(pipeline(numbers(10).source, stage, collector().sink), /pushed/)
})

t.test('a slow reader holds back the source', async (t) => {
  const { source, seen } = numbers(1e6)
  const waiting: (() => void)[] = []
  const { rows, sink } = collector({ wait: () => new Promise<void>((resolve) => waiting.push(resolve)) })
  const running = pipeline(source, highlandStage((rows) => rows.map((row) => row)), sink)
  for (let i = 0; i < 200; i++) await tick()
  t.equal(rows.length, 1)
  t.ok(seen.produced < 200, `the source made ${seen.produced} rows while one was read`)
  source.destroy(new Error('enough'))
  waiting[0]()
  await t.rejects(running, /enough/)
})

t.test('an error of the source reaches the pipeline', async (t) => {
  const source = Readable.from(
    (async function* () {
      yield 1
      throw new Error('source broke')
    })(),
  )
  const { rows, sink } = collector()
  await t.rejects(pipeline(source, highlandStage((rows) => rows.batch(10)), sink), /source broke/)
  t.strictSame(rows, [])
})

t.test('an error of the reader destroys the source', async (t) => {
  const { source } = numbers(1e9)
  const { sink } = collector({ wait: tick })
  const running = pipeline(source, highlandStage((rows) => rows.map((row) => row)), sink)
  await tick()
  sink.destroy(new Error('reader broke'))
  await t.rejects(running, /reader broke/)
  t.ok(source.destroyed)
})

t.test('a source that closes before its end is an error', async (t) => {
  const source = new Transform({ objectMode: true, transform: (row, _encoding, done) => done(null, row) })
  const running = pipeline(source, highlandStage((rows) => rows), collector().sink)
  source.write(1)
  await tick()
  source.destroy()
  await t.rejects(running, { code: 'ERR_STREAM_PREMATURE_CLOSE' })
})

t.test('an aborted signal stops the pipeline and destroys the source', async (t) => {
  const { source } = numbers(1e9)
  const controller = new AbortController()
  const { sink } = collector({ wait: tick })
  const running = pipeline(source, highlandStage((rows) => rows.map((row) => row)), sink, { signal: controller.signal })
  await tick()
  controller.abort()
  await t.rejects(running, { name: 'AbortError' })
  t.ok(source.destroyed)
})

t.test('close is called once, before the end is announced; one that fails is a failure of the pipeline', async (t) => {
  let closed = 0
  const { sink } = collector()
  const stage = highlandStage((rows) => rows, () => void closed++)
  stage.on('end', () => t.equal(closed, 1, 'closed when the end is read'))
  await pipeline(numbers(3).source, stage, sink)
  await tick()
  t.equal(closed, 1)
  const failing = highlandStage((rows) => rows, () => {
    throw new Error('not closed')
  })
  await t.rejects(pipeline(numbers(3).source, failing, collector().sink), { message: 'not closed' })
})
