/** What benchmarks judge programs with: the built command. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate, Verdict } from '../../src/record.ts'
import { COMMAND } from './measure.ts'

/** Writes candidates where a command can read them; returns the path. */
export function writeCandidates(folder: string, name: string, candidates: readonly Candidate[]): string {
  const path = join(folder, name)
  writeFileSync(path, candidates.map((candidate) => `${JSON.stringify(candidate)}\n`).join(''))
  return path
}

/** The verdicts of a file of candidates, by id. Throws when the command fails. */
export async function validate(file: string, flags: readonly string[]): Promise<Map<string, Verdict>> {
  const args = ['validate', file, '--no-cache', ...flags]
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const parts: string[] = []
  child.stdout.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`validate ${flags.join(' ')} ended with ${code}`)
  const rows = parts.join('').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Verdict)
  return new Map(rows.map((row) => [row.id, row]))
}
