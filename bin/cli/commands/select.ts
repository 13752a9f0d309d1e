import { excludeRows } from '../../../transforms/exclude-rows.ts'
import { select } from '../../../transforms/select.ts'
import { wholeInput } from '../../../transforms/whole-input.ts'
import { SELECT_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const selectCommand = stageCommand({
  name: 'select',
  summary: 'verdicts → selected: the best and most diverse programs, without near-duplicates.',
  details: `Reads all rows, then chooses: required levels, near-duplicates, rows per prompt, API coverage,
quality, quota. What is like --exclude FILE is left out before. Every row that is not chosen has its reason in --rejects. With --decisions
FILE, lines of {"id", "decision": "keep" | "reject", "note"?}, rejected rows stay out; kept ones come before all others,
but must have passed the levels too, and the rules on duplicates, rows per prompt and quota hold for them.`,
  examples: ["sft-stream select --target 500 --rejects dropped.jsonl verdicts.jsonl > selected.jsonl"],
  reads: 'verdict',
  stage: async (context) => [wholeInput(context), ...[await excludeRows(context)].flat(), select(context)],
  flags: SELECT_FLAGS,
})
