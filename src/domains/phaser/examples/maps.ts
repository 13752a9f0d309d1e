/** The plan of a map that stands in for a file: the names that the program uses, and tiles of every kind it looks for. */
import type { MapFacts, NamedObject } from './map-facts.ts'
import type { MapFile } from './map-file.ts'

export interface TileSheet {
  /** px of a tile. */
  readonly width: number
  readonly height: number
  readonly count: number
  readonly margin: number
  readonly spacing: number
}

interface PlannedSet {
  readonly name: string
  readonly first: number
  readonly count: number
  readonly tilewidth: number
  readonly tileheight: number
  readonly margin: number
  readonly spacing: number
}

/** What the helpers that make maps are given. */
export interface MapPlan {
  readonly width: number
  readonly height: number
  readonly ground: number
  readonly walls: readonly number[]
  readonly extras: readonly number[]
  /** Of a map that an editor would save. */
  readonly tiled?: {
    readonly tileWidth: number
    readonly tileHeight: number
    readonly layers: readonly string[]
    readonly tilesets: readonly PlannedSet[]
    readonly properties: MapFacts['properties']
    readonly objectLayers: readonly string[]
    readonly objects: readonly NamedObject[]
  }
}

/** px where nothing says how large a tile is: the engine's own default. */
const USUAL_TILE = 32
/** Tiles of a set at least: enough for ground, walls and a few others. */
const LEAST_TILES = 16
/** Maps are wider and higher than the usual screen of 800 x 600, so that there is somewhere to go. */
const [AREA_WIDTH, AREA_HEIGHT] = [1200, 900]
const MOST = { columns: 240, rows: 96 }
const LEAST = 12

/** The tiles of a texture that the program makes a tileset from; undefined when it does not. */
export function tileSheet(facts: MapFacts, key: string, files: readonly MapFile[]): TileSheet | undefined {
  const set = facts.tilesets.find((each) => each.key === key)
  if (!set) return undefined
  const file = files.find(({ tilesets }) => tilesets.some(({ name }) => name === set.name))
  const { tilewidth, tileheight, count, margin, spacing } = setsOf(facts, file).find(({ name }) => name === set.name)!
  return { width: tilewidth, height: tileheight, count, margin, spacing }
}

/** A map as the Tiled editor would save it. */
export function tiledPlan(facts: MapFacts, file: MapFile | undefined): MapPlan {
  const tilesets = setsOf(facts, file)
  const [tileWidth, tileHeight] = [file?.tilewidth ?? tileOf(facts).width, file?.tileheight ?? tileOf(facts).height]
  const known = file?.layers.filter(({ type }) => type === 'tilelayer').map((layer) => layer.name) ?? []
  const layers = [...new Set([...known, ...facts.layers])]
  while (layers.length < Math.max(1, facts.layerCount)) layers.push(`Layer ${layers.length + 1}`)
  const { properties, objectLayers, objects } = facts
  return {
    ...sizesOf(tileWidth, tileHeight, file),
    ...tilesFor(
      facts,
      1,
      tilesets.slice(1).map(({ first }) => first),
    ),
    tiled: { tileWidth, tileHeight, layers, tilesets, properties, objectLayers, objects: objectsOf(facts, objects) },
  }
}

/** A map as lines of numbers. */
export function gridPlan(facts: MapFacts): MapPlan {
  const { width, height } = tileOf(facts)
  return { ...sizesOf(width, height, undefined), ...tilesFor(facts, 0, []) }
}

function tileOf({ tileWidth, tileHeight, tilesets: [set] }: MapFacts): { width: number; height: number } {
  const width = set?.width ?? tileWidth ?? USUAL_TILE
  return { width, height: set?.height ?? tileHeight ?? width }
}

function sizesOf(tileWidth: number, tileHeight: number, file: MapFile | undefined): Pick<MapPlan, 'width' | 'height'> {
  const within = (count: number, most: number) => Math.min(most, Math.max(LEAST, Math.ceil(count)))
  return {
    width: within(file?.width ?? AREA_WIDTH / tileWidth, MOST.columns),
    height: within(file?.height ?? AREA_HEIGHT / tileHeight, MOST.rows),
  }
}

/** Which tiles the map is made of, counted from `first`. */
function tilesFor({ solid, others, objects, properties, allSolid }: MapFacts, first: number, more: readonly number[]) {
  const taken = new Set([...solid, ...others, ...objects.flatMap((each) => ('gid' in each ? [each.gid] : []))])
  const free = Array.from({ length: taken.size + 4 }, (_, at) => first + at).filter((tile) => !taken.has(tile))
  const [ground, wall, ...rest] = free
  const walls = solid.length > 0 ? solid : [wall]
  const decoration = Object.keys(properties).length > 0 || allSolid ? [] : rest.slice(0, 2)
  const extras = [...(others.length > 0 ? others : decoration), ...more]
  const empty = first === 0 ? -1 : 0
  return { ground: allSolid ? empty : ground, walls, extras }
}

/** How many tiles a set must have for all that the program speaks of. */
function tilesOf({ solid, others, objects, last }: MapFacts): number {
  const gids = objects.flatMap((each) => ('gid' in each ? [each.gid] : []))
  return Math.max(LEAST_TILES, last + 1, ...[...solid, ...others, ...gids].map((tile) => tile + 1))
}

function setsOf(facts: MapFacts, file: MapFile | undefined): PlannedSet[] {
  const known = (file?.tilesets ?? []).map(({ firstgid, tilecount, ...set }) => ({
    ...set,
    first: firstgid,
    count: tilecount,
  }))
  const sets: PlannedSet[] = [...known]
  for (const named of facts.tilesets) {
    if (sets.some(({ name }) => name === named.name)) continue
    const last = sets.at(-1)
    const first = last ? last.first + last.count : 1
    sets.push(plannedSet(facts, named, first, last ? LEAST_TILES : tilesOf(facts)))
  }
  return sets
}

function plannedSet(facts: MapFacts, named: MapFacts['tilesets'][number], first: number, count: number): PlannedSet {
  const tile = tileOf(facts)
  const { name, width = facts.tileWidth ?? tile.width, height = facts.tileHeight ?? width, margin, spacing } = named
  return { name, first, count, tilewidth: width, tileheight: height, margin, spacing }
}

/** Every object that is asked for, and some for a program that takes all there are. */
function objectsOf({ objectLayers }: MapFacts, objects: readonly NamedObject[]): readonly NamedObject[] {
  if (objectLayers.length === 0) return []
  if (objects.length === 0) return [{ name: 'start' }]
  return objects.flatMap((each): readonly NamedObject[] => ('gid' in each ? [each, each, each] : [each]))
}
