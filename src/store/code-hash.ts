/** Which code of ours decides a result. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const floor = join(import.meta.dirname, '..')

/** Content hash (hex) of the code in folders of this floor, and of the versions of packages. */
export function codeHash(folders: readonly string[], packages: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const path of sourceFiles(join(floor, folder))) hash.update(readFileSync(path)).update('\0')
  }
  for (const name of packages) {
    const { version } = require(`${name}/package.json`) as { version: string }
    hash.update(`${name}@${version}\n`)
  }
  return hash.digest('hex')
}

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted()
}
