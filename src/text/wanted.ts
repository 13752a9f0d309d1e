import type * as z from 'zod'

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  string: 'a text',
  array: 'a list',
  object: 'an object',
}

/** What should have been there: 'one of easy, medium, hard', 'a number', 'at least 1'; else what zod says. */
export function wantedBy(problem: z.core.$ZodIssue): string {
  switch (problem.code) {
    case 'invalid_value':
      return `one of ${problem.values.join(', ')}`
    case 'too_small':
      return `${problem.inclusive ? 'at least' : 'more than'} ${problem.minimum}`
    case 'too_big':
      return `${problem.inclusive ? 'at most' : 'less than'} ${problem.maximum}`
    case 'invalid_type':
      return TYPES[problem.expected] ?? problem.message
    default:
      return problem.message
  }
}
