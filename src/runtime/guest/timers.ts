import type { Kit } from './kit.ts'

export interface Timer {
  readonly id: number
  readonly fn: unknown
  readonly args: ArrayLike<unknown>
  readonly kind: string
  /** Milliseconds from one run to the next; 0 for a timer that runs once. */
  readonly every: number
  /** How many timers deep it was started. */
  readonly depth: number
  at: number
  live: boolean
}

/** Timers by the moment they fall due, then by age. */
export interface TimerQueue {
  add(timer: Timer): void
  stop(id: unknown): void
  /** Takes the first timer that is due by then; null when there is none. */
  next(until: number): Timer | null
}

/** A binary heap; a stopped timer stays in it until its time comes. */
export function makeTimers(kit: Kit): TimerQueue {
  const heap = kit.list<Timer>()
  const byId = kit.map<unknown, Timer>()
  const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.id < b.id)

  const rise = (timer: Timer, from: number): void => {
    let at = from
    for (let parent = (at - 1) >> 1; at > 0 && before(timer, heap[parent]); parent = (at - 1) >> 1) {
      heap[at] = heap[parent]
      at = parent
    }
    heap[at] = timer
  }
  const sink = (timer: Timer): void => {
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++
      if (!before(heap[child], timer)) break
      heap[at] = heap[child]
      at = child
    }
    heap[at] = timer
  }
  const takeFirst = (): Timer => {
    const first = heap[0]
    const last = heap[heap.length - 1]
    heap.length--
    if (heap.length > 0) sink(last)
    return first
  }

  return {
    add: (timer) => {
      byId.set(timer.id, timer)
      rise(timer, heap.length)
    },
    stop: (id) => {
      const timer = byId.get(id)
      if (timer === undefined) return
      timer.live = false
      byId.delete(id)
    },
    next: (until) => {
      while (heap.length > 0 && heap[0].at <= until) {
        const timer = takeFirst()
        if (!timer.live) continue
        // One that repeats stays known, so that its own callback can stop it.
        if (timer.every === 0) byId.delete(timer.id)
        return timer
      }
      return null
    },
  }
}
