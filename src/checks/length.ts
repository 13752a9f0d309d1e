import type { Difficulty } from '../record.ts'
import type { Check, CheckIssue } from './check.ts'

/** Characters. The shortest page that makes a game with one scene and one object takes about 100. */
const SHORTEST = 80

/**
 * Characters: four times the longest of 785 real programs of each difficulty (3.5, 6.1 and 9.3 thousand), rounded.
 * A longer one is a teacher caught in a loop, or would not fit into the context that a student is trained with.
 */
const LONGEST: Readonly<Record<Difficulty, number>> = { easy: 14_000, medium: 24_000, hard: 36_000 }

export const length: Check = {
  id: 'length',
  level: 'L1',
  meta: {
    description: `The code has at least ${SHORTEST} characters and at most what its difficulty allows.`,
    codes: {
      'no-code': 'there is no code',
      'too-short': `fewer than ${SHORTEST} characters: no complete program`,
      'too-long': `more characters than ${LONGEST.easy} (easy), ${LONGEST.medium} (medium) or ${LONGEST.hard} (hard)`,
    },
    reads: ['seed.difficulty'],
  },
  run({ code, seed: { difficulty } }) {
    return { issues: judge(code.trim().length, difficulty) }
  },
}

function judge(size: number, difficulty: Difficulty): CheckIssue[] {
  if (size === 0) return [{ code: 'no-code', severity: 'error', message: 'there is no code' }]
  if (size < SHORTEST) {
    return [{ code: 'too-short', severity: 'error', message: `${size} characters of code, fewer than ${SHORTEST}` }]
  }
  const longest = LONGEST[difficulty]
  if (size <= longest) return []
  const message = `${size} characters of code, more than ${longest} for difficulty ${difficulty}`
  return [{ code: 'too-long', severity: 'error', message }]
}
