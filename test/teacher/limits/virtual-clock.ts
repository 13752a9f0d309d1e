import type { Clock } from '../../../src/teacher/limits/clock.ts'

/** A clock that stands until it is told to go on; what is due runs in order of time. */
export class VirtualClock implements Clock {
  #now = 0
  readonly #due: { at: number; run: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run }
    this.#due.push(entry)
    return () => {
      const at = this.#due.indexOf(entry)
      if (at !== -1) this.#due.splice(at, 1)
    }
  }

  /** Goes to the next thing that is due, and lets what waits for it run. False when nothing is. */
  async step(): Promise<boolean> {
    const [next] = this.#due.toSorted((a, b) => a.at - b.at)
    if (!next) return false
    this.#due.splice(this.#due.indexOf(next), 1)
    this.#now = Math.max(this.#now, next.at)
    next.run()
    await settled()
    return true
  }
}

/** Everything that promises still have to say is said. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
