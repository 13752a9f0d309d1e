import type { Check } from './check.ts'

/** A reply whose plan or code could not be taken out of its text is no candidate, whatever the text would do. */
export const parseErrors: Check = {
  id: 'parse-errors',
  level: 'L1',
  meta: {
    description: 'The reply was taken apart without an error: a plan and one closed code block.',
    codes: { 'parse-error': 'the reply does not keep to the text contract; the message names how' },
    reads: ['parse_errors'],
  },
  run({ parseErrors: errors }) {
    return { issues: errors.map((message) => ({ code: 'parse-error', severity: 'error', message })) }
  },
}
