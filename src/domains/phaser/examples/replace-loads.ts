/** What stands in place of the loads of a program: calls that draw, sound and spell the same keys. */
import type { CallExpression, Node } from 'estree'
import type { AssetFiles, Unusable } from '../../examples.ts'
import { literalText } from '../../../checks/scope.ts'
import { walk } from '../../../checks/walk.ts'
import { wholeLines, type Edit } from '../../../text/edits.ts'
import type { Program } from '../../../checks/program.ts'
import { atlasFrames } from './atlas-data.ts'
import { namedFrames, type NamedFrames } from './frames.ts'
import { hex, listText, quoted, valueText } from './literals.ts'
import { loadCalls, type LoadCall, type LoadStatement, type LoadedFile } from './loads.ts'
import { mapFacts, type MapFacts } from './map-facts.ts'
import { readMapFile, type MapFile } from './map-file.ts'
import { gridPlan, tileSheet, tiledPlan } from './maps.ts'
import type { HelperNames, MakerName, PainterName } from './painters.ts'
import { pictureFor } from './pictures.ts'

/** Settings of the loader, which has nothing to load any more. */
const SETTINGS = new Set(['setBaseURL', 'setPath', 'setCORS', 'setPrefix', 'reset', 'addPack'])

/** Listeners and states of the loader that mean the same without files. */
const HARMLESS = new Set(['start', 'on', 'once', 'off', 'isLoading', 'isReady', 'removeAllListeners'])

/** What no code of ours can stand in for. */
const NEEDS: Readonly<Record<string, string>> = {
  tilemapImpact: 'needs-tilemap',
  xml: 'needs-data',
  binary: 'needs-data',
  css: 'needs-data',
  animation: 'needs-data',
  pack: 'needs-data',
  obj: 'needs-model',
  glsl: 'needs-shader',
  video: 'needs-video',
  htmlTexture: 'needs-html',
  plugin: 'needs-plugin',
  scenePlugin: 'needs-plugin',
  script: 'needs-script',
  scripts: 'needs-script',
  sceneFile: 'needs-script',
  audioSprite: 'needs-audio-sprite',
  aseprite: 'needs-data',
  texture: 'needs-compressed-texture',
  font: 'needs-font',
}

/** Events of files that a program goes on by: without files it would wait for ever. */
const FILE_EVENTS =
  /^(?:filecomplete|addfile|load$|postprocess)|^(?:FILE_COMPLETE|FILE_KEY_COMPLETE|FILE_LOAD$|ADD$|POST_PROCESS)/

/** Events of files that only tell how it goes: nobody misses them where there are none. */
const TELLING_EVENTS = /^(?:fileprogress|loaderror)|^FILE_(?:PROGRESS|LOAD_ERROR)/

/** A comment that speaks of addresses, or of the loading that is no more. */
const ON_LOADING =
  /https?:\/\/|\bload\.\w+\(|\bload(?:s|ed|ing)?\b.*\b(?:assets?|images?|files?|atlas|sheets?|audio|sounds?|textures?|fonts?)\b/i

const CURSOR_FILE = /^\s*url\([^)]*\)[\s\d]*,?\s*/

/** Data that a cache keeps as it stands in the file, and so can be said in the program; the cache has the method's name. */
const DATA = new Set(['json', 'text', 'html'])
/** Characters of a file that are still part of a program. */
const MOST_DATA = 4000

const MAPS = new Set(['tilemapTiledJSON', 'tilemapCSV'])

const PICTURES = new Set(['image', 'svg'])
const ATLASES = new Set(['atlas', 'atlasXML', 'unityAtlas', 'multiatlas'])

/** Frames that a texture gets when a program asks for all that there are, and does not say which. */
const USUAL_FRAMES = 8
const MAX_FRAMES = 128

export interface ReplacedLoads {
  readonly edits: readonly Edit[]
  /** The helper functions that the edits call. */
  readonly helpers: ReadonlySet<MakerName | PainterName>
  /** Whether any file was replaced. */
  readonly isGenerated: boolean
}

/** The edits that take every load out of a program, or what stands in the way. */
export function replaceLoads(program: Program, files: AssetFiles, names: HelperNames): ReplacedLoads | Unusable {
  const { statements, inside } = loadCalls(program.ast)
  const obstacle = obstacleIn(
    statements.flatMap(({ calls }) => calls),
    inside.length,
    program,
  )
  if (obstacle) return obstacle
  const writer = new LoadWriter(program, files, names, statements)
  for (const statement of statements) writer.replace(statement)
  writer.cutSettings()
  return writer.obstacle ?? writer
}

function obstacleIn(calls: readonly LoadCall[], inside: number, program: Program): Unusable | undefined {
  for (const { method, node, files } of calls) {
    const first = node.arguments[0] && literalText(node.arguments[0] as Node)
    const reason = NEEDS[method] ?? (/^(?:spine|rex)/i.test(method) ? 'needs-plugin' : undefined)
    if (reason !== undefined) return { reason, message: `load.${method}()` }
    if (method === 'setPrefix' && first !== '')
      return { reason: 'load-prefix', message: 'load.setPrefix() changes the keys' }
    if (FILE_EVENTS.test(eventOf(node, method, program))) {
      return { reason: 'about-loading', message: 'goes on by what the loader says of its files' }
    }
    const isKnown = [SETTINGS, HARMLESS, PICTURES, ATLASES, DATA, MAPS].some((methods) => methods.has(method))
    if (!isKnown && !['spritesheet', 'audio', 'bitmapFont'].includes(method)) {
      return { reason: 'unknown-load', message: `load.${method}()` }
    }
    const isFile = !SETTINGS.has(method) && !HARMLESS.has(method)
    if (isFile && files.length === 0)
      return { reason: 'unknown-load', message: `load.${method}() of what is worked out` }
  }
  return inside > 0 ? { reason: 'about-loading', message: 'works with what the loader returns' } : undefined
}

/** The event that a listener of the loader waits for: its text, or the name of the engine's constant. */
function eventOf({ arguments: given }: CallExpression, method: string, { code }: Program): string {
  const [event] = given
  if (!event || !['on', 'once'].includes(method)) return ''
  const constant =
    event.type === 'MemberExpression'
      ? code
          .slice(...event.range!)
          .split('.')
          .at(-1)
      : undefined
  return literalText(event as Node) ?? constant ?? ''
}

class LoadWriter implements ReplacedLoads {
  readonly edits: Edit[] = []
  readonly helpers = new Set<MakerName | PainterName>()
  isGenerated = false
  /** Why a file cannot be replaced after all. */
  obstacle: Unusable | undefined
  readonly #maps: MapFacts
  readonly #mapFiles = new Map<LoadedFile, MapFile>()
  readonly #program: Program
  readonly #files: AssetFiles
  readonly #frames: NamedFrames
  readonly #name: HelperNames
  #path = ''

  constructor(program: Program, files: AssetFiles, names: HelperNames, statements: readonly LoadStatement[]) {
    this.#program = program
    this.#files = files
    this.#name = names
    this.#frames = namedFrames(program.ast)
    this.#maps = mapFacts(program.ast)
    this.#readMaps(statements.flatMap(({ calls }) => calls))
  }

  replace({ node, scene, calls, stands }: LoadStatement): void {
    const { code } = this.#program
    const isTelling = (call: LoadCall): boolean => TELLING_EVENTS.test(eventOf(call.node, call.method, this.#program))
    if (calls.every(({ method }) => HARMLESS.has(method)) && !calls.some(isTelling)) return
    const owner = scene ? this.#text(scene) : 'this'
    const lines = calls.flatMap((call) => (isTelling(call) ? [] : this.#lines(call, owner)))
    const [start, end] = node.range!
    if (stands === 'in-list') {
      const indent = /[^\S\n]*$/.exec(code.slice(Math.max(0, start - 200), start))![0]
      const text = lines
        .map((line) => `${line};`)
        .join('\n')
        .replaceAll('\n', `\n${indent}`)
      this.edits.push(lines.length === 0 ? wholeLines(code, start, end) : { start, end, text })
      return
    }
    const text =
      lines.length === 1
        ? lines[0] + (stands === 'alone' ? ';' : '')
        : `{ ${lines.map((line) => `${line};`).join(' ')} }`
    this.edits.push({ start, end, text })
  }

  /** `this.load.path = '…'`, and comments that speak of addresses. */
  cutSettings(): void {
    const { code, ast } = this.#program
    walk(ast, (node) => {
      if (node.type !== 'ExpressionStatement' || node.expression.type !== 'AssignmentExpression') return
      const { left } = node.expression
      if (!/\bload\.(?:path|baseURL|crossOrigin|maxParallelDownloads)$/.test(this.#text(left))) return
      this.edits.push(wholeLines(code, ...node.range!))
    })
    walk(ast, (node) => {
      // A cursor from a file, and the one of the browser's to fall back on.
      if (node.type !== 'Literal' || typeof node.value !== 'string' || !CURSOR_FILE.test(node.value)) return
      const [start, end] = node.range!
      this.edits.push({ start, end, text: quoted(node.value.replace(CURSOR_FILE, '') || 'pointer') })
    })
    for (const { type, value, range } of ast.comments ?? []) {
      if (type === 'Line' && ON_LOADING.test(value)) this.edits.push(wholeLines(code, ...range!))
    }
  }

  #lines({ method, node, files }: LoadCall, owner: string): string[] {
    if (method === 'setPath') this.#path = literalText(node.arguments[0] as Node) ?? ''
    if (SETTINGS.has(method)) return []
    if (HARMLESS.has(method))
      return [`${owner}.load.${method}(${node.arguments.map((each) => this.#text(each as Node)).join(', ')})`]
    this.isGenerated ||= files.length > 0
    return files.map((file) => {
      const key = this.#text(file.key)
      if (DATA.has(method)) return this.#data(owner, method, key, file, node)
      if (MAPS.has(method)) return this.#map(owner, method, key, file)
      if (method === 'audio') return this.#tone(owner, key, file)
      if (method === 'bitmapFont') return this.#font(owner, key)
      if (method === 'spritesheet') return this.#sheet(owner, key, file)
      return ATLASES.has(method) ? this.#atlas(owner, key, file) : this.#picture(owner, key, file)
    })
  }

  /** What the map files of the clone say comes first: the pictures of tiles are often loaded before the map. */
  #readMaps(calls: readonly LoadCall[]): void {
    let path = ''
    for (const { method, node, files } of calls) {
      if (method === 'setPath') path = literalText(node.arguments[0] as Node) ?? ''
      if (method !== 'tilemapTiledJSON') continue
      for (const file of files) {
        const map = readMapFile(this.#fileText(file.address, path))
        if (map) this.#mapFiles.set(file, map)
      }
    }
  }

  #map(owner: string, method: string, key: string, file: LoadedFile): string {
    const isGrid = method === 'tilemapCSV'
    if (this.#maps.isOpen || this.#maps.tilesets.length === 0) {
      this.obstacle ??= { reason: 'needs-tilemap', message: `load.${method}(): layers or tilesets are worked out` }
    }
    const maker = isGrid ? 'makeGrid' : 'makeMap'
    this.helpers.add('tileFor').add(maker)
    const { tiled, ...plan } = isGrid ? gridPlan(this.#maps) : tiledPlan(this.#maps, this.#mapFiles.get(file))
    return `${this.#name(maker)}(${owner}, ${key}, ${valueText({ ...plan, ...tiled })})`
  }

  /** Data that the clone has, or that the program says itself, goes into the cache as it is. */
  #data(owner: string, method: string, key: string, { address }: LoadedFile, { arguments: given }: CallExpression): string {
    const [, inline] = given
    if (method === 'json' && inline?.type === 'ObjectExpression') {
      return `${owner}.cache.json.add(${key}, ${this.#text(inline)})`
    }
    const text = this.#fileText(address, this.#path)
    const value = text !== undefined && text.length <= MOST_DATA && method === 'json' ? parsed(text) : text
    if (text === undefined || value === undefined || text.length > MOST_DATA) {
      this.obstacle ??= { reason: method === 'html' ? 'needs-html' : 'needs-data', message: `load.${method}()` }
    }
    return `${owner}.cache.${method}.add(${key}, ${valueText(value)})`
  }

  #fileText(address: string | undefined, path: string): string | undefined {
    if (address === undefined) return undefined
    return this.#files.textOf(path + address) ?? this.#files.textOf(address)
  }

  #tone(owner: string, key: string, { name = '' }: LoadedFile): string {
    this.helpers.add('makeTone')
    // Any pitch will do; the same key always has the same one.
    const steps = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 8
    return `${this.#name('makeTone')}(${owner}, ${key}, ${330 + 55 * steps})`
  }

  #font(owner: string, key: string): string {
    this.helpers.add('makeFont')
    return `${this.#name('makeFont')}(${owner}, ${key}, 32, '#ffffff')`
  }

  #picture(owner: string, key: string, { name = '', address }: LoadedFile): string {
    const sheet = tileSheet(this.#maps, name, [...this.#mapFiles.values()])
    if (sheet) {
      this.helpers.add('drawTiles')
      const tile = [sheet.width, sheet.height, sheet.count, sheet.margin, sheet.spacing].join(', ')
      return `${this.#name('drawTiles')}(${owner}, ${key}, ${tile})`
    }
    const { painter, width, height, colour } = pictureFor(name || key, address)
    const size = this.#sizeOf(address) ?? { width, height }
    this.helpers.add('drawTexture').add(painter)
    return `${this.#name('drawTexture')}(${owner}, ${key}, ${size.width}, ${size.height}, ${hex(colour)}, ${this.#name(painter)})`
  }

  #sheet(owner: string, key: string, file: LoadedFile): string {
    const { name = '', address, frame } = file
    const { painter, width, height, colour } = pictureFor(name || key, address)
    const frameWidth = frame.frameWidth ?? width
    const frameHeight = frame.frameHeight ?? frame.frameWidth ?? height
    this.helpers.add('drawFrames').add('frameNumbers').add(painter)
    const count = this.#frameCount(file, frameWidth, frameHeight)
    return `${this.#name('drawFrames')}(${owner}, ${key}, ${frameWidth}, ${frameHeight}, ${this.#name('frameNumbers')}(${count}), ${hex(colour)}, ${this.#name(painter)})`
  }

  #frameCount({ name = '', address, frame }: LoadedFile, width: number, height: number): number {
    const asked = [...this.#frames.of(name), ...this.#frames.anywhere].filter((each) => typeof each === 'number')
    const last = Math.max(-1, ...asked) + 1
    const { margin = 0, spacing = 0, endFrame = -1 } = frame
    const size = this.#sizeOf(address)
    const along = (side: number, part: number) => Math.floor((side - margin + spacing) / (part + spacing))
    const real = size ? Math.max(1, along(size.width, width) * along(size.height, height)) : 0
    const known = Math.min(MAX_FRAMES, Math.max(real, endFrame > 0 ? endFrame + 1 : 0))
    const all = last === 0 || this.#frames.isOpen(name) ? USUAL_FRAMES : 1
    return Math.max(last, known, real > 0 ? 1 : all)
  }

  #atlas(owner: string, key: string, { name = '', address, data }: LoadedFile): string {
    const listed = atlasFrames(this.#fileText(data, this.#path))
    const asked = [...new Set([...this.#frames.of(name), ...this.#frames.anywhere])].filter((each) => {
      return !/^assets\/|\.(?:png|jpe?g|json|xml|webp)$/.test(String(each)) || listed.has(String(each))
    })
    const known = listed.size > 0 ? asked.filter((each) => listed.has(String(each))) : asked
    const isOpen = known.length === 0 || this.#frames.isOpen(name)
    const possible = listed.size > 0 ? [...listed.keys()] : this.#frames.numbered
    const all = isOpen ? possible.slice(0, MAX_FRAMES / 2) : []
    const frames = [...new Set([...known, ...all])]
    if (frames.length === 0) for (let at = 1; at <= USUAL_FRAMES; at++) frames.push(`frame${at}`)
    const { painter, width, height, colour } = pictureFor(name || key, address)
    const size = listed.get(String(frames[0])) ?? { width, height }
    const look = painter === 'paintBadge' ? pictureFor(String(frames[0])) : { painter, colour }
    this.helpers.add('drawFrames').add(look.painter)
    const list = this.#listText(frames)
    return `${this.#name('drawFrames')}(${owner}, ${key}, ${size.width}, ${size.height}, ${list}, ${hex(look.colour)}, ${this.#name(look.painter)})`
  }

  #listText(frames: readonly (string | number)[]): string {
    if (frames.every((frame, at) => frame === at)) {
      this.helpers.add('frameNumbers')
      return `${this.#name('frameNumbers')}(${frames.length})`
    }
    return listText(frames.map((frame) => (typeof frame === 'number' ? frame : quoted(frame))))
  }

  #sizeOf(address: string | undefined) {
    if (address === undefined) return undefined
    return this.#files.sizeOf(this.#path + address) ?? this.#files.sizeOf(address)
  }

  #text(node: Node): string {
    return this.#program.code.slice(...node.range!)
  }
}

/** undefined for what is no JSON, or JSON that is nothing. */
function parsed(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? undefined
  } catch {
    return undefined
  }
}
