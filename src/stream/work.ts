/**
 * Long work that computes: the final passes, audits. It is written as generators that yield wherever the work can be left
 * for a moment, and so needs to know nothing of who watches or stops it; the bytes of a result cannot depend on that.
 */
import { interruption } from '../errors.ts'
import { Breath } from './breath.ts'
import type { RunContext } from './run-context.ts'

/** A long loop: yields which share of it is done, 0..1. */
export type Loop<Result> = Generator<number, Result, void>

/** Loops one after the other: yields which one is under way. */
export type Work<Result> = Generator<Step, Result, void>

export interface Step {
  readonly name: string
  /** Which share of the step is done, 0..1. */
  readonly share: number
}

/** What the run computes at the moment; written by inSteps(), read by the progress. */
export interface UnderWay {
  step?: Step & { readonly stage: string }
}

/** The loop as a step that people can read the name of. */
export function* step<Result>(name: string, loop: Loop<Result>): Work<Result> {
  for (;;) {
    const { done, value } = loop.next()
    if (done) return value
    yield { name, share: value }
  }
}

/** The loop as the part of a longer one that ends at the share `to`. */
export function* part<Result>(from: number, to: number, loop: Loop<Result>): Loop<Result> {
  for (;;) {
    const { done, value } = loop.next()
    if (done) return value
    yield from + value * (to - from)
  }
}

/** The items as a list; `count` is about how many there are. */
export function* gathered<Item>(items: Iterable<Item>, count: number): Loop<Item[]> {
  const all: Item[] = []
  for (const item of items) {
    yield Math.min(1, all.length / count)
    all.push(item)
  }
  return all
}

/** The result of work, all at once: for what is short, and for whoever has nothing else to do. */
export function resultOf<Result>(work: Generator<unknown, Result, void>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/**
 * The result of the work of a stage, with the event loop free for others now and then, and `context.underWay` up to date.
 * Rejects with ERR_INTERRUPTED when the run is to stop: what was computed so far is not lost, for the same input gives it again.
 */
export async function inSteps<Result>(context: RunContext, stage: string, work: Work<Result>): Promise<Result> {
  const { underWay, signal, interrupt } = context
  const breath = new Breath()
  try {
    for (;;) {
      const { done, value } = work.next()
      if (done) return value
      if (!breath.isDue) continue
      underWay.step = { stage, ...value }
      await breath.take()
      if (signal.aborted || interrupt?.aborted) throw interruption()
    }
  } finally {
    delete underWay.step
  }
}
