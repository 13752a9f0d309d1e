import { Readable, Transform, Writable, type Duplex } from 'node:stream'
import t from 'tap'
import { runChain } from '../../src/stream/chain.ts'
import { concurrentMap } from '../../src/stream/concurrent-map.ts'
import { generatorStage } from '../../src/stream/generator-stage.ts'
import { unreported } from '../../src/stream/ledger.ts'
import { rowTransform } from '../../src/stream/transform.ts'
import { into, toLines } from '../../src/stream/write-lines.ts'
import { testContext } from '../helpers/context.ts'
import { sinkInto } from '../helpers/streams.ts'

const rows = (count: number) => Readable.from(Array.from({ length: count }, (_, i) => ({ b: i, a: 1 })))

t.test('runs links in order, lists of links and promised links included', async (t) => {
  let text = ''
  const stdout = new Writable({ decodeStrings: false, write(part, _encoding, done) { text += part; done() } })
  const pass = () => new Transform({ objectMode: true, transform: (row, _encoding, done) => done(null, row) })
  await runChain(testContext(), [() => [rows(2), pass()], async () => pass(), toLines, () => into(stdout)])
  t.equal(text, '{"a":1,"b":0}\n{"a":1,"b":1}\n')
  t.notOk(stdout.writableEnded, 'a stream that is not ours is not ended')
})

t.test('a reader that closed its end is success, and the source is destroyed', async (t) => {
  const source = rows(1000)
  const closed = new Writable({ write: (_part, _encoding, done) => done(Object.assign(new Error('closed'), { code: 'EPIPE' })) })
  closed.on('error', () => {})
  await runChain(testContext(), [() => source, toLines, () => into(closed)])
  t.ok(source.destroyed)
})

t.test('a stage that cannot be made destroys those made before it', async (t) => {
  const source = rows(3)
  const failing = async () => {
    throw new Error('no pool')
  }
  await t.rejects(runChain(testContext(), [() => source, failing]), { message: 'no pool' })
  t.ok(source.destroyed)
})

t.test('a slow reader of stdout holds the rows back', async (t) => {
  let waiting = 0
  let most = 0
  const slow = new Writable({ highWaterMark: 1, write(part, _encoding, done) { setImmediate(() => { waiting -= String(part).split('\n').length - 1; done() }) } })
  const source = Readable.from((function* () {
    for (let i = 0; i < 2000; i++) {
      most = Math.max(most, ++waiting)
      yield { text: 'x'.repeat(2000) }
    }
  })())
  await runChain(testContext(), [() => source, toLines, () => into(slow)])
  t.ok(most < 100, `never more than 100 rows between source and reader (${most})`)
})

/** A stage of each kind that throws when it is given row `at`, and counts how often it is closed. */
const THROWING: Record<string, (at: number, closed: () => void) => Duplex> = {
  'a row stage': (at, close) => rowTransform<Row, Row>(unreported(), { each: (row) => [thrownAt(at, row)], close }),
  'a concurrent map': (at, close) => concurrentMap<Row, Row>(unreported(), async (row) => thrownAt(at, row), { concurrency: 2, close }),
  'a generator stage': (at, close) =>
    generatorStage<Row, Row>(unreported(), async function* (source) {
      for await (const row of source) yield thrownAt(at, row)
    }, { close }),
}

for (const [name, make] of Object.entries(THROWING)) {
  t.test(`${name} that throws on row N, for every N: the chain fails with its error, and all is closed once`, async (t) => {
    for (let n = 0; n < 40; n++) {
      let closed = 0
      const source = Readable.from(Array.from({ length: 40 }, (_, at) => ({ at })))
      const out: Row[] = []
      const before = rowTransform<Row, Row>(unreported(), { each: (row) => [row], close: () => void closed++ })
      const error = await runChain(testContext(), [() => source, () => before, () => make(n, () => void closed++), () => sinkInto(out)]).catch(
        (failure: Error) => failure,
      )
      const isRight = error instanceof RangeError && source.destroyed && closed === 2 && out.every((row, at) => row.at === at) && out.length <= n
      if (!isRight) t.fail(`row ${n}: ${String(error)}, ${closed} closed, ${out.length} rows`)
    }
  })
}

interface Row {
  readonly at: number
}

function thrownAt(at: number, row: Row): Row {
  if (row.at === at) throw new RangeError(`row ${at}`)
  return row
}
