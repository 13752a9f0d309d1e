import type { BatchServer } from './batch-server.ts'
import type { BatchStore } from './batch-store.ts'
import type { Draft } from './draft.ts'

/** Cuts what is to be sent into batches. */
export class BatchWriter {
  readonly #limits: BatchServer['limits']
  readonly #store: BatchStore
  readonly #frame: BatchServer['frame']
  #draft: Draft | undefined

  constructor(limits: BatchServer['limits'], store: BatchStore, { frame }: BatchServer) {
    this.#limits = limits
    this.#store = store
    this.#frame = frame
  }

  /** Whether a batch of its own can hold the entry. */
  holds(entry: string): boolean {
    const { head, between, tail } = this.#frame
    return head.length + between.length + Buffer.byteLength(entry) + tail.length <= this.#limits.bytes
  }

  isFullWith(entry: string): boolean {
    const draft = this.#draft
    if (!draft) return false
    return draft.places.size >= this.#limits.requests || draft.bytesWith(entry) > this.#limits.bytes
  }

  async add(...entry: Parameters<Draft['add']>): Promise<void> {
    this.#draft ??= await this.#store.draft(this.#frame)
    await this.#draft.add(...entry)
  }

  take(): Draft | undefined {
    const draft = this.#draft
    this.#draft = undefined
    return draft
  }

  async abandon(): Promise<void> {
    const draft = this.take()
    if (draft) await this.#store.abandon(draft)
  }
}
