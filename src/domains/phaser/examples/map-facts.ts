/** What a program says of its tile maps: enough to make ones of the same names, in which it finds what it looks for. */
import type { CallExpression, MemberExpression, Node, ObjectExpression } from 'estree'
import { literalText, memberName, propertyName } from '../../../checks/scope.ts'
import { walk } from '../../../checks/walk.ts'
import { fieldNamed, numberOf, numbersOf } from './loads.ts'

export interface NamedTileset {
  /** In the map. */
  readonly name: string
  /** Of the texture. */
  readonly key: string
  /** px, where the program says them. */
  readonly width: number | undefined
  readonly height: number | undefined
  readonly margin: number
  readonly spacing: number
}

/** What an object of a map is known by. */
export type NamedObject = { readonly name: string } | { readonly type: string } | { readonly gid: number }

export interface MapFacts {
  /** px of a tile, where the program says them. */
  readonly tileWidth: number | undefined
  readonly tileHeight: number | undefined
  readonly tilesets: readonly NamedTileset[]
  readonly layers: readonly string[]
  /** How many layers there are at least, by the places that are asked for. */
  readonly layerCount: number
  readonly objectLayers: readonly string[]
  readonly objects: readonly NamedObject[]
  /** Tiles that something collides with, and others that the program looks for. */
  readonly solid: readonly number[]
  readonly others: readonly number[]
  /** The highest tile that is spoken of at all: the engine draws no tile that a set has not. */
  readonly last: number
  /** Properties of tiles that make them solid. */
  readonly properties: Readonly<Record<string, string | number | boolean>>
  /** Whether all tiles are solid but those named: then there must be empty ones. */
  readonly allSolid: boolean
  /** Whether layers or tilesets are named by what the program works out. */
  readonly isOpen: boolean
}

const LAYER_CALLS = new Set(['createLayer', 'createStaticLayer', 'createDynamicLayer', 'getLayer', 'setLayer'])
const OBJECT_CALLS = new Set(['createFromObjects', 'getObjectLayer', 'findObject', 'filterObjects'])
const TILE_CALLS = new Set([
  'putTileAt',
  'putTilesAt',
  'fill',
  'replaceByIndex',
  'swapByIndex',
  'findByIndex',
  'createFromTiles',
  'setTileIndexCallback',
  'removeTile',
])

/** More tiles than that of one kind are a range, of which the first will do. */
const MOST_TILES = 8
const LAST_TILE = 2047

/** Reads all of a program. */
export function mapFacts(ast: Node): MapFacts {
  const reader = new MapReader()
  walk(ast, (node) => reader.read(node))
  return reader.facts()
}

class MapReader {
  #tile: Record<string, number> = {}
  readonly #tilesets = new Map<string, NamedTileset>()
  readonly #layers = new Set<string>()
  readonly #objectLayers = new Set<string>()
  readonly #objects = new Map<string, NamedObject>()
  readonly #solid = new Set<number>()
  readonly #others = new Set<number>()
  readonly #properties: Record<string, string | number | boolean> = {}
  #layerCount = 0
  #last = 0
  #allSolid = false
  #isOpen = false

  read(node: Node): void {
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') this.#call(node, node.callee)
    if (node.type === 'ArrayExpression') this.#grid(node.elements as (Node | null)[])
    if (node.type !== 'BinaryExpression' || !/^[=!]==?$/.test(node.operator)) return
    if (node.left.type !== 'MemberExpression') return
    const field = memberName(node.left)
    if (field === 'index') this.#tiles([node.right], this.#others)
    const text = literalText(node.right)
    if (text !== undefined && (field === 'name' || field === 'type')) this.#object({ [field]: text } as NamedObject)
  }

  facts(): MapFacts {
    // Names are compared for many reasons; without a layer of objects none is an object of a map.
    const hasObjects = this.#objectLayers.size > 0
    return {
      tileWidth: this.#tile.tileWidth,
      tileHeight: this.#tile.tileHeight ?? this.#tile.tileWidth,
      tilesets: [...this.#tilesets.values()],
      layers: [...this.#layers],
      layerCount: this.#layerCount,
      objectLayers: [...this.#objectLayers],
      objects: hasObjects ? [...this.#objects.values()] : [],
      solid: [...this.#solid],
      others: [...this.#others].filter((tile) => !this.#solid.has(tile)),
      properties: this.#properties,
      last: this.#last,
      allSolid: this.#allSolid,
      isOpen: this.#isOpen,
    }
  }

  #call({ arguments: given }: CallExpression, callee: MemberExpression): void {
    const method = memberName(callee) ?? ''
    const nodes = given as Node[]
    const [first, second] = nodes
    if (method === 'tilemap' && first) this.#sizes(nodes)
    if (method === 'addTilesetImage' && first) this.#tileset(nodes)
    if (LAYER_CALLS.has(method) && first) this.#layer(first, method)
    if (OBJECT_CALLS.has(method) && first) this.#objectLayer(first, second)
    if (TILE_CALLS.has(method)) this.#tiles(nodes.slice(0, /^(?:replace|swap)/.test(method) ? 2 : 1), this.#others)
    if (method === 'randomize' && nodes[4]) this.#tiles([nodes[4]], this.#others)
    if (method === 'setCollision' && first) this.#tiles([first], this.#solid)
    if (method === 'setCollisionBetween' && second) this.#span(numberOf(first), numberOf(second))
    if (method === 'setCollisionByExclusion') this.#allSolid = true
    if (method === 'setCollisionByProperty' && first?.type === 'ObjectExpression') this.#solidBy(first)
  }

  /** `make.tilemap({ key, tileWidth, tileHeight })`, `add.tilemap(key, tileWidth, tileHeight)` */
  #sizes([first, width, height]: readonly Node[]): void {
    const [tileWidth, tileHeight] = [numberOf(width), numberOf(height)]
    const said = first.type === 'ObjectExpression' ? numbersOf(first) : {}
    this.#tile = {
      ...(tileWidth === undefined ? {} : { tileWidth }),
      ...(tileHeight === undefined ? {} : { tileHeight }),
      ...said,
      ...this.#tile,
    }
  }

  #tileset([first, second, ...sizes]: readonly Node[]): void {
    const name = literalText(first)
    const isDefault = second === undefined || /^(?:null|undefined)$/.test(nameOf(second))
    const key = isDefault ? name : literalText(second)
    if (name === undefined || key === undefined) {
      this.#isOpen = true
      return
    }
    const [width, height = width, margin = 0, spacing = 0] = sizes.map((each) => numberOf(each))
    if (!this.#tilesets.has(name)) this.#tilesets.set(name, { name, key, width, height, margin, spacing })
  }

  #layer(named: Node, method: string): void {
    const [text, place] = [literalText(named), numberOf(named)]
    if (place !== undefined) this.#layerCount = Math.max(this.#layerCount, place + 1)
    else if (text !== undefined) this.#layers.add(text)
    else this.#isOpen ||= method.startsWith('create')
  }

  #objectLayer(first: Node, second: Node | undefined): void {
    const name = literalText(first)
    if (name === undefined) this.#isOpen = true
    else this.#objectLayers.add(name)
    const configs = second?.type === 'ArrayExpression' ? second.elements : [second]
    for (const config of configs) {
      if (config?.type !== 'ObjectExpression') continue
      const gid = numberOf(fieldNamed(config, 'gid'))
      if (gid !== undefined) this.#object({ gid })
      for (const field of ['name', 'type'] as const) {
        const value = fieldNamed(config, field)
        const text = value && literalText(value)
        if (text !== undefined) this.#object({ [field]: text } as NamedObject)
      }
    }
  }

  #object(object: NamedObject): void {
    this.#objects.set(JSON.stringify(object), object)
  }

  #tiles(nodes: readonly Node[], into: Set<number>): void {
    for (const node of nodes) {
      if (node.type === 'ArrayExpression') this.#tiles(node.elements.filter((each) => each !== null) as Node[], into)
      const tile = numberOf(node)
      if (tile === undefined || !Number.isInteger(tile) || tile < 0 || tile > LAST_TILE) continue
      this.#last = Math.max(this.#last, tile)
      if (into.size < MOST_TILES) into.add(tile)
    }
  }

  /** Rows of numbers may be a map: `make.tilemap({ data: [[0, 1], [2, 3]] })`. */
  #grid(rows: readonly (Node | null)[]): void {
    const isGrid = rows.length > 1 && rows.every((row) => row?.type === 'ArrayExpression' && row.elements.length > 1)
    if (isGrid) this.#tiles(rows as Node[], new Set())
  }

  #span(from: number | undefined, to: number | undefined): void {
    if (from === undefined || to === undefined) return
    for (let tile = Math.max(1, from); tile <= Math.min(to, LAST_TILE) && this.#solid.size < MOST_TILES; tile++)
      this.#solid.add(tile)
  }

  #solidBy(config: ObjectExpression): void {
    for (const each of config.properties) {
      if (each.type !== 'Property') continue
      const value = each.value.type === 'ArrayExpression' ? each.value.elements[0] : each.value
      const name = propertyName(each.key, each.computed)
      if (name === undefined || value?.type !== 'Literal') continue
      if (['string', 'number', 'boolean'].includes(typeof value.value))
        this.#properties[name] = value.value as string | number | boolean
    }
  }
}

function nameOf(node: Node): string {
  if (node.type === 'Literal') return String(node.value)
  return node.type === 'Identifier' ? node.name : ''
}
