import { setImmediate as nextTurn } from 'node:timers/promises'

/** Work may keep the event loop for so long: signals, timers and other streams wait meanwhile. */
const HELD_MS = 50

/** Tells work that keeps the event loop when to let others have it: timers, signals, streams. */
export class Breath {
  #last = performance.now()

  /** Whether the loop was kept for long enough. */
  get isDue(): boolean {
    return performance.now() - this.#last >= HELD_MS
  }

  /** Resolves when whatever else was waiting has had its turn. */
  async take(): Promise<void> {
    await nextTurn()
    this.#last = performance.now()
  }
}
