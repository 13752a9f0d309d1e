/** Where an example comes from and under which terms: what every row made of it must say. */
import { posix } from 'node:path'
import { readText } from './files.ts'
import { publicAddress, originOf, type Origin } from './git.ts'
import { identifier, licenceNamed, licenceOfHeader, licenceOfReadme, licenceOfText } from './licence.ts'

export interface Licence {
  /** SPDX identifier. */
  readonly id: string
  /** The file that says so, from the root of the clone; 'option' when the user said it. */
  readonly from: string
}

const LICENCE_FILE =
  /^(?:mit-|un)?licen[cs]e(?:[.-](?:md|txt|rst|mit|apache|apache-2\.0))?(?:\.txt)?$|^copying(?:\.(?:md|txt))?$/i
const README = /^readme(?:\.(?:md|markdown|txt|rst))?$/i

/** The sources of a folder, the most binding first. */
const SOURCES: readonly (readonly [RegExp, (text: string) => string | undefined])[] = [
  [LICENCE_FILE, (text) => licenceOfText(text) ?? 'unknown'],
  // Before package.json: `npm init` writes ISC there by itself, whatever the authors say elsewhere.
  [README, licenceOfReadme],
  [/^package\.json$/, licenceOfPackage],
]

/** Whether a file can say on which terms its folder may be used. */
export function saysTerms(name: string): boolean {
  return SOURCES.some(([pattern]) => pattern.test(name))
}

export class Provenance {
  readonly origin: Origin
  readonly #root: string
  readonly #inFolder = new Map<string, string[]>()
  readonly #known = new Map<string, Licence | undefined>()

  /** `paths`: all files of the clone. */
  constructor(root: string, paths: readonly string[]) {
    this.#root = root
    for (const path of paths) {
      const name = posix.basename(path)
      if (!saysTerms(name)) continue
      const folder = posix.dirname(path)
      this.#inFolder.set(folder, [...(this.#inFolder.get(folder) ?? []), name])
    }
    const origin = originOf(root)
    this.origin = { ...origin, repository: origin.repository || this.#packageRepository() }
  }

  /**
   * The licence of a file: what its own header says, else the nearest folder above that says anything. undefined when
   * nothing does; the id 'unknown' when something does that we cannot read.
   */
  licenceOf(path: string, text: string): Licence | undefined {
    const own = licenceOfHeader(headerOf(text))
    return own === undefined ? this.#licenceAt(posix.dirname(path)) : { id: own, from: path }
  }

  #licenceAt(folder: string): Licence | undefined {
    if (!this.#known.has(folder)) {
      const above = folder === '.' ? undefined : posix.dirname(folder)
      this.#known.set(folder, this.#saidIn(folder) ?? (above === undefined ? undefined : this.#licenceAt(above)))
    }
    return this.#known.get(folder)
  }

  #saidIn(folder: string): Licence | undefined {
    const names = this.#inFolder.get(folder) ?? []
    for (const [pattern, read] of SOURCES) {
      for (const name of names.filter((each) => pattern.test(each))) {
        const path = posix.join(folder, name)
        const id = read(readText(this.#root, path) ?? '')
        if (id !== undefined) return { id, from: path }
      }
    }
    return undefined
  }

  #packageRepository(): string {
    const { repository } = packageOf(readText(this.#root, 'package.json') ?? '')
    const url = typeof repository === 'string' ? repository : (repository as { url?: unknown } | undefined)?.url
    return (typeof url === 'string' ? publicAddress(url) : undefined) ?? ''
  }
}

function licenceOfPackage(text: string): string | undefined {
  const { license } = packageOf(text)
  const named = typeof license === 'string' ? license : (license as { type?: unknown } | undefined)?.type
  if (typeof named !== 'string' || named === '') return undefined
  return identifier(named) ?? licenceNamed(`licence: ${named}`) ?? 'unknown'
}

function packageOf(text: string): { license?: unknown; repository?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** The comments before the first code of a file. */
export function headerOf(text: string): string {
  return /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|#![^\n]*)*/.exec(text.slice(0, 20_000))![0]
}
