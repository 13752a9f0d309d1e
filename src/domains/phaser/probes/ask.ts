/** Puts probes to what L3 saw. */
import type { Observed } from '../../../runtime/observed.ts'
import { faultIn, maybeOneOf, type Fields } from './fields.ts'
import { probeKinds } from './kinds/index.ts'
import { TARGET, isTarget, unknown, type Outcome, type Target } from './probe.ts'

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

const COMMON = { kind: 'text', severity: maybeOneOf('error', 'warning') } as const satisfies Fields

/** The answer to each probe. Without observations every answer is unknown. */
export function askProbes(probes: readonly Probe[], observed: Observed | null, code: string): Answered[] {
  return probes.map((probe) => ask(probe, observed, code))
}

function ask(probe: Probe, observed: Observed | null, code: string): Answered {
  const kind = probeKinds.get(probe.kind)
  const fault = unreadable(probe)
  if (!kind || fault !== undefined) return { probe, severity: 'warning', outcome: null, fault: fault ?? '' }
  const severity = probe.severity === 'warning' ? 'warning' : 'error'
  if (observed === null) return { probe, severity, outcome: unknown('the program was not run') }
  const target = probe.target as Target | undefined
  const objects = target ? observed.objects.filter((object) => isTarget(object, target)) : observed.objects
  const sight = { observed, code, objects, hasTarget: target !== undefined }
  return { probe, severity, outcome: kind.evaluate(sight, probe as never) }
}

/** Why a probe cannot be read; undefined: it can. */
export function unreadable(probe: Probe): string | undefined {
  const kind = probeKinds.get(probe.kind)
  return kind ? faultOf(probe, kind.fields) : `there is no kind '${probe.kind}'`
}

export function faultOf({ target, ...probe }: Probe, fields: Fields): string | undefined {
  const fault = faultIn(probe, { ...COMMON, ...fields })
  if (fault !== undefined || target === undefined) return fault
  if (typeof target !== 'object' || target === null) return "'target' must be an object"
  const inTarget = faultIn(target as Record<string, unknown>, TARGET)
  return inTarget && `target: ${inTarget}`
}
