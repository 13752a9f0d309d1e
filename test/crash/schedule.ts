/** When to kill: after so many replies, and at steps of the final pass. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { seededRandom } from '../../src/stream/random.ts'

/** `kills` numbers of replied requests, rising, at most `last`; some are neighbours: a run that is killed at its start. */
export function killPoints(kills: number, last: number, seed: number): number[] {
  const random = seededRandom(seed)
  const points = new Set<number>()
  while (points.size < kills) points.add(1 + Math.floor(random() * last))
  return [...points].toSorted((a, b) => a - b)
}

/** Steps of the final pass, told by what is in the folder that is being built. */
export const FINAL_STEPS = ['rows', 'facts', 'manifest', 'swap'] as const

type FinalStep = (typeof FINAL_STEPS)[number]

/** Calls `reached` when the step is seen; the returned function stops looking. */
export function watchFinalPass(out: string, step: FinalStep, reached: () => void): () => void {
  const known = new Set(unfinished(out))
  let building: string | undefined
  let stopped = false
  const look = (): void => {
    if (stopped) return
    building ??= unfinished(out).find((name) => !known.has(name))
    if (building !== undefined && isAt(step, join(dirname(out), building))) reached()
    else setImmediate(look)
  }
  look()
  return () => (stopped = true)
}

/** Names of the folders under construction beside a dataset folder. */
export function unfinished(out: string): string[] {
  return readdirSync(dirname(out)).filter((name) => name.includes('.sft-new-'))
}

function isAt(step: FinalStep, building: string): boolean {
  if (step === 'swap') return !existsSync(building)
  if (step === 'manifest') return existsSync(join(building, 'manifest.json'))
  if (step === 'facts') return existsSync(join(building, 'dataset_info.json'))
  return (statSync(join(building, 'train.jsonl'), { throwIfNoEntry: false })?.size ?? 0) > 0
}
