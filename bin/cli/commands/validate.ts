import { validate } from '../../../transforms/validate.ts'
import { QUEUE_FLAGS, SHARD_FLAGS, VALIDATE_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const validateCommand = stageCommand({
  name: 'validate',
  summary: 'candidates → verdicts: checks every program at four levels, drops none.',
  details: `L1 syntax, lint, safety · L2 API truth · L3 a real run in the engine · L4 function. A later
level runs only if the earlier ones passed, unless --all-levels. A level that did not run is null, never passed.
.validation.observed is a summary of what L3 saw; with --observations it is everything: a timeline of the
objects on the screen, how fast they move and turn, what they do when a key or button is pressed, tweens,
timers, physics, cameras, and the values that the program keeps.
--runtime browser runs L3 in a real Chromium instead (needs playwright-core and Chromium): for spot checks.
--queue lets workers on other machines do it (sft-stream worker): the verdicts are the same.`,
  examples: [
    'sft-stream validate candidates.jsonl > verdicts.jsonl',
    "sft-stream validate < candidates.jsonl | jq -c 'select(.passed | not) | [.id, .validation.levels[].issues[0].code]'",
    "sft-stream validate --observations < candidates.jsonl | jq -c '[.id, .validation.observed.objects[]?.speed.typical]'",
    'shuf -n 50 candidates.jsonl | sft-stream validate --runtime browser > spot-check.jsonl',
    'sft-stream validate --queue redis://queue-host candidates.jsonl > verdicts.jsonl',
    'sft-stream validate --levels L1,L2 --fail-under L2=95 candidates.jsonl > /dev/null',
  ],
  reads: 'candidate',
  stage: validate,
  flags: [...VALIDATE_FLAGS, ...QUEUE_FLAGS, ...SHARD_FLAGS],
})
