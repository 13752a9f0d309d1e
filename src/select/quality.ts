/** What makes one passing program a better example than another: components and their weighted geometric mean. */
import { QUALITY_WEIGHTS, type QualityWeights } from '../config.ts'
import type { Difficulty, Level, Verdict } from '../record.ts'
import type { Observed } from '../runtime/observed.ts'
import { tokenize } from './tokens.ts'

type Component = keyof QualityWeights

/** The measured components and their mean. */
export type Quality = Partial<Record<Component, number>> & { overall: number }

/** No component is lower: one bad component must sink a row in the ranking, not make all such rows equal. */
const FLOOR = 0.05

/** What one lint warning takes off: ten warnings halve the component. */
const LINT_HALF = 10

/** What a wrong argument, or a listener that nothing calls, leaves of the API component: no sound program has one. */
const KEPT_BY_FAULT = 0.7

/** Tokens (white space and comments aside) of the middle 90 % of real programs, measured on 757 of them. */
const LENGTH_BANDS: Readonly<Record<Difficulty, readonly [number, number]>> = {
  easy: [100, 500],
  medium: [400, 1100],
  hard: [750, 1900],
}

/** Share of the characters in comments: 5th percentile of hard programs to 95th of easy ones (of the same 757). */
const COMMENT_BAND = [0.03, 0.26] as const

/**
 * The components of a row's quality, each FLOOR..1, and `overall`, their weighted geometric mean. A component that was
 * not measured (its level did not run, or there was nothing to count) is left out of row and mean: it then counts as
 * the mean of the others, which neither rewards nor punishes a row for what nobody looked at. Where nothing with a weight was measured it is 1.
 */
export function quality(row: Verdict, weights: QualityWeights = QUALITY_WEIGHTS): Quality {
  const components = {
    lint: lint(row),
    api: api(row),
    must_use: mustUse(row),
    plan: plan(row),
    behaviour: behaviour(row),
    form: form(row),
  }
  const measured: Partial<Record<Component, number>> = {}
  for (const [name, value] of Object.entries(components) as [Component, number | undefined][]) {
    if (value !== undefined) measured[name] = round(Math.min(1, Math.max(FLOOR, value)))
  }
  return { ...measured, overall: overallOf(measured, weights) }
}

/** The weighted geometric mean of what was measured, 1 where nothing with a weight was. */
export function overallOf(measured: Partial<Record<Component, number>>, weights: QualityWeights): number {
  let weight = 0
  let logarithm = 0
  for (const name of Object.keys(weights) as Component[]) {
    const value = measured[name]
    if (value === undefined) continue
    weight += weights[name]
    logarithm += weights[name] * Math.log(value)
  }
  return round(Math.exp(weight === 0 ? 0 : logarithm / weight))
}

function lint(row: Verdict): number | undefined {
  const warnings = metric(row, 'L1', 'lint_warnings')
  return warnings === undefined ? undefined : LINT_HALF / (LINT_HALF + warnings)
}

function api(row: Verdict): number | undefined {
  const references = metric(row, 'L2', 'api_references')
  const misses = metric(row, 'L2', 'api_misses')
  if (references === undefined || misses === undefined || references === 0) return undefined
  const faults = (metric(row, 'L2', 'api_argument_faults') ?? 0) + (metric(row, 'L2', 'api_unknown_events') ?? 0)
  return (1 - misses / references) * KEPT_BY_FAULT ** faults
}

function mustUse(row: Verdict): number | undefined {
  const total = metric(row, 'L2', 'must_use_total')
  const met = metric(row, 'L2', 'must_use_met')
  return total === undefined || met === undefined || total === 0 ? undefined : met / total
}

/** F1 of plan and code: the APIs that the plan names against those that the code uses. */
function plan(row: Verdict): number | undefined {
  const precision = metric(row, 'L4', 'plan_precision')
  const recall = metric(row, 'L4', 'plan_recall')
  if (precision === undefined || recall === undefined) return undefined
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** Half of it is what the seed asks for, where the run could tell; half is life as such. */
function behaviour(row: Verdict): number | undefined {
  const alive = life(row.validation.observed)
  const held = metric(row, 'L4', 'probes_held') ?? 0
  const failed = metric(row, 'L4', 'probes_failed') ?? 0
  if (alive === undefined || held + failed === 0) return alive
  return (alive + held / (held + failed)) / 2
}

/**
 * Life that the engine saw: something on the screen (and nothing of it transparent), something that changes, something that listens, update() running.
 * Four equal parts. A static picture may be all that a task asks for, so a missing part costs only its share.
 */
function life(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const observed = value as Partial<Observed>
  const objects = Number(observed.last?.objects ?? 0)
  const unseen = Number(observed.last?.transparent ?? 0)
  const shown = objects > 0 ? Math.max(0, objects - unseen) / objects : 0
  const kindsOfChange = Object.values(observed.changes ?? {}).filter((count) => Number(count) > 0).length
  const reacts = Array.isArray(observed.listeners) && observed.listeners.length > 0
  const updates = Array.isArray(observed.scenes) && observed.scenes.some((scene) => Number(scene?.updates) > 0)
  return (shown + Math.min(1, kindsOfChange / 2) + Number(reacts) + Number(updates)) / 4
}

function form(row: Verdict): number {
  const { tokens, commentLength } = tokenize(row.code)
  const length = inBand(tokens.length, LENGTH_BANDS[row.prompt.difficulty])
  const comments = inBand(commentLength / Math.max(1, row.code.length), COMMENT_BAND)
  // Half of the component is free: how much a program comments says less than how long it is.
  return length * (0.5 + 0.5 * comments)
}

/** 1 inside the band, falling with the ratio to its nearer end outside. */
function inBand(value: number, [low, high]: readonly [number, number]): number {
  if (value < low) return value / low
  return value > high ? high / value : 1
}

function metric(row: Verdict, level: Level, name: string): number | undefined {
  const value = row.validation.levels[level]?.metrics?.[name]
  return Number.isFinite(value) ? value : undefined
}

/** Four decimals: enough to rank by, few enough to read. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
