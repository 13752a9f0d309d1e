import type { Duplex, Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { systemCode } from '../errors.ts'
import type { RunContext } from './run-context.ts'

type Link = Readable | Duplex | Writable | AsyncIterable<unknown>

/** Makes one link of a chain, several that belong together, or none. */
export type StageFactory = (context: RunContext) => Link | readonly Link[] | Promise<Link | readonly Link[]>

/**
 * Makes the stages in order and runs them as one pipeline, from the first (a source) to the last (a sink). Resolves
 * when the last row is out. A reader that closes its end (`| head`) is success: then the chain ends early and quietly.
 * When a stage cannot be made, those made before it are destroyed, so that no pool or file stays open.
 */
export async function runChain(context: RunContext, factories: readonly StageFactory[]): Promise<void> {
  const links: Link[] = []
  try {
    for (const factory of factories) links.push(...[await factory(context)].flat())
  } catch (error) {
    for (const link of links) if ('destroy' in link) link.on('error', () => {}).destroy()
    throw error
  }
  try {
    await pipeline(links as [Readable, ...Duplex[], Writable], { signal: context.signal })
  } catch (error) {
    if (systemCode(error) !== 'EPIPE') throw error
  }
}
