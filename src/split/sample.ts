import type { Prompts } from '../domains/domain.ts'
import { renderOutput } from '../formats/canonical.ts'
import { rowTokens } from '../formats/tokens.ts'
import type { Sample, Selected, Split, Turn } from '../record.ts'

/** The conversation before the output of a repaired row, its task in the words of the dataset; undefined for all others. */
export function repairTurns({ turns = [] }: Selected, { instruction }: Sample): Turn[] | undefined {
  return turns.length < 3 ? undefined : [{ role: 'user', content: instruction }, ...turns.slice(1)]
}

/** The dataset row of a selected one. `tokens` estimates the whole conversation, as the card and sft.yaml count it. */
export function toSample(row: Selected, split: Split, group: string, prompts: Prompts): Sample {
  const turns = {
    system: prompts.sampleSystem(row.prompt),
    instruction: prompts.sampleInstruction(row.prompt),
    input: '',
    output: renderOutput(row.plan, row.code),
  }
  return {
    ...turns,
    metadata: {
      id: row.id,
      prompt_id: row.prompt_id,
      source: sourceOf(row),
      difficulty: row.prompt.difficulty,
      modules: row.prompt.modules,
      split,
      group,
      quality_score: row.quality_score,
      teacher_model: row.teacher_model ?? '',
      code_hash: row.code_hash,
      reply_key: row.reply_key ?? '',
      tokens: rowTokens(turns),
    },
  }
}

/** Where a row comes from; replies that others recorded do not say, and are taken for a real teacher's. */
export function sourceOf(row: Pick<Selected, 'source'>): string {
  return row.source ?? 'distill'
}
