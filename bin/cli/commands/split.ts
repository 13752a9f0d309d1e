import { mergeOfficial } from '../../../transforms/merge-official.ts'
import { splitSets } from '../../../transforms/split-sets.ts'
import { wholeInput } from '../../../transforms/whole-input.ts'
import { writeRows } from '../../../transforms/write-rows.ts'
import { runChain } from '../../../src/stream/chain.ts'
import { readRecords } from '../../../src/stream/read-records.ts'
import type { Command } from '../command.ts'
import { COMMON_FLAGS, SPLIT_FLAGS } from '../flags.ts'

export const split: Command = {
  name: 'split',
  usage: '[FILE] [flags]',
  summary: 'selected → samples: train, val and test without leakage, as rows or as a dataset folder.',
  details: `Rows of one prompt or template never part; near-duplicates across the sets are purged. With --out the
folder holds what LLaMA-Factory reads: cd DIR && llamafactory-cli train sft.yaml. With --repair-keep it also has the
repairs of the train split: repairs.jsonl (whole conversations) and repair_pairs.jsonl (failed against passed).`,
  examples: [
    "sft-stream split selected.jsonl | jq -r .metadata.split | sort | uniq -c",
    'sft-stream split --ratios 80/10/10 --out dataset selected.jsonl',
  ],
  flags: [...SPLIT_FLAGS, ...COMMON_FLAGS],
  async run({ context, operands, input, io }) {
    const source = input(operands[0])
    await runChain(context, [
      (c) => readRecords(c, 'selected', source),
      wholeInput,
      mergeOfficial,
      splitSets,
      (c) => writeRows(c, io.stdout),
    ])
  },
}
