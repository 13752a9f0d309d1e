import { runChain } from '../../../src/stream/chain.ts'
import { readRecords } from '../../../src/stream/read-records.ts'
import { askTeacher } from '../../../transforms/ask-teacher.ts'
import { forecastTo } from '../../../transforms/forecast.ts'
import type { Command } from '../command.ts'
import { TEACH_FLAGS } from '../flags.ts'
import { stageCommand } from './stage-command.ts'

const asking = stageCommand({
  name: 'teach',
  summary: 'requests → replies: asks the teacher, or answers from the journal.',
  details: `Without --teacher the mock answers: real programs, made up in this process, for trying things out.
Keys come from the environment only: OPENAI_API_KEY or ANTHROPIC_API_KEY; OPENAI_BASE_URL and ANTHROPIC_BASE_URL
name other servers. Every paid reply is in the journal below --cache before it is used; a second run asks for none
of them again. --dry-run says what the requests would cost, and asks nothing. --batch takes the batch API:
half the price, up to 24 hours; when it is interrupted, the same command goes on with the open batches.`,
  examples: [
    'sft-stream teach --teacher mock requests.jsonl > replies.jsonl',
    'sft-stream teach --teacher openai --model NAME --dry-run requests.jsonl',
    'sft-stream teach --teacher anthropic --model NAME --batch requests.jsonl > replies.jsonl',
    'sft-stream teach --teacher openai --base-url http://127.0.0.1:8000/v1 --model NAME < requests.jsonl',
  ],
  reads: 'request',
  stage: askTeacher,
  flags: [...TEACH_FLAGS, 'json'],
  often: ['teacher', 'model', 'baseUrl', 'replies', 'concurrency', 'rpm', 'budget', 'batch', 'dryRun'],
})

export const teach: Command = {
  ...asking,
  async run(invocation) {
    const { context, operands, json, io, input, say } = invocation
    if (!context.options.dryRun) return await asking.run(invocation)
    const source = input(operands[0])
    await runChain(context, [(c) => readRecords(c, 'request', source), forecastTo({ stdout: io.stdout, json, say })])
  },
}
