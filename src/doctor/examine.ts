/** The preflight: everything that a run needs, in the order in which one thing rests on another. */
import type { Options } from '../config.ts'
import { browserFinding, cacheFinding, checkerFindings, keysFinding, nodeFinding, tmpFinding } from './components.ts'
import type { Finding } from './finding.ts'
import { layerFindings } from './layers.ts'
import { queueFindings } from './queue.ts'

/** Yields a finding as soon as it is made; takes some seconds. Changes nothing but the cache folder. */
export async function* examine(
  options: Options,
  env: Readonly<Record<string, string | undefined>>,
): AsyncGenerator<Finding> {
  yield nodeFinding()
  yield await cacheFinding(options.cache)
  yield await tmpFinding(options.tmp)
  yield* checkerFindings(options)
  yield* layerFindings(options.requireSandbox === 'strict')
  yield await browserFinding(options)
  yield* queueFindings(options, env)
  yield keysFinding(env)
}
