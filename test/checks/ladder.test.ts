import t from 'tap'
import type { Check, CheckContext, CheckIssue, Metrics } from '../../src/checks/check.ts'
import { climb, type CheckJob, type LadderTools } from '../../src/checks/ladder.ts'
import type { Level } from '../../src/record.ts'
import type { Observed } from '../../src/runtime/observed.ts'

const observed = { frames: 120 } as Observed
const error = (code: string, line?: number, column?: number): CheckIssue => {
  return { code, severity: 'error', message: code, line, column }
}
const warning = (code: string, line?: number): CheckIssue => ({ ...error(code, line), severity: 'warning' })

type FindIssues = (context: CheckContext) => CheckIssue[]

function checkOf(level: Level, issues: CheckIssue[] | FindIssues, metrics?: Metrics): Check {
  const run = (context: CheckContext) => ({ issues: Array.isArray(issues) ? issues : issues(context), metrics })
  return { id: `fake-${level}`, level, meta: { description: '', codes: {}, reads: [] }, run }
}

function job(parts: Partial<CheckJob> = {}): CheckJob {
  const seed = { id: 'a', difficulty: 'easy' as const, modules: [], task: 'a' }
  const levels: Level[] = ['L1', 'L2', 'L3', 'L4']
  return { code: 'let a', seed, plan: null, parseErrors: [], levels, observed: null, allLevels: false, ...parts }
}

const execute = async () => ({ observed, issues: [], cacheable: true })
const executeUnsure = async () => ({ observed, issues: [], cacheable: false })
const executeOverloaded = () => Promise.reject(new Error('overloaded'))
const index = () => {
  throw new Error('nobody asked for the index')
}

function tools(checks: Check[], parts: Partial<LadderTools> = {}): LadderTools {
  return { checks, index, execute, ...parts }
}

const passes = (result: Awaited<ReturnType<typeof climb>>) =>
  Object.fromEntries(Object.entries(result.levels).map(([level, { passed }]) => [level, passed]))

t.test('the levels above one that fails do not run, unless all are wanted', async (t) => {
  const failing = tools([checkOf('L1', [warning('w')]), checkOf('L2', [error('e')])])
  t.same(passes(await climb(job(), failing)), { L1: true, L2: false })
  t.same(passes(await climb(job({ allLevels: true }), failing)), { L1: true, L2: false, L3: true, L4: true })
  t.same(passes(await climb(job({ levels: ['L1', 'L4'] }), failing)), { L1: true, L4: true })
})

t.test('levels that read the tree are left out when there is none', async (t) => {
  const result = await climb(job({ code: '(', allLevels: true }), tools([checkOf('L1', [error('syntax-error')])]))
  t.same(passes(result), { L1: false, L3: true })
})

t.test('L4 sees what L3 saw, now or in an earlier run, or null', async (t) => {
  const seen: unknown[] = []
  const look = tools([checkOf('L4', (context) => (seen.push(context.observed), []))])
  await climb(job(), look)
  await climb(job({ levels: ['L4'], observed }), look)
  await climb(job({ levels: ['L4'] }), look)
  t.same(seen, [observed, observed, null])
})

t.test('issues are sorted by place and code and carry their level; metrics are joined', async (t) => {
  const checks = [
    checkOf('L1', [error('b', 2, 1), error('c', 1, 9), error('a', 2, 1)], { x: 1 }),
    checkOf('L1', [warning('d')], { y: 2 }),
  ]
  const { levels } = await climb(job({ levels: ['L1'] }), tools(checks))
  t.same(levels.L1?.issues.map(({ code }) => code), ['d', 'c', 'a', 'b'])
  t.ok(levels.L1?.issues.every(({ level }) => level === 'L1'))
  t.same(levels.L1?.metrics, { x: 1, y: 2 })
})

t.test('a check that throws fails its level, hides no other check, and is not kept', async (t) => {
  const broken = checkOf('L1', () => {
    throw new Error('oops')
  })
  const { levels } = await climb(job({ levels: ['L1'] }), tools([broken, checkOf('L1', [error('real', 3)])]))
  t.match(levels.L1, { passed: false, cacheable: false })
  t.same(levels.L1?.issues.map(({ code }) => code), ['check-crashed', 'real'])
})

t.test('what L3 cannot vouch for is kept neither for L3 nor for L4', async (t) => {
  const { levels } = await climb(job(), tools([], { execute: executeUnsure }))
  const kept = Object.fromEntries(Object.entries(levels).map(([level, { cacheable }]) => [level, cacheable]))
  t.same(kept, { L1: true, L2: true, L3: false, L4: false })
})

t.test('a host that fails is no verdict', async (t) => {
  await t.rejects(climb(job(), tools([], { execute: executeOverloaded })), /overloaded/)
})

t.test('a flood of issues and long messages are cut, errors last', async (t) => {
  const flood = [...Array.from({ length: 300 }, (_, at) => warning('w', at + 1)), error('e', 500)]
  const long = { ...error('long', 600), message: 'x'.repeat(10_000) }
  const { levels } = await climb(job({ levels: ['L1'] }), tools([checkOf('L1', [...flood, long])]))
  const codes = levels.L1!.issues.map(({ code }) => code)
  t.equal(codes.length, 101)
  t.same(codes.slice(-3), ['e', 'long', 'more-issues'])
  t.ok(levels.L1!.issues.every(({ message }) => message.length < 600))
})
