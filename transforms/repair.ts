import type { Duplex } from 'node:stream'
import type { Request, Verdict } from '../src/record.ts'
import { openRepairer } from '../src/requests/repair-request.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/** Failed verdicts → requests for another turn, with the conversation so far. What passed has nothing to repair. */
export async function repair({ options, ledger }: RunContext): Promise<Duplex> {
  const tally = ledger.stage('repair')
  const { repair: most = 1 } = options
  const repairer = await openRepairer(options)

  function* each(verdict: Verdict): Iterable<Request> {
    if (verdict.passed) return tally.drop('passed', { id: verdict.id })
    if ((verdict.turn ?? 0) >= most) return tally.drop('turns-used', { id: verdict.id })
    yield repairer(verdict)
  }
  return rowTransform<Verdict, Request>(tally, { each })
}
