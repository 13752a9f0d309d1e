import { SftError } from '../../../src/errors.ts'
import { checkOutFolder } from '../../../src/formats/out-folder.ts'
import { runPipeline, runShard, surveyRun } from '../../../transforms/pipeline.ts'
import type { Command } from '../command.ts'
import { COMMON_FLAGS, QUEUE_FLAGS, REQUEST_FLAGS, ROUND_FLAGS, SELECT_FLAGS, SHARD_FLAGS, SPLIT_FLAGS, TEACH_FLAGS, VALIDATE_FLAGS } from '../flags.ts'

const MERGE = 'cat its verdicts with those of the other shards | sft-stream select | sft-stream split --out DIR'

export const run: Command = {
  name: 'run',
  usage: '[FILE] [flags]',
  summary: 'seeds → samples: the whole pipeline. The default command.',
  details: `The same as: requests | teach | parse | validate | select | split. Rows go to stdout, or with --out
into a folder that LLaMA-Factory trains on as it is. Interrupted runs go on where they stopped: paid
replies and verdicts are kept. With --repair, programs that fail go back to the teacher with what was wrong; with
--until-covered, seeds of which nothing passed are given further versions, hard ones first. With --shard I/N it takes a part of the seeds and prints their verdicts, for a final
pass over all parts: cat verdicts-*.jsonl | sft-stream select | sft-stream split --out DIR.`,
  examples: [
    'sft-stream seeds.jsonl > dataset.jsonl',
    'cat seeds.jsonl | sft-stream --teacher openai --model NAME --out dataset',
    'sft-stream --teacher openai --model NAME --repair 2 --until-covered --budget 20 --out dataset seeds.jsonl',
    'sft-stream --teacher openai --model NAME --batch --out dataset seeds.jsonl',
    'sft-stream --dry-run --teacher openai --model NAME seeds.jsonl',
    'sft-stream --max-items 20 --versions 1 seeds.jsonl --report report.json > pilot.jsonl',
  ],
  flags: [
    ...REQUEST_FLAGS,
    ...TEACH_FLAGS,
    ...ROUND_FLAGS,
    ...VALIDATE_FLAGS,
    ...QUEUE_FLAGS,
    ...SHARD_FLAGS,
    ...SELECT_FLAGS,
    ...SPLIT_FLAGS,
    ...COMMON_FLAGS,
    'json',
  ],
  often: ['teacher', 'model', 'out', 'versions', 'repair', 'budget', 'dryRun', 'levels', 'target', 'ratios', 'format', 'rejects', 'report', 'jobs'],
  async run({ context, operands, json, input, io, say }) {
    const { out, force, dryRun, shard } = context.options
    if (dryRun) return await surveyRun(context, input(operands[0]), { stdout: io.stdout, json, say })
    if (shard !== undefined) {
      if (out !== undefined) throw new SftError('ERR_USAGE', 'a shard is no dataset: --shard goes without --out', { hint: MERGE })
      return await runShard(context, input(operands[0]), io.stdout)
    }
    if (out !== undefined) await checkOutFolder(out, force)
    await runPipeline(context, input(operands[0]), io.stdout)
  },
}
