/** Finds the files that a program of a clone names by the addresses of its web server. */
import { posix } from 'node:path'
import { HEADER_BYTES, imageSize, type Size } from './image-size.ts'
import { readBytes, readText } from './files.ts'

/** Folders that web servers serve as their root. */
const SERVED = ['', 'public', 'static', 'docs', 'assets', 'src']

export class Assets {
  readonly #root: string
  readonly #paths: ReadonlySet<string>
  readonly #folder: string

  /** `path`: the program that asks. */
  constructor(root: string, paths: ReadonlySet<string>, path: string) {
    this.#root = root
    this.#paths = paths
    this.#folder = posix.dirname(path)
  }

  /** Size in px of the picture at an address, where the clone has it. */
  sizeOf(address: string): Size | undefined {
    const path = this.#find(address)
    const bytes = path === undefined ? undefined : readBytes(this.#root, path, HEADER_BYTES)
    return bytes && imageSize(bytes)
  }

  /** Text of the file at an address, where the clone has it. */
  textOf(address: string): string | undefined {
    const path = this.#find(address)
    return path === undefined ? undefined : readText(this.#root, path)
  }

  #find(address: string): string | undefined {
    const clean = address.replace(/^(?:\.?\/)+/, '').replace(/[?#].*$/, '')
    if (clean === '' || /^[a-z][\w+.-]*:/i.test(clean)) return undefined
    for (let folder = this.#folder; ; folder = posix.dirname(folder)) {
      const found = SERVED.map((served) => posix.join(folder, served, clean)).find((path) => this.#paths.has(path))
      if (found !== undefined || folder === '.') return found
    }
  }
}
