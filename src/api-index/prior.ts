/**
 * How likely an ordinary program is to touch a symbol, whatever its task, computed from the index alone: how few steps a
 * program needs to get there, how much of the engine speaks of it, how many types share it, what its doc says.
 */
import type { ApiIndex, ApiSymbol, SymbolKind } from './api-index.ts'

/** What the structure cannot say: where programs begin, and what they never enter. Ids, as the index has them. */
export interface PriorRules {
  /** Types whose members a program has at hand from its first line. */
  readonly entries: readonly string[]
  /** Namespaces, types or members that the engine keeps for itself; what lies below is never shown. */
  readonly internals: readonly string[]
  /** Parts of the names of members that serve these, on whichever type. */
  readonly machinery: readonly string[]
}

/** What each step away from an entry leaves of a prior. */
const STEP = 0.65
/** What is farther, or reached by no step at all, counts as this far. */
const FARTHEST = 6

/** A type teaches less than its members, and what a program reads less than what it calls. */
const BY_KIND: ReadonlyMap<SymbolKind, number> = new Map([
  ['namespace', 0.2],
  ['class', 0.4],
  ['interface', 0.2],
  ['enum', 0.3],
  ['typedef', 0.2],
  ['property', 0.6],
  ['config-field', 0.6],
  ['constant', 0.7],
  ['event', 0.7],
])

/** Docs that tell programs to keep away, in the words that engines use for it. */
const KEEP_AWAY =
  /^(an )?internal|\binternally\b|(called|invoked|populated) automatically|should(n't| not| never) (be )?(call|invoke|access|modif|us)|\b(is|are) private\b|do not (call|invoke|use)|^this (callback|method) is (invoked|called)|deprecated/i
const UNDOCUMENTED = 0.5

/** What a game loop calls once a frame, and managers to do their own; of an entry type it is the program that fills it in. */
const LIFECYCLE =
  /^((pre|post)(Update|Render|Step|Destroy)|update|render\w*|willRender|step|boot|shutdown|sceneUpdate)$/

type Graph = ReadonlyMap<string, readonly string[]>

/** The prior of every symbol in the order of `index.symbols()`: 0 = never shown, the most everyday ones near 1. */
export function priorOf(index: ApiIndex, { entries, internals, machinery }: PriorRules): Float32Array {
  const symbols = [...index.symbols()]
  const steps = stepsFrom(entries, waysOf(symbols, index))
  const popular = popularity(symbols, index)
  const shared = sharing(symbols, steps)
  const hidden = new Set(internals)
  return Float32Array.from(symbols, (symbol) => {
    if (!isPublic(symbol, index.root) || isBelow(symbol.id, hidden)) return 0
    if (symbol.kind === 'method' && LIFECYCLE.test(symbol.name) && !entries.includes(symbol.owner)) return 0
    if (machinery.some((part) => symbol.name.includes(part))) return 0
    const near = STEP ** Math.min(FARTHEST, distance(symbol, steps))
    const known = 0.3 + 0.7 * (popular.get(isType(symbol) ? symbol.id : symbol.owner) ?? 0)
    const common = symbol.kind === 'method' ? 0.4 + 0.6 * (shared.get(symbol.name) ?? 0) : 0.6
    const doc = symbol.doc === '' && symbol.kind !== 'config-field' ? UNDOCUMENTED : 1
    return near * known * common * doc * (BY_KIND.get(symbol.kind) ?? 1)
  })
}

function isPublic({ id, name, signature, doc }: ApiSymbol, root: string): boolean {
  if (name.startsWith('_') || /^(protected|private) /.test(signature)) return false
  return id.startsWith(`${root}.`) && !KEEP_AWAY.test(doc)
}

function isBelow(id: string, places: ReadonlySet<string>): boolean {
  for (let at = id; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.'), at.lastIndexOf('#')))) {
    if (places.has(at)) return true
  }
  return false
}

function isType({ kind }: ApiSymbol): boolean {
  return kind === 'class' || kind === 'interface' || kind === 'typedef' || kind === 'namespace' || kind === 'enum'
}

/** What one step leads to: from a type, the types that its members give or take, and its bases. */
function waysOf(symbols: readonly ApiSymbol[], index: ApiIndex): Graph {
  const ways = new Map<string, string[]>()
  for (const { id, kind, owner, type, params, bases, name, signature } of symbols) {
    const from = kind === 'class' || kind === 'interface' || kind === 'typedef' ? id : owner
    const isHidden = name.startsWith('_') || signature.startsWith('private ') || signature.startsWith('protected ')
    if (from === '' || isHidden) continue
    const taken = kind === 'method' ? params.flatMap((param) => namesIn(param.type, index.root)) : []
    const list = ways.get(from) ?? []
    list.push(...bases, ...(from === id ? [] : [...namesIn(type, index.root), ...taken]))
    ways.set(from, list)
  }
  return ways
}

function namesIn(type: string, root: string): string[] {
  return type.split(/[^\w.]+/).filter((name) => name.startsWith(`${root}.`))
}

/** Fewest steps from an entry to each type (breadth first). */
function stepsFrom(entries: readonly string[], ways: Graph): ReadonlyMap<string, number> {
  const steps = new Map(entries.map((id) => [id, 0]))
  const queue = [...entries]
  for (const from of queue) {
    const next = (steps.get(from) ?? 0) + 1
    for (const to of ways.get(from) ?? []) {
      if (steps.has(to)) continue
      steps.set(to, next)
      queue.push(to)
    }
  }
  return steps
}

/** What a namespace holds is written out from the root: as many steps as names on the way to it. */
function distance(symbol: ApiSymbol, steps: ReadonlyMap<string, number>): number {
  const holder = isType(symbol) ? symbol.id : symbol.owner
  const written = symbol.static || isType(symbol) ? holder.split('.').length - 1 : FARTHEST
  return Math.min(steps.get(holder) ?? FARTHEST, written)
}

/** How often signatures name each type, on a scale of logarithms: 0..1. */
function popularity(symbols: readonly ApiSymbol[], index: ApiIndex): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>()
  for (const { type, params, bases } of symbols) {
    const named = new Set([type, ...params.map((param) => param.type)].flatMap((text) => namesIn(text, index.root)))
    // A subtype speaks for its bases, or a base that no signature names would look unused.
    for (const id of [...named, ...bases]) mentions.set(id, (mentions.get(id) ?? 0) + 1)
  }
  return logarithmic(mentions)
}

/** How many types that a program can reach have a member of each name: 0..1. */
function sharing(symbols: readonly ApiSymbol[], steps: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const owners = new Map<string, number>()
  for (const { name, owner, kind } of symbols) {
    if (kind === 'method' && steps.has(owner)) owners.set(name, (owners.get(name) ?? 0) + 1)
  }
  return logarithmic(owners)
}

function logarithmic(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const most = Math.log1p(Math.max(1, ...counts.values()))
  return new Map([...counts].map(([key, count]) => [key, Math.log1p(count) / most]))
}
