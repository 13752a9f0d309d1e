import t from 'tap'
import { resolveOptions, type RawOptions } from '../../src/config.ts'
import type { Candidate, Reply, Request, Verdict } from '../../src/record.ts'
import { Surveyor, type Outlook } from '../../src/requests/outlook.ts'
import type { Forecast } from '../../src/teacher/forecast.ts'
import { verdictRow } from '../helpers/programs.ts'
import { requestNumber } from '../teacher/helpers.ts'

/** What is known of a request: its program passed, failed, or was never judged; undefined when it was not asked. */
type Known = Record<string, 'passed' | 'failed' | 'unjudged'>

async function survey(known: Known, options: RawOptions, seeds = 2): Promise<{ outlook: Outlook; asked: string[] }> {
  const asked: string[] = []
  const estimates = {
    add({ id }: Request): string | undefined {
      if (id in known) return id
      asked.push(id)
      return undefined
    },
    async reply(request: Request, reply_key: string): Promise<Reply> {
      return { ...request, reply_key, raw_output: '', usage: null } as unknown as Reply
    },
    costOf: () => 0.5,
    forecast: async () => ({ to_ask: asked.length }) as Forecast,
  }
  const recall = ({ id, prompt, version, turn }: Candidate): Verdict | undefined => {
    if (known[id] === 'unjudged') return undefined
    const passed = known[id] === 'passed'
    const levels = { l1_passed: passed, l2_passed: passed, l3_passed: passed, l4_passed: passed }
    return verdictRow(id, { prompt_id: prompt.id, prompt, version, turn, passed, ...levels })
  }
  const repairer = (verdict: Verdict): Request => {
    const turn = (verdict.turn ?? 0) + 1
    const request = requestNumber(1, { prompt_id: verdict.prompt_id, prompt_meta: verdict.prompt, turn })
    return { ...request, id: `${verdict.id.replace(/_r\d+$/, '')}_r${turn}` }
  }
  const surveyor = new Surveyor(resolveOptions(options), estimates, recall, repairer)
  for (let n = 1; n <= seeds; n++) {
    const request = requestNumber(n)
    surveyor.seed(request.prompt_meta)
    await surveyor.requests([request, { ...request, id: request.id.replace('v1', 'v2'), version: 2 }])
  }
  return { outlook: await surveyor.outlook(), asked }
}

t.test('before the first run everything is to be asked', async (t) => {
  const { outlook, asked } = await survey({}, {})
  t.equal(asked.length, 4)
  t.match(outlook, { to_ask: 4, projection: null, standing: { seeds: 2, covered: 0, lost: 0, judged: 0, to_judge: 0 } })
})

t.test('a run that was interrupted goes on with what is missing', async (t) => {
  const { outlook, asked } = await survey(
    { distill_seed_1_v1: 'passed', distill_seed_1_v2: 'failed', distill_seed_2_v1: 'unjudged' },
    {},
  )
  t.strictSame(asked, ['distill_seed_2_v2'])
  t.match(outlook.standing, {
    covered: 1,
    lost: 0,
    judged: 2,
    to_judge: 1,
    by_difficulty: { easy: { first: { judged: 2, passed: 1 }, repairs: { judged: 0 } } },
  })
})

t.test('repairs and further versions are followed as far as they are known', async (t) => {
  const known: Known = {
    distill_seed_1_v1: 'failed',
    distill_seed_1_v1_r1: 'failed',
    distill_seed_1_v2: 'failed',
    distill_seed_1_v2_r1: 'failed',
    distill_seed_1_v3: 'failed',
    distill_seed_2_v1: 'failed',
    distill_seed_2_v2: 'failed',
    distill_seed_2_v2_r1: 'passed',
  }
  const { outlook, asked } = await survey(known, { repair: 1, untilCovered: true, maxAttempts: 4 })
  t.strictSame(asked, ['distill_seed_1_v3_r1', 'distill_seed_2_v1_r1'])
  t.match(outlook.standing, { covered: 1, lost: 0 })
  const ended = await survey(known, { untilCovered: true, maxAttempts: 3 })
  t.match(ended.outlook.standing, { covered: 0, lost: 1 })
  t.strictSame(ended.asked, ['distill_seed_2_v3'])
})

t.test('the whole is projected from what was judged', async (t) => {
  const known = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`distill_seed_${(n >> 1) + 1}_v${(n % 2) + 1}`, n % 2 ? 'failed' : 'passed']),
  ) as Known
  const { outlook } = await survey(known, { versions: 2 }, 10)
  t.match(outlook.projection, { seeds: 10, calls: 20, programs: 10, usd: 10 })
})
