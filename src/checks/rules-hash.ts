/** Which rules judge: what must be the same for a cached verdict to count. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const floor = join(import.meta.dirname, '..')

/** Folders of this floor whose code decides verdicts. */
const RULE_FOLDERS = ['checks', 'domains', 'runtime', 'api-index', 'text']

/** Packages that judge with us. */
const JUDGES = ['eslint', 'eslint-scope', 'espree', 'globals', '@babel/parser']

/**
 * Content hash (hex) of everything that decides verdicts besides the engine and its index: our code and the linter.
 * Over the files rather than a number that somebody must remember to raise: a stale verdict is a wrong row.
 */
export function rulesHash(): string {
  const hash = createHash('sha256')
  for (const folder of RULE_FOLDERS) {
    for (const path of sourceFiles(join(floor, folder))) hash.update(readFileSync(path)).update('\0')
  }
  for (const name of JUDGES) {
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
