import { surveyRun } from '../../../transforms/pipeline.ts'
import type { Command } from '../command.ts'
import { run } from './run.ts'

export const status: Command = {
  name: 'status',
  usage: '[FILE] [flags of run]',
  summary: 'what a resumed run would do and cost; asks nothing, runs nothing.',
  details: `Give it the seeds and flags of the run. It reads the journal of replies and the verdicts that are known: seeds of
which a program passed, replies that are still to be judged, requests that would be asked next (repairs and further
versions included) and their cost. When enough replies were judged, it tells what the whole input takes at these rates,
by difficulty; with --max-items N the first N seeds are the pilot. The same as run --dry-run.`,
  examples: [
    'sft-stream status seeds.jsonl --teacher openai --model NAME --repair 2',
    'sft-stream status seeds.jsonl --teacher openai --model NAME --max-items 20 --json | jq .projection',
  ],
  flags: run.flags,
  often: ['teacher', 'model', 'versions', 'repair', 'untilCovered', 'maxItems', 'json', 'cache'],
  async run({ context, operands, json, input, io, say }) {
    const asked = { ...context, options: { ...context.options, dryRun: true } }
    await surveyRun(asked, input(operands[0]), { stdout: io.stdout, json, say })
  },
}
