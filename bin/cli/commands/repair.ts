import { repair } from '../../../transforms/repair.ts'
import { REPAIR_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const repairCommand = stageCommand({
  name: 'repair',
  summary: 'failed verdicts → requests for another turn, with what was wrong.',
  details: `Each verdict that did not pass gives one request: the conversation so far, the program, and its errors with
line and suggestion. Ids end in _r1, _r2, …; what has had --repair turns is dropped. Pipe the requests through teach,
parse and validate, and select from both files of verdicts together.`,
  examples: [
    'sft-stream repair verdicts.jsonl | sft-stream teach --teacher openai --model NAME > repaired.jsonl',
    'sft-stream parse < repaired.jsonl | sft-stream validate | cat verdicts.jsonl - | sft-stream select > selected.jsonl',
  ],
  reads: 'verdict',
  stage: repair,
  flags: REPAIR_FLAGS,
})
