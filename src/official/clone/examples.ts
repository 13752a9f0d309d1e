/** The programs of a clone, each as one that stands alone, with where it comes from and on which terms. */
import { posix } from 'node:path'
import type { Adapted, AssetFiles, Examples } from '../../domains/examples.ts'
import { Assets } from './assets.ts'
import { bundle, importedPaths, plainScript } from './bundle.ts'
import { cloneAround, readText, walkFolder } from './files.ts'
import { isPermissive } from './licence.ts'
import { CannotBundle } from './module.ts'
import { isPage, scriptsOf } from './page.ts'
import { Provenance, saysTerms, type Licence } from './provenance.ts'

/** An example that can be checked. */
export interface FoundExample {
  readonly path: string
  readonly title: string
  readonly folders: readonly string[]
  readonly code: string
  readonly assets: Adapted['assets']
  readonly licence: Licence
  readonly commit: string
  readonly repository: string
}

/** A file that is none, and why. */
export interface SkippedFile {
  readonly path: string
  readonly reason: string
  readonly message: string
}

export interface ReadExamplesOptions {
  /** SPDX identifier for what says nothing of its licence. */
  readonly licence?: string | undefined
}

const SCRIPT = /\.(?:js|mjs|ts|html?)$/
const NO_PROGRAM = /\.(?:d|min|test|spec|config)\.\w+$/

/** Every script of a clone (or of a folder in one), in order of its path: an example, or a file that was skipped. Throws ERR_NO_INPUT. */
export function* readExamples(
  folder: string,
  examples: Examples,
  options: ReadExamplesOptions = {},
): Generator<FoundExample | SkippedFile> {
  const { root, below } = cloneAround(folder, (names) => names.some(saysTerms))
  const { paths } = walkFolder(root)
  const reader = new Reader(root, paths, examples, options)
  for (const path of paths) {
    const isBelow = below === '' || path.startsWith(`${below}/`)
    if (isBelow && isScript(path)) yield reader.read(path)
  }
}

class Reader {
  readonly #root: string
  readonly #paths: ReadonlySet<string>
  readonly #examples: Examples
  readonly #options: ReadExamplesOptions
  readonly #provenance: Provenance
  #known: Graph | undefined

  constructor(root: string, paths: readonly string[], examples: Examples, options: ReadExamplesOptions) {
    this.#root = root
    this.#paths = new Set(paths)
    this.#examples = examples
    this.#options = options
    this.#provenance = new Provenance(root, paths)
  }

  read(path: string): FoundExample | SkippedFile {
    const skip = (reason: string, message: string): SkippedFile => ({ path, reason, message })
    const text = this.#text(path)
    if (text === undefined) return skip('unreadable', 'not a text of a size that a program has')
    const role = this.#examples.role(text)
    const starts = role === 'other' && this.#startsGame(path)
    if (role === 'other' && !starts) return skip('no-program', 'makes no game and is no scene')
    if (role === 'scene' && this.#importers(path).length > 0)
      return skip('part-of-another', 'a script of this clone imports it')
    if (role === 'game' && this.#importers(path).some((each) => this.#startsGame(each))) {
      return skip('part-of-another', 'another script starts this game')
    }
    const licence = this.#licenceOf(path, text)
    if (licence === undefined)
      return skip('licence-unknown', 'no file says on which terms it may be used; see --licence')
    if (licence.id === 'unknown') return skip('licence-unknown', `${licence.from} says terms that are not known here`)
    if (!isPermissive(licence.id)) return skip('licence-not-permissive', `${licence.id}, says ${licence.from}`)
    try {
      const bundled = bundle(path, (each) => this.#moduleText(each, licence), this.#paths, this.#examples.engine)
      const adapted = this.#examples.adapt(bundled.code, this.#assetsFor(bundled.paths))
      if ('reason' in adapted) return skip(adapted.reason, adapted.message)
      return {
        path,
        ...nameOf(path, this.#provenance.origin.repository),
        ...adapted,
        licence,
        ...this.#provenance.origin,
      }
    } catch (error) {
      if (error instanceof CannotBundle) return skip(error.reason, error.message)
      throw error
    }
  }

  /** The program text of a file; of a page that needs more than its own scripts, none. */
  #text(path: string): string | undefined {
    const text = readText(this.#root, path)
    if (text === undefined || !isPage(path)) return text
    return scriptsOf(text, this.#examples.engine.module) ?? ''
  }

  #licenceOf(path: string, text: string): Licence | undefined {
    const found = this.#provenance.licenceOf(path, text)
    const { licence } = this.#options
    return found ?? (licence === undefined ? undefined : { id: licence, from: 'option' })
  }

  /** A module of another licence than the program that imports it would need a line of its own. */
  #moduleText(path: string, { id }: Licence): string | undefined {
    const text = this.#text(path)
    if (text === undefined) return undefined
    const own = this.#licenceOf(path, text)
    if (own?.id !== id)
      throw new CannotBundle('licence-mixed', `${path} is under ${own?.id ?? 'no licence'}, the program under ${id}`)
    return text
  }

  #assetsFor(paths: readonly string[]): AssetFiles {
    const all = paths.toReversed().map((path) => new Assets(this.#root, this.#paths, path))
    const first = <Found>(ask: (assets: Assets) => Found | undefined): Found | undefined => {
      for (const assets of all) {
        const found = ask(assets)
        if (found !== undefined) return found
      }
      return undefined
    }
    return {
      sizeOf: (address) => first((each) => each.sizeOf(address)),
      textOf: (address) => first((each) => each.textOf(address)),
    }
  }

  /** Whether a script that is neither game nor scene imports the file that makes the game: then it starts it. */
  #startsGame(path: string): boolean {
    const { imports, roles } = this.#graph()
    return roles.get(path) === 'other' && (imports.get(path) ?? []).some((each) => roles.get(each) === 'game')
  }

  #importers(path: string): readonly string[] {
    return this.#graph().importers.get(path) ?? []
  }

  #graph(): Graph {
    this.#known ??= this.#readGraph()
    return this.#known
  }

  #readGraph(): Graph {
    const graph: Graph = { imports: new Map(), importers: new Map(), roles: new Map() }
    for (const path of this.#paths) {
      const text = isScript(path) ? this.#text(path) : undefined
      if (text === undefined) continue
      graph.roles.set(path, this.#examples.role(text))
      const imports = importedPaths(path, plainScript(path, text), this.#paths).filter((each) => each !== path)
      graph.imports.set(path, imports)
      for (const each of imports) graph.importers.set(each, [...(graph.importers.get(each) ?? []), path])
    }
    return graph
  }
}

/** Which scripts of a clone import which. */
interface Graph {
  readonly imports: Map<string, readonly string[]>
  readonly importers: Map<string, readonly string[]>
  readonly roles: Map<string, ReturnType<Examples['role']>>
}

function isScript(path: string): boolean {
  return SCRIPT.test(path) && !NO_PROGRAM.test(path)
}

/** Folders that are there for the layout of a clone. */
const NOT_TOPICS = new Set([
  'public',
  'src',
  'source',
  'examples',
  'example',
  'scenes-src',
  'lib',
  'js',
  'ts',
  'app',
  'archived',
  'test',
  'wip',
  '_wip',
  'tests',
  '.',
])

/** Names of files that say nothing: then the folder is the title. */
const NOT_TITLES = new Set(['main', 'index', 'game', 'app', 'config', 'program'])

/** The title of a program and what stood around it; where neither file nor folder says anything, that of its repository. */
function nameOf(path: string, repository: string): { title: string; folders: string[] } {
  const folders = posix
    .dirname(path)
    .split('/')
    .filter((name) => !NOT_TOPICS.has(name.toLowerCase()) && !/^v?\d+(?:\.\d+)*$/.test(name))
    .map(spoken)
  const name = spoken(posix.basename(path).replace(/\.\w+$/, ''))
  if (!NOT_TITLES.has(name.toLowerCase())) return { title: name, folders }
  const title = folders.at(-1) ?? spoken(posix.basename(repository))
  return { title: title === '' ? name : title, folders: folders.slice(0, -1) }
}

/** `_bulletsGroup-2` → `bullets group 2` */
function spoken(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const said = words.replace(/(?<=\w) (?:scene|es6)$/i, '')
  return /^[A-Z][a-z]/.test(said) ? said.toLowerCase() : said || name
}
