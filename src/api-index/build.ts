/** Builds the symbols of an engine. Loads the TypeScript compiler (200 MB): run it where memory ends with the job. */
import { readFileSync } from 'node:fs'
import type { ApiSource, ApiSymbol } from './api-index.ts'
import { readDeclarations } from './declarations.ts'
import { readDocumented, type Documented } from './doc-comment.ts'

/** All symbols of a source, bases resolved, values and private members filled in; sorted by id in code units. */
export function buildSymbols(source: ApiSource): ApiSymbol[] {
  const symbols = new Map<string, ApiSymbol>()
  for (const path of source.declarations) readDeclarations(readFileSync(path, 'utf8'), symbols)
  for (const symbol of symbols.values()) {
    symbol.bases = symbol.bases.map((base) => resolveName(symbols, symbol.owner, base))
  }
  for (const path of source.sources ?? []) addDocumented(symbols, readDocumented(readFileSync(path, 'utf8')))
  return [...symbols.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** A name as TypeScript resolves it inside `scope`: the innermost enclosing namespace that declares it. */
function resolveName(symbols: ReadonlyMap<string, ApiSymbol>, scope: string, name: string): string {
  for (let at = scope; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const id = `${at}.${name}`
    if (symbols.has(id)) return id
  }
  return name
}

function addDocumented(symbols: Map<string, ApiSymbol>, { values, events, internals }: Documented): void {
  for (const symbol of symbols.values()) {
    if (symbol.kind !== 'constant' && symbol.kind !== 'enum-member') continue
    const value = symbol.value ?? values.get(symbol.id)
    if (value !== undefined) symbol.value = value
    if (events.has(symbol.id)) symbol.kind = 'event'
  }
  for (const { id, method, type, doc } of internals) {
    const [owner, name] = id.split('#')
    if (symbols.has(id) || !symbols.has(owner) || !name) continue
    const kind = method ? 'method' : 'property'
    const signature = `private ${name}${method ? '(…)' : ''}: ${type}`
    symbols.set(id, { id, kind, owner, name, static: false, signature, params: [], type, doc, bases: [] })
  }
}
