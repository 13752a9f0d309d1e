import { buildRequests } from '../../../transforms/build-requests.ts'
import { excludeSeeds } from '../../../transforms/exclude-seeds.ts'
import { REQUEST_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const requests = stageCommand({
  name: 'requests',
  summary: 'seeds → requests: the prompts for the teacher, with API context.',
  details: `Each seed gives --versions requests with the ids distill_<seed id>_v1, _v2, …; the API context is
searched in the engine's own declarations. The same seeds give the same bytes. The system prompt warns of the mistakes
that programs fail by most often: our own list, or with --pitfalls that of a run of yours. With --context-in user all
seeds of a language have the same system prompt. What the prompts take in tokens is said on stderr at the end. Seeds
whose prompt is like one in --exclude FILE give no requests; --rejects says what each is like.`,
  examples: [
    'sft-stream requests seeds.jsonl > requests.jsonl',
    'sft-stream requests --context-in user --pitfalls pitfalls.json seeds.jsonl > requests.jsonl',
    'sft-stream requests --exclude my-eval.jsonl --rejects excluded.jsonl seeds.jsonl > requests.jsonl',
    'sft-stream requests --versions 1 seeds.jsonl | jq -r .user_prompt | head',
  ],
  reads: 'seed',
  stage: async (context) => [await excludeSeeds(context), await buildRequests(context)].flat(),
  flags: [...REQUEST_FLAGS, 'exclude'],
})
