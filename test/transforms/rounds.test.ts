import { Readable, Transform } from 'node:stream'
import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import type { Request, Verdict } from '../../src/record.ts'
import { runChain } from '../../src/stream/chain.ts'
import type { OpenStage } from '../../src/stream/stage.ts'
import { inRounds } from '../../transforms/rounds.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { verdictRow } from '../helpers/programs.ts'
import { sinkInto } from '../helpers/streams.ts'
import { requestNumber } from '../teacher/helpers.ts'

type Passes = (request: Request) => boolean | undefined

const mapped = <In, Out>(fn: (row: In) => Out | undefined): Transform =>
  new Transform({
    objectMode: true,
    transform: (row: In, _encoding, done) => {
      const out = fn(row)
      done(null, ...(out === undefined ? [] : [out]))
    },
  })

interface World {
  context: TestContext
  asked: string[]
  /** What was opened and is not closed. */
  open: Set<string>
  verdicts: Verdict[]
}

function opener(name: string, open: World['open'], make: () => Transform): () => Promise<OpenStage> {
  return async () => {
    open.add(name)
    const close = async (): Promise<void> => void open.delete(name)
    return { close, stream: (closing) => make().once('close', () => void closing?.()) }
  }
}

/** Runs two seeds through a teacher who answers, or not (undefined), and programs that pass, or not. */
async function run(options: RawOptions, passes: Passes, judge?: () => Promise<OpenStage>): Promise<World> {
  const world: World = { context: testContext(options), asked: [], open: new Set(), verdicts: [] }
  const teacher = opener('teacher', world.open, () =>
    mapped((request: Request) => {
      world.asked.push(request.id)
      return passes(request) === undefined ? undefined : request
    }),
  )
  const verdictOf = ({ id, prompt_id, version, prompt_meta: prompt, turn, turns }: Request, passed: boolean): Verdict => {
    const levels = { l1_passed: passed, l2_passed: passed, l3_passed: passed, l4_passed: passed }
    return verdictRow(id, { prompt_id, version, prompt, turn, turns, passed, ...levels, validation: { levels: {} } })
  }
  const judging = opener('judge', world.open, () => mapped((row: Request) => verdictOf(row, passes(row)!)))
  const parse = (): Transform => mapped((row) => row)
  const chain = inRounds(teacher, parse, judge ?? judging)
  const seeds = [requestNumber(1), requestNumber(2)]
  const running = runChain(world.context, [() => Readable.from(seeds), chain, () => sinkInto(world.verdicts)])
  await running.catch((error: Error) => {
    throw Object.assign(error, { open: [...world.open] })
  })
  return world
}

t.test('without --repair and --until-covered each request goes through once', async (t) => {
  const { asked, open, verdicts, context } = await run({}, () => false)
  t.equal(asked.length, 2)
  t.equal(verdicts.length, 2)
  t.equal(open.size, 0)
  t.equal(context.facts.attempts, undefined)
})

t.test('failed programs are repaired, and all verdicts go on', async (t) => {
  const { asked, open, verdicts, context } = await run({ repair: 2, cache: t.testdir() }, ({ turn }) => turn === 2)
  const ids = ['v1', 'v1_r1', 'v1_r2'].flatMap((end) => [`distill_seed_1_${end}`, `distill_seed_2_${end}`])
  t.strictSame(asked, ids)
  t.strictSame(
    verdicts.map(({ id }) => id),
    ids,
  )
  t.equal(verdicts.at(-1)!.turns!.length, 5)
  t.equal(open.size, 0)
  t.match(context.facts.attempts, { rounds: 3, repairs: 4, repaired: 2 })
})

t.test('seeds of which nothing passed are given versions, repairs included', async (t) => {
  const options = { repair: 1, untilCovered: true, maxAttempts: 4, cache: t.testdir() }
  const { asked, context } = await run(options, ({ prompt_id, version }) => prompt_id === 'seed_1' || version === 3)
  const ends = ['v1', 'v1_r1', 'v2', 'v2_r1', 'v3'].map((end) => `distill_seed_2_${end}`)
  t.strictSame(asked, ['distill_seed_1_v1', ...ends])
  t.match(context.facts.attempts, { further_versions: 2, seeds_without_survivor: 0 })
})

t.test('a round without an answer is the last one', async (t) => {
  const options = { untilCovered: true, cache: t.testdir() }
  const { asked, context } = await run(options, ({ version }) => (version === 1 ? false : undefined))
  t.equal(asked.length, 4)
  t.match(context.facts.attempts, { seeds_without_survivor: 2 })
})

t.test('a judge who cannot be had leaves no teacher behind', async (t) => {
  await t.rejects(
    run({ repair: 1 }, () => true, () => Promise.reject(new Error('no judge'))),
    { message: 'no judge', open: [] },
  )
})
