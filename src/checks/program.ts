/** The one parse of a program that ESLint, the safety rules and the API checks share. */
import type { Program as EstreeProgram } from 'estree'
import type { Scope } from 'eslint'
import { createRequire } from 'node:module'
import { KEYS, getKeys } from 'eslint-visitor-keys'
import { messageOf } from '../errors.ts'
import { walk } from './walk.ts'

// By require, because ESLint requires them too: an import would load a second copy of each.
const require = createRequire(import.meta.url)
const espree = require('espree') as typeof import('espree')
const eslintScope = require('eslint-scope') as typeof import('eslint-scope')

export interface Program {
  readonly code: string
  /** ESTree with loc and range on every node, tokens and comments. */
  readonly ast: EstreeProgram
  readonly scopes: Scope.ScopeManager
  readonly sourceType: 'script' | 'module'
}

/** Why there is no program: it has no valid syntax, or is too large or too deep for any check to look at. */
export interface ParseFailure {
  readonly code: 'syntax-error' | 'too-deep' | 'too-large'
  readonly message: string
  /** 1-based place, where known. */
  readonly line?: number
  readonly column?: number
  /** Offset into the code, where known. */
  readonly offset?: number
}

export type Parsed =
  | { readonly program: Program; readonly failure: null }
  | { readonly program: null; readonly failure: ParseFailure }

/**
 * Characters: a little more than the length check admits. Some lint rules take time in the square of the code: at this
 * size the worst program that we could think of costs seconds, not minutes.
 */
export const MAX_CODE = 40_000

/**
 * Levels of AST. Real programs stay below 40; what a fixed limit refuses does not depend on how much stack a thread
 * happens to have left, as overflows do.
 */
export const MAX_DEPTH = 500

/** ESLint's number for the newest ECMAScript that espree parses. */
const ECMA_VERSION = 2026

/** Parses as a script, else as a module. Never throws. */
export function parseProgram(code: string): Parsed {
  if (code.length > MAX_CODE) return refuse('too-large', `${code.length} characters of code, more than ${MAX_CODE}`)
  const script = parseAs(code, 'script')
  if (script.program || script.failure.code === 'too-deep') return script
  const module = parseAs(code, 'module')
  // Only a program that uses what modules alone have gets further as a module: then that error is the real one.
  if (module.program || module.failure.code === 'too-deep') return module
  return (module.failure.offset ?? 0) > (script.failure.offset ?? 0) ? module : script
}

function parseAs(code: string, sourceType: Program['sourceType']): Parsed {
  try {
    const ast = espree.parse(code, {
      ecmaVersion: 'latest',
      sourceType,
      loc: true,
      range: true,
      tokens: true,
      comment: true,
    })
    if (deeperThan(ast, MAX_DEPTH)) return tooDeep()
    return { program: { code, ast, scopes: analyze(ast, sourceType), sourceType }, failure: null }
  } catch (error) {
    if (isOverflow(error)) return tooDeep()
    const { lineNumber, column, index } = error as { lineNumber?: number; column?: number; index?: number }
    return refuse('syntax-error', messageOf(error), { line: lineNumber, column, offset: index })
  }
}

function analyze(ast: EstreeProgram, sourceType: Program['sourceType']): Scope.ScopeManager {
  const scopes = eslintScope.analyze(ast, {
    ignoreEval: true,
    ecmaVersion: ECMA_VERSION,
    sourceType,
    childVisitorKeys: KEYS,
    fallback: getKeys,
  })
  if (scopes.globalScope) resolveTopLevel(scopes.globalScope)
  return scopes
}

// The analysis leaves names of a script's top-level `var` and `function` open, since other scripts may share them. Here
// there are none. ESLint would do the same, but not before it runs.
function resolveTopLevel(global: Scope.Scope): void {
  global.through = global.through.filter((reference) => {
    const variable = global.set.get(reference.identifier.name)
    if (!variable) return true
    reference.resolved = variable
    variable.references.push(reference)
    return false
  })
}

// The parser turns an overflow of its stack into an error of the syntax.
function isOverflow(error: unknown): boolean {
  return error instanceof RangeError || messageOf(error).startsWith('Not enough stack space')
}

function deeperThan(ast: EstreeProgram, limit: number): boolean {
  let found = false
  walk(ast, (_node, _parent, depth) => {
    if (depth > limit) found = true
    return !found
  })
  return found
}

function tooDeep(): Parsed {
  return refuse('too-deep', `the code is nested more than ${MAX_DEPTH} levels deep`)
}

type Place = Omit<ParseFailure, 'code' | 'message'>

function refuse(code: ParseFailure['code'], message: string, place: Place = {}): Parsed {
  return { program: null, failure: { code, message, ...place } }
}
