/** What of a dataset folder must be equal in equal runs. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../src/sha256.ts'

/** What tells of the run itself: contract, "Same bytes". */
const VARIES = /^(report\.|rejects\.jsonl$|README\.md$)/

/** File names and hashes as one text; '' for a folder that is not there. */
export function bytesOf(out: string): string {
  if (!existsSync(out)) return ''
  const names = readdirSync(out).filter((name) => !VARIES.test(name))
  return names
    .toSorted()
    .map((name) => `${name} ${sha256(readFileSync(join(out, name)))}`)
    .join('\n')
}

/** report.json without what varies by contract, and without what the teacher was asked, which resuming changes. */
export function countsOf(out: string): string {
  const { run: _run, teacher: _teacher, ...lasting } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
  return JSON.stringify(lasting)
}
