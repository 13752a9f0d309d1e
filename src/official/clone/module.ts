/** One module of a bundle: its program, what it imports and exports, and how its text is to change. */
import type { Scope } from 'eslint'
import type { Program } from '../../checks/program.ts'
import { walk } from '../../checks/walk.ts'
import type { Edit } from '../../text/edits.ts'

/** Why a program cannot be put into one file. */
export class CannotBundle extends Error {
  readonly reason: string

  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}

export type Imported = { readonly from: Module; readonly name: string } | { readonly text: string }

export interface Module {
  readonly path: string
  readonly program: Program
  /** What the import bindings of the module stand for, by local name. */
  readonly imports: Map<string, Imported>
  /** Exported name → local name, or what another module exports. */
  readonly exports: Map<string, string | { readonly from: Module; readonly name: string }>
  readonly all: Module[]
  readonly edits: Edit[]
  /** Top-level names that other modules had taken. */
  readonly renamed: Map<string, string>
}

export function emptyModule(path: string, program: Program): Module {
  return { path, program, imports: new Map(), exports: new Map(), all: [], edits: [], renamed: new Map() }
}

export function topLevel({ scopes }: Program): Scope.Variable[] {
  const module = scopes.globalScope?.childScopes.find(({ type }) => type === 'module')
  return (module ?? scopes.globalScope)?.variables ?? []
}

export function allNames({ ast }: Program): Set<string> {
  const names = new Set<string>()
  walk(ast, (node) => {
    if (node.type === 'Identifier') names.add(node.name)
  })
  return names
}
