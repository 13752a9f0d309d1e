/** What a user is told of batches that are on the server. */
import type { Batch } from './batch-store.ts'
import type { Round } from './round.ts'

/** Whether a request that the round waits for is in a batch. */
export function isWanted(batch: Batch, round: Round): boolean {
  for (const key of batch.places.keys()) if (round.has(key)) return true
  return false
}

export function waitingFor(batches: readonly Batch[], round: Round): string {
  const { requests, open } = counted(batches, round)
  return `waiting for ${open}, up to 24 hours; ${requests} wait for them. Ctrl-C leaves them on the server`
}

/** What is left when a run ends before its batches; undefined when nothing is. */
export function leftOpen(batches: readonly Batch[], round: Round): string | undefined {
  if (wantedOf(batches, round).length === 0) return undefined
  const { requests, open } = counted(batches, round)
  return `${requests} are in ${open}; the same command goes on with them`
}

function wantedOf(batches: readonly Batch[], round: Round): Batch[] {
  return batches.filter((batch) => batch.state.stage === 'open' && isWanted(batch, round))
}

function counted(batches: readonly Batch[], round: Round): { requests: string; open: string } {
  const wanted = wantedOf(batches, round)
  const requests = round.keys().filter((key) => wanted.some((batch) => batch.has(key))).length
  const ending = wanted.length === 1 ? '' : 'es'
  return { requests: requests === 1 ? '1 request' : `${requests} requests`, open: `${wanted.length} open batch${ending}` }
}
