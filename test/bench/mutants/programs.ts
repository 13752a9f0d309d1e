/** The programs that a benchmark takes when none are named. */
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { COMMAND } from '../measure.ts'

/** Replies of a real teacher, where a checkout has them beside it. */
const REAL = resolve('../shared/data/replies.jsonl')
const DEMO = 'fixtures/seeds/demo.jsonl'

/** A file of candidates in `folder`: of the real replies if there are any, else of the mock teacher. Throws when a stage fails. */
export function usualPrograms(folder: string): string {
  const isReal = existsSync(REAL)
  const stages = isReal
    ? [['parse', REAL]]
    : [['requests', DEMO, '--versions', '4'], ['teach', '--teacher', 'mock'], ['parse']]
  const cache = ['--cache', join(folder, 'cache'), '-q']
  const candidates = stages.reduce((input, args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args, ...cache], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    })
    if (status !== 0) throw new Error(`${args[0]} ended with ${status}: ${stderr}`)
    return stdout
  }, '')
  const path = join(folder, 'candidates.jsonl')
  writeFileSync(path, candidates)
  return path
}
