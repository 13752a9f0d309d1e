import { askTeacher } from '../../../transforms/ask-teacher.ts'
import { TEACH_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

export const teach = stageCommand({
  name: 'teach',
  summary: 'requests → replies: asks the teacher, or answers from the journal.',
  details: `Without --teacher the mock answers: real programs, made up in this process, for trying things out.
Keys come from the environment only: OPENAI_API_KEY or ANTHROPIC_API_KEY, and ..._BASE_URL for other servers. Every paid reply is in the
journal below --cache before it is used; a second run asks for none of them again.`,
  examples: [
    'sft-stream teach --teacher mock requests.jsonl > replies.jsonl',
    'sft-stream teach --teacher openai --model NAME requests.jsonl > replies.jsonl',
    'sft-stream teach --teacher openai --base-url http://127.0.0.1:8000/v1 --model NAME < requests.jsonl',
  ],
  reads: 'request',
  stage: askTeacher,
  flags: TEACH_FLAGS,
})
