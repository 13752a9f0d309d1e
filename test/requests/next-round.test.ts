import t from 'tap'
import { resolveOptions, type RawOptions } from '../../src/config.ts'
import type { Request, Verdict } from '../../src/record.ts'
import { NextRound } from '../../src/requests/next-round.ts'
import { verdictRow } from '../helpers/programs.ts'
import { requestNumber, type Test } from '../teacher/helpers.ts'

const repairer = (verdict: Verdict): Request => {
  const { id, prompt_id, version, prompt, turn = 0 } = verdict
  const repaired = { ...requestNumber(1), prompt_id, version, prompt_meta: prompt }
  return { ...repaired, id: `${id.replace(/_r\d+$/, '')}_r${turn + 1}`, parent_id: id, turn: turn + 1 }
}

function plan(t: Pick<Test, 'teardown'>, options: RawOptions): NextRound {
  const made = new NextRound(resolveOptions(options), repairer)
  t.teardown(() => made.close())
  return made
}

const seeds = { easy: requestNumber(1), medium: requestNumber(2), hard: requestNumber(3) }
for (const [difficulty, { prompt_meta }] of Object.entries(seeds)) Object.assign(prompt_meta, { difficulty })

/** What came of a request. */
function verdict(request: Request, passed: boolean): Verdict {
  const { id, prompt_id, version, prompt_meta: prompt, turn } = request
  const levels = { l1_passed: true, l2_passed: passed, l3_passed: passed, l4_passed: passed }
  return verdictRow(id, { prompt_id, version, prompt, turn, passed, ...levels, validation: { levels: {} } })
}

const idsOf = (requests: Iterable<Request> | undefined): string[] => [...(requests ?? [])].map(({ id }) => id)
const next = (round: NextRound): string[] => idsOf(round.next({ mayAsk: true }))

t.test('what fails is repaired, hard seeds first, as often as --repair says', (t) => {
  const round = plan(t, { repair: 2 })
  for (const request of Object.values(seeds)) {
    round.asked(request)
    round.judged(verdict(request, request === seeds.medium))
  }
  const second = [...round.next({ mayAsk: true })!]
  t.strictSame(idsOf(second), ['distill_seed_3_v1_r1', 'distill_seed_1_v1_r1'])
  round.judged(verdict(second[0]!, true))
  round.judged(verdict(second[1]!, false))
  const third = [...round.next({ mayAsk: true })!]
  t.strictSame(idsOf(third), ['distill_seed_1_v1_r2'])
  round.judged(verdict(third[0]!, false))
  t.equal(round.next({ mayAsk: true }), undefined)
  const facts = { rounds: 3, repairs: 3, repaired: 1, further_versions: 0, seeds_without_survivor: null }
  t.strictSame(round.facts, facts)
  t.end()
})

t.test('a seed without a survivor is given version after version, up to --max-attempts', (t) => {
  const round = plan(t, { untilCovered: true, maxAttempts: 3 })
  for (const request of Object.values(seeds)) round.asked(request)
  round.judged(verdict(seeds.easy, false))
  round.judged(verdict(seeds.medium, true))
  // Of the hard one no reply came.
  const second = [...round.next({ mayAsk: true })!]
  t.strictSame(idsOf(second), ['distill_seed_3_v2', 'distill_seed_1_v2'])
  t.not(second[0]!.generation.seed, seeds.hard.generation.seed)
  t.strictSame({ ...second[0], ...seeds.hard }, { ...second[0]!, ...seeds.hard })
  round.judged(verdict(second[0]!, true))
  t.strictSame(next(round), ['distill_seed_1_v3'])
  t.strictSame(next(round), [])
  t.match(round.facts, { rounds: 3, further_versions: 3, seeds_without_survivor: 1 })
  t.end()
})

t.test('a further version waits for the repairs of the seed', (t) => {
  const round = plan(t, { untilCovered: true, repair: 1 })
  round.asked(seeds.easy)
  round.judged(verdict(seeds.easy, false))
  const [repair] = [...round.next({ mayAsk: true })!]
  t.equal(repair!.id, 'distill_seed_1_v1_r1')
  round.judged(verdict(repair!, false))
  t.strictSame(next(round), ['distill_seed_1_v2'])
  t.end()
})

t.test('the order in which verdicts arrive changes nothing', (t) => {
  const rounds = [false, true].map((reversed) => {
    const round = plan(t, { untilCovered: true, repair: 1, versions: 2 })
    const all = Object.values(seeds).flatMap((seed) => [seed, { ...seed, id: seed.id.replace('v1', 'v2'), version: 2 }])
    for (const request of all) round.asked(request)
    for (const request of reversed ? all.toReversed() : all) round.judged(verdict(request, false))
    return next(round)
  })
  t.strictSame(rounds[0], rounds[1])
  t.equal(rounds[0]!.length, 6)
  t.end()
})

t.test('levels that are not required need no repair, and a crash of ours is not the fault of the program', (t) => {
  const round = plan(t, { repair: 1, require: 'L1' })
  round.judged(verdict(seeds.easy, false))
  t.strictSame(next(round), [])
  const strict = plan(t, { repair: 1 })
  const issues = [{ level: 'L2' as const, code: 'check-crashed', severity: 'error' as const, message: 'x' }]
  strict.judged({ ...verdict(seeds.easy, false), validation: { levels: { L2: { passed: false, issues } } } })
  t.strictSame(next(strict), [])
  t.end()
})

t.test('when no more may be asked, what is left uncovered is counted all the same', (t) => {
  const round = plan(t, { untilCovered: true })
  round.asked(seeds.easy)
  t.equal(round.next({ mayAsk: false }), undefined)
  t.match(round.facts, { rounds: 1, further_versions: 0, seeds_without_survivor: 1 })
  t.end()
})
