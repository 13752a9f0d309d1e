import type { Transform } from 'node:stream'
import { interruption } from '../src/errors.ts'
import { unreported } from '../src/stream/ledger.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/**
 * Stands before the final pass. When the run was interrupted, the rows inside have drained through the stages before
 * (replies and verdicts are saved), and the chain ends here rather than with a dataset made of a part.
 */
export function wholeInput({ interrupt }: RunContext): Transform {
  return rowTransform<object, object>(unreported(), {
    each: (row) => [row],
    end: () => {
      if (interrupt?.aborted) throw interruption()
      return []
    },
  })
}
