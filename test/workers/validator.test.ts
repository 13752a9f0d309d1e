import t from 'tap'
import type { CheckInput } from '../../src/checks/check.ts'
import type { CheckedLevel, CheckJob } from '../../src/checks/ladder.ts'
import { LEVELS, verdictSchema, type Candidate, type Level } from '../../src/record.ts'
import type { Observed } from '../../src/runtime/observed.ts'
import { noCache, type VerdictCache } from '../../src/store/verdict-cache.ts'
import { Validator, type ValidatorParts } from '../../src/workers/validator.ts'

const observed = { frames: 120, renders: 120 } as Observed

const candidate: Candidate = {
  id: 'distill_a_v1',
  prompt_id: 'a',
  version: 1,
  prompt: { id: 'a', difficulty: 'easy', modules: ['Scene'], task: 'a task', must_use_apis: ['X'] },
  teacher_model: null,
  plan: { requirements: 'r', apis: [], steps: [], raw: 'r' },
  code: 'let a',
  code_hash: 'h',
  parse_errors: [],
  parse_warnings: [],
  api_context_injected: [],
  reply_key: null,
  mine: { travels: 'on' },
}

const READS: Record<Level, CheckInput[]> = { L1: ['parse_errors', 'seed.difficulty'], L2: ['seed.must_use_apis'], L3: [], L4: ['plan', 'seed.probes'] }

function memory(): VerdictCache & { readonly size: number } {
  const values = new Map<string, string>()
  return {
    get: (key) => JSON.parse(values.get(key) ?? 'null') ?? undefined,
    put: (key, value) => void values.set(key, JSON.stringify(value)),
    close: () => {},
    get size() {
      return values.size
    },
  }
}

/** A validator over a checker that climbs like the ladder, fails the levels in `failing`, and notes its jobs. */
function validatorOf(parts: Partial<ValidatorParts> & { failing?: Level[]; unsure?: Level[] } = {}) {
  const { failing = [], unsure = [], ...rest } = parts
  const jobs: CheckJob[] = []
  const check = async (job: CheckJob) => {
    jobs.push(job)
    const levels: Partial<Record<Level, CheckedLevel>> = {}
    for (const level of job.levels) {
      const passed = !failing.includes(level)
      const issues = passed ? [] : [{ level, code: 'bad', severity: 'error' as const, message: 'bad' }]
      levels[level] = { passed, ms: 1, issues, cacheable: !unsure.includes(level) }
      if (!passed && !job.allLevels) break
    }
    return { levels, observed: levels.L3 ? observed : job.observed }
  }
  const validator = new Validator({
    options: { levels: LEVELS, skipRuntime: false, allLevels: false, frames: 60, checkTimeout: 5, observations: false },
    versions: { validator: '1', engine: 'e@1', index: 'i' },
    rules: 'r',
    runtime: 'headless',
    reads: (level) => READS[level],
    cache: noCache,
    checker: { check, close: async () => {} },
    ...rest,
  })
  return { validator, jobs }
}

t.test('a verdict is the candidate with what every level said', async (t) => {
  const { validator } = validatorOf()
  const verdict = await validator.validate(candidate)
  t.ok(verdictSchema.safeParse(verdict).success)
  t.match(verdict, { ...candidate, passed: true, l1_passed: true, l2_passed: true, l3_passed: true, l4_passed: true })
  t.same(Object.keys(verdict.validation.levels), LEVELS)
  t.match(verdict.validation, { observed: { frames: 120 }, versions: { validator: '1', engine: 'e@1', index: 'i' }, from_cache: false })
})

t.test('what did not run is null, has no entry, and is never passed', async (t) => {
  const options = { levels: LEVELS, skipRuntime: false, allLevels: false, frames: 60, checkTimeout: 5, observations: false }
  const cases: [string, Parameters<typeof validatorOf>[0], object, Level[]][] = [
    ['after a failure', { failing: ['L2'] }, { passed: false, l1_passed: true, l2_passed: false, l3_passed: null, l4_passed: null }, ['L1', 'L2']],
    ['without the runtime', { options: { ...options, skipRuntime: true } }, { passed: true, l3_passed: null, l4_passed: true }, ['L1', 'L2', 'L4']],
    ['some levels', { options: { ...options, levels: ['L2'] } }, { passed: true, l1_passed: null, l2_passed: true, l4_passed: null }, ['L2']],
    [
      'all levels',
      { failing: ['L1'], options: { ...options, allLevels: true } },
      { passed: false, l1_passed: false, l2_passed: true, l3_passed: true, l4_passed: true },
      [...LEVELS],
    ],
  ]
  for (const [name, parts, expected, levels] of cases) {
    const verdict = await validatorOf(parts).validator.validate(candidate)
    t.match(verdict, expected, name)
    t.same(Object.keys(verdict.validation.levels), levels, name)
    t.equal('observed' in verdict.validation, levels.includes('L3'), name)
  }
})

t.test('a second time nothing is checked, and the verdict is the same', async (t) => {
  const cache = memory()
  const first = await validatorOf({ cache, failing: ['L4'] }).validator.validate(candidate)
  const { validator, jobs } = validatorOf({ cache })
  const second = await validator.validate({ ...candidate, id: 'distill_a_v2' })
  t.same(jobs, [])
  t.same(second, { ...first, id: 'distill_a_v2', validation: { ...first.validation, from_cache: true } })
  t.match(validator.facts, { verdict_cache: { verdicts: 1, known: 1 } })
})

t.test('what is known can be asked for without a check', async (t) => {
  const { validator, jobs } = validatorOf({ cache: memory() })
  t.equal(validator.known(candidate), undefined)
  const verdict = await validator.validate(candidate)
  t.strictSame(validator.known(candidate), { ...verdict, validation: { ...verdict.validation, from_cache: true } })
  t.equal(validator.known({ ...candidate, code: 'let b' }), undefined)
  t.equal(jobs.length, 1)
})

t.test('observations are kept whole and shown in part, unless all are asked for', async (t) => {
  const cache = memory()
  const options = { levels: LEVELS, skipRuntime: false, allLevels: false, frames: 60, checkTimeout: 5, observations: false }
  const brief = await validatorOf({ cache, options }).validator.validate(candidate)
  t.strictSame(brief.validation.observed, { frames: 120 })
  const { validator, jobs } = validatorOf({ cache, options: { ...options, observations: true } })
  const full = await validator.validate(candidate)
  t.strictSame(full.validation.observed, observed)
  t.same(jobs, [], 'one cache serves both')
})

t.test('only what a change can reach is checked again', async (t) => {
  const options = { levels: LEVELS, skipRuntime: false, allLevels: false, frames: 60, checkTimeout: 5, observations: false }
  const prompt = candidate.prompt
  const cases: [string, Partial<Candidate>, Parameters<typeof validatorOf>[0], Level[]][] = [
    ['nothing that a level reads', { id: 'other', prompt: { ...prompt, task: 'other', notes: 'x' } }, {}, []],
    ['the plan', { plan: null }, {}, ['L4']],
    ['must-use APIs', { prompt: { ...prompt, must_use_apis: [] } }, {}, ['L2']],
    ['probes', { prompt: { ...prompt, probes: [{ kind: 'listens' }] } }, {}, ['L4']],
    ['difficulty', { prompt: { ...prompt, difficulty: 'hard' } }, {}, ['L1']],
    ['the code', { code: 'let b' }, {}, [...LEVELS]],
    ['frames', {}, { options: { ...options, frames: 61 } }, ['L3', 'L4']],
    ['the runtime', {}, { options: { ...options, skipRuntime: true } }, ['L4']],
    ['a subset of levels', {}, { options: { ...options, levels: ['L1', 'L2', 'L3'] } }, []],
    ['the rules', {}, { rules: 'other' }, [...LEVELS]],
    ['the engine', {}, { versions: { validator: '1', engine: 'e@2', index: 'i' } }, [...LEVELS]],
  ]
  for (const [name, change, parts, expected] of cases) {
    const cache = memory()
    await validatorOf({ cache }).validator.validate(candidate)
    const { validator, jobs } = validatorOf({ cache, ...parts })
    const verdict = await validator.validate({ ...candidate, ...change })
    t.same(jobs.flatMap(({ levels }) => levels), expected, name)
    t.equal(verdict.passed, true, name)
    if (expected.includes('L4') && !expected.includes('L3') && name !== 'the runtime') t.same(jobs[0].observed, observed, `${name}: L4 is given what L3 saw before`)
  }
})

t.test('a level that is known to fail spares the ones above, also when only one below must be checked', async (t) => {
  const cache = memory()
  await validatorOf({ cache, failing: ['L2'] }).validator.validate(candidate)
  const { validator, jobs } = validatorOf({ cache })
  const verdict = await validator.validate({ ...candidate, prompt: { ...candidate.prompt, difficulty: 'hard' } })
  t.same(jobs.map(({ levels }) => levels), [['L1']])
  t.match(verdict, { l1_passed: true, l2_passed: false, l3_passed: null })
})

t.test('a known level above one that now fails is not shown', async (t) => {
  const cache = memory()
  await validatorOf({ cache }).validator.validate(candidate)
  const { validator } = validatorOf({ cache, failing: ['L1'] })
  const verdict = await validator.validate({ ...candidate, prompt: { ...candidate.prompt, difficulty: 'hard' } })
  t.match(verdict, { passed: false, l1_passed: false, l2_passed: null, l3_passed: null, l4_passed: null })
  t.same(Object.keys(verdict.validation.levels), ['L1'])
})

t.test('what a clock or the host decided is not kept', async (t) => {
  const cache = memory()
  await validatorOf({ cache, unsure: ['L3', 'L4'] }).validator.validate(candidate)
  t.equal(cache.size, 2)
  const { validator, jobs } = validatorOf({ cache })
  await validator.validate(candidate)
  t.same(jobs[0].levels, ['L3', 'L4'])
})

t.test('verdicts of one runtime are none of another: what rests on no run is shared', async (t) => {
  const cache = memory()
  await validatorOf({ cache }).validator.validate(candidate)
  const { validator, jobs } = validatorOf({ cache, runtime: 'browser 1.2.3.4' })
  await validator.validate(candidate)
  t.same(jobs.map(({ levels }) => levels), [['L3', 'L4']])
})
