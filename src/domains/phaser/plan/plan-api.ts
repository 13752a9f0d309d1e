/** From what teachers write in the API line of a plan to symbols of the engine. */
import type { ApiIndex, ApiSymbol } from '../../../api-index/api-index.ts'
import { keyIds, keyOfEvent } from '../api-resolver/events.ts'
import { typeFromText } from '../api-resolver/types.ts'
import { isBrowserMethod, isUndeclaredName } from '../engine-names/index.ts'

export interface PlanApi {
  /** As the plan writes it. */
  readonly text: string
  /** engine: some symbols; foreign: of language or browser, or no name at all; unknown: nothing has such a name. */
  readonly kind: 'engine' | 'foreign' | 'unknown'
  /** The symbols it may mean; in `exact` form those of one owner, otherwise all of that name. */
  readonly ids: readonly string[]
  readonly exact: boolean
  /** Last name of the path. */
  readonly name: string
}

const SCENE = 'Phaser.Scene'
const EVENT_CALL = /\b(?:on|once|off|emit|addListener)\s*\(\s*['"`]([^'"`]{1,60})['"`]/
const PATH = /[A-Za-z_$][\w$]*(?:\s?[.#][A-Za-z_$][\w$]*)*/

/** The entries of a plan's API list, taken apart where one entry still holds several. */
export function planEntries(apis: readonly string[]): string[] {
  return apis
    .flatMap((api) => api.split(/[,，、;；\n]/))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

/** Resolves one entry. Never throws; what it cannot place is foreign or unknown. */
export function resolvePlanApi(entry: string, index: ApiIndex): PlanApi {
  const text = entry.replace(/^[\s`*\-–•\d.]+|[`*]+/g, '').trim()
  const event = EVENT_CALL.exec(text)?.[1]
  if (event !== undefined) return eventApi(entry, event, index)
  const path = PATH.exec(text.replace(/^new\s+/, ''))?.[0].replace(/\s/g, '')
  if (path === undefined) return { text: entry, kind: 'foreign', ids: [], exact: false, name: '' }
  return pathApi(entry, path, index)
}

function eventApi(text: string, event: string, index: ApiIndex): PlanApi {
  const key = keyOfEvent(event)
  const ids = key === undefined ? index.eventsByValue(event) : keyIds(index, key)
  // An event of the program's own is as good a plan as any, but nothing of the engine.
  return { text, kind: ids.length > 0 ? 'engine' : 'foreign', ids, exact: true, name: event }
}

function pathApi(text: string, path: string, index: ApiIndex): PlanApi {
  const segments = path.split(/[.#]/)
  const name = segments.at(-1)!
  if (isLanguage(segments)) return { text, kind: 'foreign', ids: [], exact: false, name }
  const found = [fromRoot, fromScene, fromOwner].map((way) => way(segments, index)).find((ids) => ids.length > 0)
  if (found) return { text, kind: 'engine', ids: found, exact: true, name }
  const anywhere = [...withinPrefix(segments, index), ...index.named(name)]
  if (anywhere.length > 0) return { text, kind: 'engine', ids: [...new Set(anywhere)], exact: false, name }
  const elsewhere =
    isUndeclaredName(name) || (segments.length === 1 ? !/[a-z][A-Z]|^[A-Z]/.test(name) : isBrowserMethod(name))
  return { text, kind: elsewhere ? 'foreign' : 'unknown', ids: [], exact: false, name }
}

/** `Math.random`, `JSON.parse`; but `Math.Clamp` is the engine's. */
function isLanguage([first, second]: readonly string[]): boolean {
  const global: unknown = Object.getOwnPropertyDescriptor(globalThis, first!)?.value
  return (
    second !== undefined &&
    (typeof global === 'object' || typeof global === 'function') &&
    global !== null &&
    second in global
  )
}

/** `Phaser.GameObjects.Graphics#fillStyle`, `Phaser.Scene.add.text` */
function fromRoot(segments: readonly string[], index: ApiIndex): string[] {
  if (segments[0] !== 'Phaser') return []
  const resolved = index.resolve(segments.join('.'))
  if (resolved) return [resolved.symbol.id, `${resolved.from}#${resolved.symbol.name}`]
  // The longest known prefix, and from there member by member.
  for (let length = segments.length - 1; length > 1; length--) {
    const symbol = index.resolve(segments.slice(0, length).join('.'))?.symbol
    if (symbol) return walk(symbol, segments.slice(length), index)
  }
  return []
}

/** `this.add.graphics`, `physics.add.collider`, `Input.Keyboard.createCursorKeys`, `Tweens.add`, `Phaser.Tweens.add` */
function fromScene(segments: readonly string[], index: ApiIndex): string[] {
  const path = segments.filter(
    (segment, at) => at > 0 || !['this', 'self', 'scene', 'Scene', 'Phaser'].includes(segment),
  )
  if (path.length === 0 || (path.length === 1 && segments.length === 1)) return []
  return walk(index.get(SCENE), path, index)
}

/** `Graphics`, `Graphics.fillStyle`, `graphics.fillStyle`, `Physics.Arcade.Sprite`, `Scene.update` */
function fromOwner(segments: readonly string[], index: ApiIndex): string[] {
  for (let length = segments.length; length > 0; length--) {
    const owner = segments.slice(0, length)
    const types = typesNamed(owner, index)
    const ids = types.flatMap((symbol) =>
      length === segments.length ? [symbol.id] : walk(symbol, segments.slice(length), index),
    )
    if (ids.length > 0) return ids
  }
  return []
}

const OWNER_KINDS = new Set(['class', 'namespace', 'enum'])

/** Classes, namespaces and enums whose id ends with these names. */
function typesNamed(names: readonly string[], index: ApiIndex): ApiSymbol[] {
  const last = names.at(-1)!
  const suffix = [...names.slice(0, -1), last[0]!.toUpperCase() + last.slice(1)].join('.')
  return index
    .named(suffix.slice(suffix.lastIndexOf('.') + 1))
    .filter((id) => id.endsWith(`.${suffix}`) && !id.startsWith('Phaser.Types.'))
    .map((id) => index.get(id))
    .filter((symbol) => symbol !== undefined && OWNER_KINDS.has(symbol.kind)) as ApiSymbol[]
}

/** Follows names from a symbol, ignoring case where nothing has the exact name. */
function walk(from: ApiSymbol | undefined, names: readonly string[], index: ApiIndex): string[] {
  let owners = from ? [from.id] : []
  let found: string[] = []
  for (const name of names) {
    const members = owners
      .map((owner) => ({ owner, symbol: memberNamed(owner, name, index) }))
      .filter(({ symbol }) => symbol)
    found = members.flatMap(({ owner, symbol }) => [symbol!.id, `${owner}#${symbol!.name}`])
    if (found.length === 0) return []
    owners = members.flatMap(({ symbol }) => typesBehind(symbol!, index))
  }
  return found
}

function memberNamed(owner: string, name: string, index: ApiIndex): ApiSymbol | undefined {
  const exact = (index.member(owner, name) ?? index.staticMember(owner, name))?.symbol
  if (exact) return exact
  const wanted = name.toLowerCase()
  const close = [...index.memberNames(owner), ...index.staticNames(owner)].find((each) => each.toLowerCase() === wanted)
  return close === undefined ? undefined : (index.member(owner, close) ?? index.staticMember(owner, close))?.symbol
}

function typesBehind(symbol: ApiSymbol, index: ApiIndex): readonly string[] {
  if (OWNER_KINDS.has(symbol.kind)) return [symbol.id]
  const type = typeFromText(symbol.type, undefined, index)
  return type?.kind === 'instance' ? type.ids : []
}

/** Symbols of the last name below the namespace that the rest of the path is: `Phaser.Physics.Arcade.overlap`. */
function withinPrefix(segments: readonly string[], index: ApiIndex): string[] {
  const owner = segments.slice(0, -1).join('.')
  const prefixes = typesNamed(segments.slice(0, -1).length > 0 ? segments.slice(0, -1) : ['-'], index).map(
    ({ id }) => id,
  )
  return index
    .named(segments.at(-1)!)
    .filter((id) => [owner, ...prefixes].some((prefix) => prefix !== '' && id.startsWith(`${prefix}.`)))
}
