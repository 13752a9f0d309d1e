import { select } from '../../../transforms/select.ts'
import { wholeInput } from '../../../transforms/whole-input.ts'
import { SELECT_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const selectCommand = stageCommand({
  name: 'select',
  summary: 'verdicts → selected: the best and most diverse programs, without near-duplicates.',
  details: `Reads all rows, then chooses: required levels, near-duplicates, rows per prompt, API coverage,
quality, quota. Every row that is not chosen has its reason in --rejects.`,
  examples: ["sft-stream select --target 500 --rejects dropped.jsonl verdicts.jsonl > selected.jsonl"],
  reads: 'verdict',
  stage: (context) => [wholeInput(context), select(context)],
  flags: SELECT_FLAGS,
})
