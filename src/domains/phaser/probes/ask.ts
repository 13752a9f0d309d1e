/** Puts probes to what L3 saw. */
import * as z from 'zod'
import type { Observed } from '../../../runtime/observed.ts'
import { probeKinds } from './kinds/index.ts'
import { isTarget, targetSchema, unknown, type Outcome } from './probe.ts'

/** A probe as a seed has it: `{ kind, target?, severity?, ...args }`. */
export interface Probe {
  readonly kind: string
  readonly [field: string]: unknown
}

export interface Answered {
  readonly probe: Probe
  /** What a failing probe is. */
  readonly severity: 'error' | 'warning'
  /** null when the probe cannot be read. */
  readonly outcome: Outcome | null
  /** Why it cannot be read. */
  readonly fault?: string
}

const commonSchema = z.object({
  kind: z.string(),
  target: targetSchema.optional(),
  severity: z.enum(['error', 'warning']).default('error'),
})

/** The answer to each probe. Without observations every answer is unknown. */
export function askProbes(probes: readonly Probe[], observed: Observed | null, code: string): Answered[] {
  return probes.map((probe) => ask(probe, observed, code))
}

function ask(probe: Probe, observed: Observed | null, code: string): Answered {
  const kind = probeKinds.get(probe.kind)
  if (!kind) return { probe, severity: 'warning', outcome: null, fault: `there is no kind '${probe.kind}'` }
  const { success, data, error } = z.strictObject({ ...commonSchema.shape, ...kind.args.shape }).safeParse(probe)
  if (!success) return { probe, severity: 'warning', outcome: null, fault: faultOf(error) }
  const { target, severity } = data as z.infer<typeof commonSchema>
  if (observed === null) return { probe, severity, outcome: unknown('the program was not run') }
  const objects = target ? observed.objects.filter((object) => isTarget(object, target)) : observed.objects
  const sight = { observed, code, objects, hasTarget: target !== undefined }
  return { probe, severity, outcome: kind.evaluate(sight, data as never) }
}

function faultOf(error: z.ZodError): string {
  const [first] = error.issues
  return first ? `${first.path.join('.')}${first.path.length > 0 ? ': ' : ''}${first.message}` : 'it cannot be read'
}
