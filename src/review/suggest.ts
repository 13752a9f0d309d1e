/** What a calibration calls for. */
import { MAX_ERRORS, MAX_FALSE_REJECTS, type Calibration, type Fault } from './calibrate.ts'
import type { Share } from './wilson.ts'

export interface Suggestion {
  /** What is too frequent: 'L3 runs', 'L2 unknown-api'. */
  readonly about: string
  readonly share: Share
  /** Share above which something is to be changed. */
  readonly limit: number
  /** Whether the whole interval lies above the limit; else more rows may tell otherwise. */
  readonly certain: boolean
  /** What to change, and to what. */
  readonly change: string
}

export interface Thresholds {
  /** Under which the verdicts were made. */
  readonly frames: number
  readonly checkTimeout: number
}

/** Programs that fail by time or load only: what is too strict there is a number. */
const TIMED = new Set(['hang', 'host-overload'])

/** Longer runs find more, in proportion: twice the frames is the next step. */
const MORE = 2

/** Changes for whatever is too frequent, by level. */
export function suggestions(found: Calibration, { frames, checkTimeout }: Thresholds): Suggestion[] {
  const from = found.quality_from
  const floor =
    from === null
      ? 'raise the weights of what the rejected rows lack: quality.weights in the options file'
      : `take rows from a quality of ${from.toFixed(2)} on only: jq -c 'select(.quality_score >= ${from.toFixed(2)})' before split`
  const cures: Readonly<Record<Fault, string>> = {
    runs: `run programs longer, or in a browser: --frames ${frames * MORE} (was ${frames}), --runtime browser`,
    function:
      'ask for more in the seeds: probes, or hints that stand for probes; those of the rejected rows show which',
    plan_agrees: 'make the warnings of plan against code errors for select: see the codes below',
    quality: floor,
  }
  const faults = Object.entries(found.faults).map(([fault, { level, ...share }]) =>
    suggestion(`${level} ${fault}`, share, MAX_ERRORS, cures[fault as Fault]),
  )
  const warnings = found.warnings.map(({ level, code, ...share }) => {
    const without = `jq -c 'select([.validation.levels[]?.issues[]?.code] | index("${code}") | not)'`
    return suggestion(
      `${level} warning ${code}`,
      share,
      MAX_ERRORS,
      `treat the warning as an error: ${without} before select`,
    )
  })
  const codes = found.codes.map(({ level, code, ...share }) => {
    const looser = `give programs more time: --check-timeout ${checkTimeout * MORE} (was ${checkTimeout})`
    const change = TIMED.has(code) ? looser : `too strict: make ${code} a warning, or repair what it takes for a fault`
    return suggestion(`${level} error ${code}`, share, MAX_FALSE_REJECTS, change)
  })
  return [...faults, ...warnings, ...codes].filter(({ share, limit }) => share.share > limit)
}

function suggestion(about: string, share: Share, limit: number, change: string): Suggestion {
  return { about, share, limit, certain: share.low > limit, change }
}
