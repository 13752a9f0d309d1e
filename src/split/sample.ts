import type { Prompts } from '../domains/domain.ts'
import { renderOutput } from '../formats/canonical.ts'
import { ESTIMATE, type TokenCounter } from '../formats/token-counter.ts'
import { rowTokens } from '../formats/tokens.ts'
import { LEVELS, type Issue, type Origin, type Sample, type Selected, type Trace, type Turn } from '../record.ts'
import { PASSED } from '../select/gates.ts'
import type { PlacedRow } from './pool.ts'

/** The conversation before the output of a repaired row, its task in the words of the dataset; undefined for all others. */
export function repairTurns({ turns = [] }: Selected, { instruction }: Sample): Turn[] | undefined {
  return turns.length < 3 ? undefined : [{ role: 'user', content: instruction }, ...turns.slice(1)]
}

/** What is said in the dataset row of a selected one. */
export function turnsOf({ prompt, plan, code }: Selected, prompts: Prompts): Pick<Sample, 'system' | 'instruction' | 'input' | 'output'> {
  return {
    system: prompts.sampleSystem(prompt),
    instruction: prompts.sampleInstruction(prompt),
    input: '',
    output: renderOutput(plan, code),
  }
}

/** What the rows of one dataset have in common. */
export interface SampleRules {
  readonly prompts: Prompts
  readonly counter?: TokenCounter
  /** Of --cutoff-len. */
  readonly cutoffLen?: number | undefined
}

/** The dataset row of a selected one. `tokens` are those of the whole conversation, as card and sft.yaml count them. */
export function toSample(placed: PlacedRow, rules: SampleRules): Sample {
  const { row, split, group, heldOut } = placed
  const { prompts, counter = ESTIMATE, cutoffLen } = rules
  const turns = turnsOf(row, prompts)
  const tokens = rowTokens(turns, counter.count)
  const origin = originOf(row)
  return {
    ...turns,
    ...(origin ? { origin } : {}),
    trace: traceOf(row),
    metadata: {
      id: row.id,
      prompt_id: row.prompt_id,
      source: sourceOf(row),
      difficulty: row.prompt.difficulty,
      modules: row.prompt.modules,
      split,
      group,
      held_out: heldOut,
      quality_score: row.quality_score,
      teacher_model: row.teacher_model ?? '',
      code_hash: row.code_hash,
      reply_key: row.reply_key ?? '',
      tokens,
      ...(cutoffLen === undefined ? {} : { over_long: tokens > cutoffLen }),
    },
  }
}

function traceOf(row: Selected): Trace {
  const { prompt, quality, validation } = row
  const { versions, conditions } = validation
  return {
    seed: prompt,
    levels: Object.fromEntries(LEVELS.map((level) => [level, row[PASSED[level]]])),
    // Without what others may have added.
    versions: versions ? { validator: versions.validator, engine: versions.engine, index: versions.index } : {},
    conditions: { ...conditions },
    issues: LEVELS.flatMap((level) => issuesOf(validation.levels[level]?.issues ?? [])),
    ...probesOf(validation.levels.L4?.metrics),
    quality,
    ...(row.review === 'keep' ? { review: 'keep' } : {}),
  }
}

/** Without what others may have added, and without what line and message say already. */
function issuesOf(issues: readonly Issue[]): NonNullable<Trace['issues']> {
  return issues.map(({ level, code, severity, message, line }) => ({
    level,
    code,
    severity,
    message,
    ...(typeof line === 'number' ? { line } : {}),
  }))
}

/** None where L4 did not run. */
function probesOf(metrics: Readonly<Record<string, number>> = {}): Pick<Trace, 'probes'> {
  const { probes_total: total, probes_held: held = 0, probes_failed: failed = 0, probes_unknown: unknown = 0 } = metrics
  return total === undefined ? {} : { probes: { total, held, failed, unknown } }
}

/** What `official` says of the program of somebody else; undefined for rows that name no licence. */
function originOf(row: Selected): Origin | undefined {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '')
  const origin = {
    licence: text('licence'),
    repository: text('repository'),
    commit: text('commit'),
    path: text('path'),
    assets: text('assets'),
  }
  return origin.licence === '' ? undefined : origin
}

/** Where a row comes from; replies that others recorded do not say, and are taken for a real teacher's. */
export function sourceOf(row: Pick<Selected, 'source'>): string {
  return row.source ?? 'distill'
}
