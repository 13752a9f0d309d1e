import { buildRequests } from '../../../transforms/build-requests.ts'
import { REQUEST_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const requests = stageCommand({
  name: 'requests',
  summary: 'seeds → requests: the prompts for the teacher, with API context.',
  details: `Each seed gives --versions requests with the ids distill_<seed id>_v1, _v2, …; the API context is
searched in the engine's own declarations. The same seeds give the same bytes.`,
  examples: [
    'sft-stream requests seeds.jsonl > requests.jsonl',
    'sft-stream requests --versions 1 seeds.jsonl | jq -r .user_prompt | head',
  ],
  reads: 'seed',
  stage: buildRequests,
  flags: REQUEST_FLAGS,
})
