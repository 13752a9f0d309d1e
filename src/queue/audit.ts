/** Answers made again on this machine: a sample, drawn by content. */
import { SftError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import type { RowWorker, Stage } from '../stream/row-stage.ts'

/** Draws the same rows for the same seed, whatever their order. */
export function isDrawn(rowHash: string, percent: number, seed: number): boolean {
  return Number.parseInt(sha256(`${seed}:${rowHash}`).slice(0, 8), 16) < (percent / 100) * 2 ** 32
}

export class Audit<In, Out> {
  readonly #stage: Stage<In, Out>
  readonly #percent: number
  readonly #seed: number
  /** Opened with the first row that is drawn. */
  #worker: Promise<RowWorker<In, Out>> | undefined

  constructor(stage: Stage<In, Out>, { audit, seed }: { audit: number; seed: number }) {
    this.#stage = stage
    this.#percent = audit
    this.#seed = seed
  }

  /** Throws ERR_UNTRUSTED for an answer that is not what this machine says of the row, if the row is drawn. */
  async check(row: In, hash: string, answer: Out): Promise<void> {
    if (!isDrawn(hash, this.#percent, this.#seed)) return
    this.#worker ??= Promise.resolve(this.#stage.create())
    const ours = await (await this.#worker).each(row)
    const difference = this.#stage.difference(answer, ours)
    if (difference !== undefined) throw untrusted(`what a worker answered is not what this machine finds (${difference})`)
  }

  async close(): Promise<void> {
    await (await this.#worker)?.close()
  }
}

export function untrusted(message: string): SftError {
  const hint = 'see who may write to the queue; what its workers said before is in the cache, in verdicts/*-queue.jsonl'
  return new SftError('ERR_UNTRUSTED', message, { hint })
}
