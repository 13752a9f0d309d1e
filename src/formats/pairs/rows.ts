/** What a pair of programs looks like in the files, and in the report. */
import type { Level, Plan, Sample } from '../../record.ts'
import { renderOutput } from '../canonical.ts'
import type { Answer, Pair } from '../format.ts'
import type { Failure } from './failure.ts'
import type { Match } from './match.ts'

/** A failed program, as the spool holds it. */
export interface Failed extends Failure {
  readonly plan: Plan | null
  readonly program: string
  readonly hash: string
}

/** A row of the train split. */
export interface Passed {
  readonly sample: Sample
  readonly program: string
}

/** The row of dpo.jsonl. */
export function pairOf(match: Match, { sample }: Passed, failed: Failed): Pair {
  const { system, instruction, input, output, metadata } = sample
  const { prompt_id, source, difficulty, group, code_hash } = metadata
  return {
    system,
    instruction,
    input,
    chosen: output,
    rejected: renderOutput(failed.plan, failed.program),
    metadata: {
      prompt_id,
      source,
      difficulty,
      group,
      chosen_id: match.chosen,
      rejected_id: match.rejected,
      chosen_hash: code_hash,
      rejected_hash: failed.hash,
      level: failed.level,
      code: failed.code,
      message: failed.message,
      similarity: Number(match.similarity.toFixed(3)),
      chosen_tokens: match.chosenTokens,
      rejected_tokens: match.rejectedTokens,
    },
  }
}

/** The row of kto.jsonl: of the good answer, or of the bad one. */
export function answerOf(match: Match, label: boolean, { sample }: Passed, failed: Failed): Answer {
  const { system, instruction, input, output, metadata } = sample
  const { prompt_id, source, difficulty, group, code_hash } = metadata
  const common = { prompt_id, source, difficulty, group }
  const good = { id: match.chosen, code_hash, level: '', code: '', message: '', tokens: match.chosenTokens }
  const { hash, level, code, message } = failed
  const bad = { id: match.rejected, code_hash: hash, level, code, message, tokens: match.rejectedTokens }
  return {
    system,
    instruction,
    input,
    output: label ? output : renderOutput(failed.plan, failed.program),
    label,
    metadata: { ...common, ...(label ? good : bad) },
  }
}

/** Pairs by the level that the rejected program failed. */
export function countLevels(matches: readonly Match[]): Partial<Record<Level, number>> {
  const counts: Partial<Record<Level, number>> = {}
  for (const level of matches.map((match) => match.level).toSorted()) counts[level] = (counts[level] ?? 0) + 1
  return counts
}

/** Mean length of both sides, in tokens. */
export function meanTokens(matches: readonly Match[]): { good: number; bad: number } {
  const mean = (of: (match: Match) => number) =>
    matches.length === 0 ? 0 : Math.round(matches.reduce((sum, match) => sum + of(match), 0) / matches.length)
  return { good: mean(({ chosenTokens }) => chosenTokens), bad: mean(({ rejectedTokens }) => rejectedTokens) }
}
