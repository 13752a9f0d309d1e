import type { Duplex } from 'node:stream'
import type { RunContext } from './run-context.ts'

/** A stage that holds something, such as a pool or a lock, and makes streams with it, one after the other. */
export interface OpenStage {
  /** `close` is called exactly once when the stream is over, whether it ended or was destroyed. */
  stream(close?: () => Promise<void>): Duplex
  close(): Promise<void>
}

export type StageOpener = (context: RunContext) => Promise<OpenStage>

/** The stage as a link of its own, which lets go of everything when its stream is over. */
export function single(open: StageOpener): (context: RunContext) => Promise<Duplex> {
  return async (context) => {
    const stage = await open(context)
    return stage.stream(() => stage.close())
  }
}
