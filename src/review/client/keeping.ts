/// <reference lib="dom" />
/** Where decisions go: to the server that the page comes from, or into a file that is downloaded. Runs in the page. */
import type { PageDecision } from './judging.ts'

export interface KeepingData {
  readonly mode: 'server' | 'file'
  readonly reviewer: string
  /** Hashes of the programs, by id. */
  readonly hashes: Readonly<Record<string, string>>
  /** Names this review in the storage of the browser. */
  readonly review: string
}

export interface Keeping {
  /** Rejects with what went wrong when the decision is not kept. `all`: what is decided now. */
  keep(decision: PageDecision, all: readonly PageDecision[]): Promise<void>
  /** What this browser still knows of the review; only where no server keeps it. */
  earlier(): PageDecision[]
  download(all: readonly PageDecision[]): void
  finish(): Promise<void>
}

export function makeKeeping({ mode, reviewer, hashes, review }: KeepingData): Keeping {
  const send = async (path: string, body: unknown): Promise<void> => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
  }
  const stored = `sft-stream review ${review} ${reviewer}`
  return {
    keep: async (decision, all) => {
      if (mode === 'server') return await send('decisions', decision)
      try {
        localStorage.setItem(stored, JSON.stringify(all))
      } catch {
        // A browser that stores nothing for files: the download has it all.
      }
    },
    earlier: () => {
      try {
        return mode === 'server' ? [] : (JSON.parse(localStorage.getItem(stored) ?? '[]') as PageDecision[])
      } catch {
        return []
      }
    },
    download: (all) => {
      const lines = all.map(
        (decision) => JSON.stringify({ ...decision, code_hash: hashes[decision.id], reviewer }) + '\n',
      )
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(lines, { type: 'application/jsonl' }))
      link.download = `decisions-${reviewer}.jsonl`
      link.click()
      URL.revokeObjectURL(link.href)
    },
    finish: async () => {
      await send('finish', {})
    },
  }
}
