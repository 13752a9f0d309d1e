import t from 'tap'
import type { Difficulty } from '../../src/record.ts'
import { fingerprint } from '../../src/select/fingerprint.ts'
import { choose, type Selection, type SelectionRules } from '../../src/select/selection.ts'
import type { Contender } from '../../src/select/team.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText, reordered } from '../helpers/programs.ts'

const RULES: SelectionRules = { maxPerPrompt: 2, maxPerTemplate: undefined, similarity: 0.85, shares: [40, 40, 20], target: undefined }

interface Sketch {
  code?: string
  prompt?: string
  difficulty?: Difficulty
  overall?: number
  kept?: boolean
  /** What the program calls of the engine; nothing that counts by default. */
  calls?: readonly number[]
}

function contender(id: string, sketch: Sketch = {}): Contender {
  const { code = programText(id), prompt = id, difficulty = 'easy', overall = 0.5, kept = false, calls = [] } = sketch
  const print = fingerprint(code)
  const { hash, tokens } = print
  return { id, prompt, template: prompt, difficulty, overall, kept, stream: hash, calls: Int32Array.from(calls), length: tokens.length, print: () => print }
}

/** id -> 'chosen' or the reason, with the row it is like. */
function outcome(rows: readonly Contender[], { refusals }: Selection): Record<string, string> {
  const text = (at: number) => {
    const refusal = refusals[at]
    return refusal === undefined ? 'chosen' : [refusal.reason, refusal.like ?? ''].join(' ').trim()
  }
  return Object.fromEntries(rows.map(({ id }, at) => [id, text(at)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const decide = (rows: Contender[], rules: Partial<SelectionRules> = {}) =>
  outcome(rows, resultOf(choose(rows, { ...RULES, ...rules })))

/** The program with every n-th line changed. */
const varied = (code: string, every: number) =>
  code
    .split('\n')
    .map((line, at) => (at % every === every - 1 ? `other.thing(${at}, 'x')` : line))
    .join('\n')

t.test('of programs that differ in comments only, the best stays', async (t) => {
  const code = programText('same')
  t.strictSame(
    decide([
      contender('a', { code, overall: 0.2 }),
      contender('b', { code: `// hello\n${code}`, overall: 0.9 }),
      contender('c', { code, overall: 0.9 }),
    ]),
    { a: 'exact-duplicate b', b: 'chosen', c: 'exact-duplicate b' },
  )
})

t.test('within a prompt a variant is a near-duplicate, in another prompt it is not', async (t) => {
  const code = programText('base', 40)
  const variant = varied(code, 10)
  t.strictSame(decide([contender('a', { code, prompt: 'p' }), contender('b', { code: variant, prompt: 'p' })]), {
    a: 'chosen',
    b: 'near-duplicate-prompt a',
  })
  t.strictSame(decide([contender('a', { code }), contender('b', { code: variant })]), { a: 'chosen', b: 'chosen' })
})

t.test('a program that is all but equal is a near-duplicate in any prompt', async (t) => {
  const code = programText('base', 40)
  t.strictSame(decide([contender('a', { code }), contender('b', { code: varied(code, 40) })]), {
    a: 'chosen',
    b: 'near-duplicate a',
  })
})

t.test('a higher --similarity lets more alike programs of a prompt pass', async (t) => {
  const code = programText('base', 40)
  const rows = [contender('a', { code, prompt: 'p' }), contender('b', { code: varied(code, 10), prompt: 'p' })]
  t.equal(decide(rows, { similarity: 0.97 }).b, 'chosen')
})

t.test('a prompt keeps its best rows', async (t) => {
  const rows = ['a', 'b', 'c'].map((id, at) => contender(id, { prompt: 'p', overall: 0.1 * (at + 1) }))
  t.strictSame(decide(rows), { a: 'over-max-per-prompt', b: 'chosen', c: 'chosen' })
  t.strictSame(decide(rows, { maxPerPrompt: 1 }), { a: 'over-max-per-prompt', b: 'over-max-per-prompt', c: 'chosen' })
})

const MIXED = (['easy', 'medium', 'hard'] as const).flatMap((difficulty, kind) => {
  const length = [20, 10, 2][kind]
  return Array.from({ length }, (_, at) => contender(`${difficulty}-${at}`, { difficulty, overall: at / 20 }))
})

t.test('without a target no row is dropped because another difficulty is short', async (t) => {
  const { achieved, short } = resultOf(choose(MIXED, RULES))
  t.strictSame(achieved, { easy: 20, medium: 10, hard: 2 })
  t.strictSame(short, ['medium', 'hard'])
})

t.test('a target is met exactly, and what lacks is named', async (t) => {
  t.strictSame(resultOf(choose(MIXED, { ...RULES, target: 10 })).achieved, { easy: 4, medium: 4, hard: 2 })
  t.strictSame(resultOf(choose(MIXED, { ...RULES, target: 10 })).short, [])
  t.strictSame(resultOf(choose(MIXED, { ...RULES, target: 20 })).achieved, { easy: 8, medium: 8, hard: 2 })
  t.strictSame(resultOf(choose(MIXED, { ...RULES, target: 20 })).short, ['hard'])
})

t.test('an API member that is not covered yet comes before quality', async (t) => {
  const rows = [
    contender('common-1', { calls: [1, 2], overall: 0.9 }),
    contender('common-2', { calls: [1, 2], overall: 0.8 }),
    contender('rare-1', { calls: [3], overall: 0.1 }),
    contender('rare-2', { calls: [3], overall: 0.2 }),
  ]
  t.strictSame(decide(rows, { shares: [100, 0, 0], target: 2 }), {
    'common-1': 'chosen',
    'common-2': 'over-quota',
    'rare-1': 'over-quota',
    'rare-2': 'chosen',
  })
})

t.test('the order of the rows has no say', async (t) => {
  const base = programText('base', 40)
  const rows = Array.from({ length: 60 }, (_, at) =>
    contender(`row-${at}`, {
      code: at % 3 === 0 ? varied(base, 3 + (at % 20)) : programText(`${at % 50}`),
      prompt: `p${at % 23}`,
      difficulty: (['easy', 'medium', 'hard'] as const)[at % 3],
      overall: (at % 7) / 10,
    }),
  )
  const reasons = (seed: number) => {
    const ends = Object.entries(decide(reordered(rows, seed), { target: 20 }))
    return Object.fromEntries(ends.map(([id, end]) => [id, end.split(' ')[0]]))
  }
  const expected = reasons(0)
  t.ok(new Set(Object.values(expected)).size >= 5, 'the case has many kinds of ends')
  for (const seed of [1, 2, 3]) t.strictSame(reasons(seed), expected)
})

t.test('no rows give no rows', async (t) => {
  t.strictSame(resultOf(choose([], RULES)), { refusals: [], achieved: { easy: 0, medium: 0, hard: 0 }, short: [], thresholds: { easy: 1, medium: 1, hard: 1 } })
})

t.test('more rows than are wanted: those are chosen that differ most, as long as the others', async (t) => {
  // Twenty programs, each with three variants in other prompts that share three quarters of its lines.
  const rows = Array.from({ length: 80 }, (_, at) => {
    const length = 20 + 4 * ((at >> 2) % 10)
    const lines = programText(`base-${at >> 2}`, length).split('\n')
    const own = programText(`own-${at}`, length).split('\n')
    const code = lines.map((line, n) => (n >= 0.75 * length && at % 4 > 0 ? own[n] : line)).join('\n')
    return contender(`r${String(at).padStart(2, '0')}`, { code, overall: 0.5 + 0.005 * at })
  })
  const { refusals, thresholds } = resultOf(choose(rows, { ...RULES, shares: [100, 0, 0], target: 20 }))
  const chosen = rows.filter((_, at) => refusals[at] === undefined)
  t.equal(chosen.length, 20)
  t.equal(new Set(chosen.map(({ id }) => Number(id.slice(1)) >> 2)).size, 20, 'one of each')
  t.ok(thresholds.easy < 0.5)
  const mean = (some: readonly Contender[]) => some.reduce((sum, { length }) => sum + length, 0) / some.length
  t.ok(Math.abs(mean(chosen) / mean(rows) - 1) < 0.1, `${mean(chosen)} of ${mean(rows)} tokens`)
  t.ok(refusals.some((refusal) => refusal?.reason === 'less-diverse' && refusal.like !== undefined))
  t.strictSame(outcome(rows, resultOf(choose(reordered(rows, 5), { ...RULES, shares: [100, 0, 0], target: 20 }))) && chosen.length, 20)
})

t.test('no template has more than its part of a target, but never so that the target is missed for it alone', async (t) => {
  const rows = Array.from({ length: 60 }, (_, at) => ({ ...contender(`r${at}`), template: at < 40 ? 'many' : `own-${at}` }))
  const count = (rules: Partial<SelectionRules>) => {
    const { refusals } = resultOf(choose(rows, { ...RULES, shares: [100, 0, 0], ...rules }))
    return rows.filter(({ template }, at) => refusals[at] === undefined && template === 'many').length
  }
  t.equal(count({ target: 40 }), 20)
  t.equal(count({ maxPerTemplate: 7 }), 7)
  t.equal(count({}), 40)
})

t.test('what a review keeps comes before quality and cover, of duplicates and within a prompt too', async (t) => {
  const code = programText('same')
  t.strictSame(decide([contender('a', { code, overall: 0.9 }), contender('b', { code, overall: 0.2, kept: true })]), {
    a: 'exact-duplicate b',
    b: 'chosen',
  })
  const ofPrompt = { prompt: 'p', overall: 0.9, calls: [1, 2, 3] }
  const rows = [contender('a', ofPrompt), contender('b', ofPrompt), contender('c', { prompt: 'p', overall: 0.1, kept: true })]
  t.strictSame(decide(rows, { maxPerPrompt: 1 }), { a: 'over-max-per-prompt', b: 'over-max-per-prompt', c: 'chosen' })
  const easy = { target: 1, shares: [100, 0, 0] }
  t.strictSame(decide([contender('a', { calls: [1] }), contender('b', { overall: 0.1, kept: true })], easy), { a: 'over-quota', b: 'chosen' })
})

t.test('a review cannot keep two of the same, nor more than a prompt may have', async (t) => {
  const code = programText('same')
  t.strictSame(decide([contender('a', { code, kept: true }), contender('b', { code, kept: true })]), {
    a: 'chosen',
    b: 'exact-duplicate a',
  })
  const rows = ['a', 'b', 'c'].map((id) => contender(id, { prompt: 'p', kept: true }))
  t.strictSame(decide(rows), { a: 'chosen', b: 'chosen', c: 'over-max-per-prompt' })
})

t.test('API members of kept rows need no further row', async (t) => {
  const kept = contender('kept', { prompt: 'p', calls: [1, 2], kept: true })
  const rows = [kept, contender('same', { prompt: 'q', calls: [1, 2] }), contender('new', { prompt: 'r', calls: [3], overall: 0.1 })]
  t.strictSame(decide(rows, { target: 2, shares: [100, 0, 0] }), { kept: 'chosen', new: 'chosen', same: 'over-quota' })
})

t.test('where there is room for all, programs of the same 5-grams stay if they are no near-duplicates', async (t) => {
  const rows = ['a', 'b'].map((id, at) => contender(id, { code: 'spin(1);\n'.repeat(at === 0 ? 10 : 60) }))
  t.strictSame(decide(rows), { a: 'chosen', b: 'chosen' })
})
