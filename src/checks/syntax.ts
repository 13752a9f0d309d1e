import { createRequire } from 'node:module'
import type { ParserOptions } from '@babel/parser'
import type { Check, CheckIssue } from './check.ts'
import { parseProgram, type ParseFailure } from './program.ts'

const require = createRequire(import.meta.url)

/** The first errors say what is wrong; what follows them is often their echo. */
const MAX_ERRORS = 10

export const syntax: Check = {
  id: 'syntax',
  level: 'L1',
  meta: {
    description: 'The code parses as a script, or as a module when it uses what only modules have.',
    codes: {
      'syntax-error': 'the code is not valid JavaScript',
      truncated: 'the code ends inside an open block, string, comment or expression',
      'too-deep': 'the code is nested deeper than any check follows',
      'too-large': 'the code is larger than any check reads',
    },
    reads: [],
  },
  run({ code, program }) {
    const failure = program ? null : parseProgram(code).failure
    return { issues: failure ? describe(code, failure) : [] }
  },
}

function describe(code: string, failure: ParseFailure): CheckIssue[] {
  if (failure.code === 'syntax-error' && isTruncated(code, failure)) return [issueOf({ ...failure, code: 'truncated' })]
  const tolerant = failure.code === 'syntax-error' ? tolerantErrors(code) : []
  return tolerant.length > 0 ? tolerant : [issueOf(failure)]
}

function issueOf({ code, message, line, column }: Omit<ParseFailure, 'code'> & { code: string }): CheckIssue {
  return { code, severity: 'error', message, ...(line === undefined ? {} : { line, column }) }
}

// The parser stops where the text stops, or at the opening of something that nothing closes.
function isTruncated(code: string, { message, offset = 0 }: ParseFailure): boolean {
  if (offset >= code.trimEnd().length) return true
  if (/^Unterminated (template|comment)/.test(message)) return true
  return message.startsWith('Unterminated string') && !code.trimEnd().includes('\n', offset)
}

interface BabelError {
  message: string
  loc?: { line: number; column: number }
}

// Babel goes on after many errors (a name declared twice, say), where espree names the first one only.
function tolerantErrors(code: string): CheckIssue[] {
  // Loaded on the first invalid program: most workers never meet enough of them to pay for it at their start.
  const babel = require('@babel/parser') as typeof import('@babel/parser')
  const options: ParserOptions = { errorRecovery: true, sourceType: 'unambiguous' }
  try {
    const errors = (babel.parse(code, options).errors ?? []) as unknown as BabelError[]
    return errors.slice(0, MAX_ERRORS).map(babelIssue)
  } catch (error) {
    return error instanceof SyntaxError ? [babelIssue(error as BabelError)] : []
  }
}

function babelIssue({ message, loc }: BabelError): CheckIssue {
  const place = loc ? { line: loc.line, column: loc.column + 1 } : {}
  return { code: 'syntax-error', severity: 'error', message: message.replace(/ \(\d+:\d+\)$/, ''), ...place }
}
