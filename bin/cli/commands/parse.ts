import { parseAnywhere } from '../../../transforms/parse-replies.ts'
import { QUEUE_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const parse = stageCommand({
  name: 'parse',
  summary: 'replies → candidates: takes plan and code out of the text.',
  details: `Tolerant in form (case, full-width colons, plan as fence or JSON, text around) and strict in
substance: a cut reply or an unclosed fence is an error, never a guess. What was tolerated stands in
parse_warnings. No row is dropped.`,
  examples: ["sft-stream parse replies.jsonl | jq -r 'select(.parse_errors != []) | .id'"],
  reads: 'reply',
  stage: parseAnywhere,
  flags: QUEUE_FLAGS,
})
