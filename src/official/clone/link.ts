/** The names of modules that become one program: kept apart, and written into every reference. */
import type { Scope } from 'eslint'
import type { Identifier, Node } from 'estree'
import type { Program } from '../../checks/program.ts'
import { walk } from '../../checks/walk.ts'
import type { Edit } from '../../text/edits.ts'
import { allNames, CannotBundle, topLevel, type Imported, type Module } from './module.ts'

/** Gives every top-level name of every module to that module alone. */
export function keepNamesApart(modules: readonly Module[], global: string): void {
  const everywhere = new Set(modules.flatMap(({ program }) => [...allNames(program)]))
  const taken = new Set([global])
  for (const { program } of modules)
    for (const { identifier } of program.scopes.globalScope?.through ?? []) taken.add(identifier.name)
  for (const { program, imports, exports, renamed } of modules) {
    const anonymous = [...exports.values()].filter((each) => typeof each === 'string')
    const names = [...topLevel(program).map(({ name }) => name), ...anonymous].filter((name) => !imports.has(name))
    for (const name of new Set(names)) {
      let free = name
      for (let number = 2; taken.has(free) || (free !== name && everywhere.has(free)); number++)
        free = `${name}${number}`
      taken.add(free)
      if (free !== name) renamed.set(name, free)
    }
  }
}

/** Writes the final names into the edits of a module. Throws CannotBundle. */
export function link(module: Module): void {
  const { program, imports, renamed, edits, path } = module
  const shorthand = shorthandValues(program)
  const put = (node: Identifier, text: string): void => {
    const [start, end] = node.range!
    edits.push({ start, end, text: shorthand.has(node) ? `${node.name}: ${text}` : text })
  }
  for (const variable of topLevel(program)) {
    const imported = imports.get(variable.name)
    const text = imported ? textOf(imported, module) : renamed.get(variable.name)
    if (text === undefined || text === variable.name) continue
    if (imported && isShadowed(variable, text)) {
      throw new CannotBundle('module-names', `${path}: another '${text}' hides the one it imports`)
    }
    for (const { identifier } of variable.references) put(identifier as Identifier, text)
    if (!imported) for (const each of variable.identifiers) put(each, text)
    for (const inner of classScopes(program, variable)) {
      for (const { identifier } of inner.references) put(identifier as Identifier, text)
    }
  }
  for (const [anonymous, text] of renamed) {
    if (!topLevel(program).some(({ name }) => name === anonymous)) renameText(edits, anonymous, text)
  }
}

/** A name that we gave ourselves stands in an edit. */
function renameText(edits: Edit[], name: string, text: string): void {
  const at = edits.findIndex((edit) => new RegExp(`\\b${name.replace(/\$/g, '\\$')}\\b`).test(edit.text))
  if (at >= 0) edits[at] = { ...edits[at], text: edits[at].text.replace(name, () => text) }
}

/** The names that a class knows itself by inside. */
function classScopes({ scopes }: Program, { defs }: Scope.Variable): Scope.Variable[] {
  const nodes = new Set(defs.map(({ node }) => node as Node))
  return scopes.scopes
    .filter(({ type, block }) => type === 'class' && nodes.has(block))
    .flatMap(({ variables }) => variables)
}

function isShadowed(variable: Scope.Variable, text: string): boolean {
  const [name] = text.split('.')
  return variable.references.some(({ from }) => {
    for (let scope: Scope.Scope | null = from; scope && scope !== variable.scope; scope = scope.upper) {
      if (scope.set.has(name)) return true
    }
    return false
  })
}

function textOf(imported: Imported, module: Module): string {
  if ('text' in imported) return imported.text
  const found = exported(imported.from, imported.name, new Set())
  if (found === undefined)
    throw new CannotBundle('module-missing', `${module.path}: ${imported.from.path} exports no '${imported.name}'`)
  return found
}

/** The final name of what a module exports, through re-exports. */
function exported(module: Module, name: string, seen: Set<Module>): string | undefined {
  if (seen.has(module)) return undefined
  seen.add(module)
  const own = module.exports.get(name)
  if (typeof own === 'object') return exported(own.from, own.name, seen)
  if (own !== undefined) {
    const imported = module.imports.get(own)
    return imported ? textOf(imported, module) : (module.renamed.get(own) ?? own)
  }
  return name === 'default'
    ? undefined
    : module.all.map((each) => exported(each, name, seen)).find((each) => each !== undefined)
}

/** The values of `{ name }`: they are the key as well. */
function shorthandValues({ ast }: Program): Set<Node> {
  const found = new Set<Node>()
  walk(ast, (node) => {
    if (node.type !== 'Property' || !node.shorthand) return
    const { value } = node
    found.add(value.type === 'AssignmentPattern' ? value.left : value)
  })
  return found
}
