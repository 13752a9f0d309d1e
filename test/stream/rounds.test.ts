import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import t from 'tap'
import { rounds, type RoundsOptions } from '../../src/stream/rounds.ts'
import { sinkInto, through, tick } from '../helpers/streams.ts'

type Options = RoundsOptions<number, number>

const half = (): Transform =>
  new Transform({ objectMode: true, transform: (row: number, _encoding, done) => done(null, row / 2) })

/** Halves even numbers until they are odd; `seen` is what happened, in order. */
function halving(more: Partial<Options> = {}): { options: Options; seen: string[] } {
  const seen: string[] = []
  let even: number[] = []
  const options: Options = {
    streams: () => [half()],
    entered: (row) => void seen.push(`in ${row}`),
    left: (row) => {
      if (row % 2 === 0) even.push(row)
    },
    next: () => {
      const rows = even
      even = []
      seen.push('next')
      return rows.length > 0 ? rows : undefined
    },
    close: async () => void seen.push('close'),
    ...more,
  }
  return { options, seen }
}

t.test('what a round calls for comes round again until nothing does, and then it is closed', async (t) => {
  const { options, seen } = halving()
  t.strictSame(await through([8, 6, 2], rounds(options)), [4, 3, 1, 2, 1])
  t.strictSame(seen, ['in 8', 'in 6', 'in 2', 'next', 'next', 'next', 'close'])
})

t.test('no rows are one empty round', async (t) => {
  const { options, seen } = halving()
  t.strictSame(await through([], rounds(options)), [])
  t.strictSame(seen, ['next', 'close'])
})

t.test('a slow reader slows every round down, so that few rows are inside', async (t) => {
  const rows = Array.from({ length: 2000 }, () => 4)
  let entered = 0
  let left = 0
  let most = 0
  const { options } = halving({
    entered: () => {
      entered++
      most = Math.max(most, entered - left)
    },
  })
  const out: number[] = []
  const count = async (): Promise<void> => {
    left++
    if (left % 50 === 0) await tick()
  }
  await pipeline(Readable.from(rows), rounds(options), sinkInto(out, count))
  t.equal(out.length, 4000)
  t.ok(most < 200, `${most} rows inside`)
})

for (const [where, streams] of [
  ['in the first round', (round: number) => round === 1],
  ['in a later round', (round: number) => round === 2],
] as const) {
  t.test(`an error of a stage ${where} is the error of the chain, and all is closed`, async (t) => {
    let round = 0
    const { options, seen } = halving({
      streams: () => {
        const fails = streams(++round)
        const stage = new Transform({
          objectMode: true,
          transform: (row: number, _encoding, done) => (fails ? done(new Error('broken')) : done(null, row / 2)),
        })
        return [new PassThrough({ objectMode: true }), stage]
      },
    })
    await t.rejects(through([8, 6, 2, 4, 4, 4], rounds(options)), { message: 'broken' })
    t.equal(seen.filter((what) => what === 'close').length, 1)
  })
}

for (const step of ['entered', 'left', 'next'] as const) {
  t.test(`an error of the plan (${step}) is the error of the chain, and all is closed`, async (t) => {
    const { options, seen } = halving({
      [step]: () => {
        throw new Error('no plan')
      },
    })
    await t.rejects(through([8], rounds(options)), { message: 'no plan' })
    t.ok(seen.includes('close'))
  })
}

for (const lateRound of [false, true]) {
  t.test(`a chain that goes down in a ${lateRound ? 'later' : 'first'} round closes it once`, async (t) => {
    const abort = new AbortController()
    let round = 0
    const { options, seen } = halving({
      streams: () => {
        round++
        const hangs = new Transform({ objectMode: true, transform: () => abort.abort() })
        return [lateRound && round === 1 ? half() : hangs]
      },
    })
    const stage = rounds(options)
    const closed = new Promise((resolve) => stage.once('close', resolve))
    const running = pipeline(Readable.from([8, 4]), stage, sinkInto([]), { signal: abort.signal })
    await t.rejects(running, { name: 'AbortError' })
    await closed
    t.equal(seen.filter((what) => what === 'close').length, 1)
  })
}

t.test('a close that fails is the error of the chain', async (t) => {
  const { options } = halving({ close: () => Promise.reject(new Error('cannot close')) })
  await t.rejects(through([1], rounds(options)), { message: 'cannot close' })
})
