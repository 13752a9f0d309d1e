import { createRequire } from 'node:module'
import type { Linter } from 'eslint'
import type { Identifier } from 'estree'
import type globalsByHost from 'globals'
import type { Check, CheckIssue } from './check.ts'
import type { Program } from './program.ts'
import { LINT_RULES } from './lint-rules.ts'
import { namesOf } from './scope.ts'
import { walk } from './walk.ts'

type Verify = (program: Program) => Linter.LintMessage[]

/** Rules whose messages are about one name: the issue carries it as its symbol. */
const ABOUT_A_NAME = new Set(['no-undef', 'no-use-before-define', 'no-const-assign'])

/** ESLint's verdict on a program whose host is a browser with the engine's global `root`. */
export function lint(root: string): Check {
  let verify: Verify | undefined
  return {
    id: 'lint',
    level: 'L1',
    meta: {
      description: 'No mistake that ESLint is sure of. Style and unused names are at most warnings.',
      codes: Object.fromEntries(Object.entries(LINT_RULES).map(([rule, { means }]) => [rule, means])),
      reads: [],
    },
    run({ program }) {
      if (!program) return { issues: [] }
      verify ??= createVerify(root)
      const lines = program.code.split(/\r\n|[\n\r\u2028\u2029]/)
      const issues = withoutFalseAlarms(verify(program).map((message) => toIssue(message, lines)), program)
      const warnings = issues.filter(({ severity }) => severity === 'warning').length
      return { issues, metrics: { lint_warnings: warnings } }
    },
  }
}

/**
 * A linter for one worker. It is handed the shared parse by a parser that parses nothing: ESLint's public way to take
 * an AST from elsewhere without loading its command line.
 */
function createVerify(root: string): Verify {
  const require = createRequire(import.meta.url)
  const eslint = require('eslint/universal') as typeof import('eslint/universal')
  const globals = require('globals') as typeof globalsByHost
  const { KEYS } = require('eslint-visitor-keys') as typeof import('eslint-visitor-keys')
  let current: Program | undefined
  const parser = {
    meta: { name: 'shared-parse' },
    parseForESLint: () => ({ ast: current!.ast, scopeManager: current!.scopes, visitorKeys: KEYS }),
  }
  const provided = new Set([...Object.keys(globals.browser), root])
  const entries = Object.entries(LINT_RULES).map(([rule, { options }]) => [rule, ['error', ...options]])
  const rules = Object.fromEntries(entries) as Linter.RulesRecord
  const linter = new eslint.Linter({ configType: 'flat' })
  return (program) => {
    current = program
    // Only the globals that the program names: to declare all thousand for each program costs half of ESLint's time.
    const named = namesOf(program).globals.map(({ identifier }) => (identifier as Identifier).name)
    const languageOptions: Linter.LanguageOptions = {
      ecmaVersion: 'latest',
      sourceType: program.sourceType,
      parser: parser as never,
      globals: Object.fromEntries(named.filter((name) => provided.has(name)).map((name) => [name, 'readonly'])),
    }
    // Comments of the program must not switch off its judge.
    return linter.verify(program.code, [{ languageOptions, rules }], { allowInlineConfig: false })
  }
}

function toIssue({ ruleId, message, line, column, endColumn }: Linter.LintMessage, lines: string[]): CheckIssue {
  // A message without a rule is ESLint's own trouble, not the program's.
  if (ruleId === null) throw new Error(`eslint: ${message}`)
  const issue: CheckIssue = { code: ruleId, severity: LINT_RULES[ruleId].severity, message, line, column }
  if (!ABOUT_A_NAME.has(ruleId) || endColumn === undefined) return issue
  return { ...issue, symbol: lines[line - 1].slice(column - 1, endColumn - 1) }
}

function withoutFalseAlarms(issues: CheckIssue[], program: Program): CheckIssue[] {
  const rules = new Set(issues.map(({ code }) => code))
  const guarded = rules.has('no-undef') ? namesUnderTypeof(program) : new Set<string>()
  const hoisted = rules.has('no-use-before-define') ? hoistedReferences(program) : new Set<string>()
  return issues.flatMap((issue) => {
    if (issue.code === 'no-use-before-define' && hoisted.has(placeKey(issue))) return []
    if (issue.code === 'no-undef' && guarded.has(issue.symbol ?? '')) return [{ ...issue, severity: 'warning' }]
    return [issue]
  })
}

// `if (typeof module !== 'undefined') module.exports = …` never reaches the name where it is missing.
function namesUnderTypeof({ ast }: Program): Set<string> {
  const names = new Set<string>()
  walk(ast, (node) => {
    if (node.type !== 'UnaryExpression' || node.operator !== 'typeof') return
    if (node.argument.type === 'Identifier') names.add(node.argument.name)
  })
  return names
}

// The rule counts an early look at a `var` too, which is undefined and does not throw.
function hoistedReferences({ scopes }: Program): Set<string> {
  const places = new Set<string>()
  for (const { references } of scopes.scopes) {
    for (const { resolved, identifier } of references) {
      const definition = resolved?.defs[0]
      if (definition?.type !== 'Variable' || definition.parent.kind !== 'var') continue
      const { line, column } = identifier.loc!.start
      places.add(placeKey({ line, column: column + 1 }))
    }
  }
  return places
}

function placeKey({ line, column }: { line?: number | null; column?: number | null }): string {
  return `${line}:${column}`
}
