/** The parts we use of packages that ship no types. */

declare module 'espree' {
  import type { Program } from 'estree'
  export function parse(code: string, options: Record<string, unknown>): Program
}

declare module 'eslint-scope' {
  import type { Program } from 'estree'
  import type { Scope } from 'eslint'
  export function analyze(ast: Program, options: Record<string, unknown>): Scope.ScopeManager
}
