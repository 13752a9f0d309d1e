import { excludeRows } from '../../../transforms/exclude-rows.ts'
import { readPairs } from '../../../transforms/gather-pairs.ts'
import { mergeOfficial } from '../../../transforms/merge-official.ts'
import { splitSets } from '../../../transforms/split-sets.ts'
import { wholeInput } from '../../../transforms/whole-input.ts'
import { writeRows } from '../../../transforms/write-rows.ts'
import { runChain } from '../../../src/stream/chain.ts'
import { readRecords } from '../../../src/stream/read-records.ts'
import type { Command } from '../command.ts'
import { COMMON_FLAGS, PAIR_FLAGS, SPLIT_FLAGS } from '../flags.ts'

export const split: Command = {
  name: 'split',
  usage: '[FILE] [flags]',
  summary: 'selected → samples: train, val and test without leakage, as rows or as a dataset folder.',
  details: `Rows of one prompt or template never part; near-duplicates across the sets are purged. With --out the
folder holds what LLaMA-Factory reads: cd DIR && llamafactory-cli train sft.yaml. With --repair-keep it also has the
repairs of the train split: repairs.jsonl (whole conversations) and repair_pairs.jsonl (failed against passed). With
--pairs it has dpo.jsonl and kto.jsonl: programs of the train split against failed ones of the same prompt, of the verdicts
that --verdicts names. --exclude names what you evaluate with: lines of JSON (a prompt, a program or both, in any shape of
rows), a JSON array, Parquet, or plain text, a prompt a line. Rows with the same prompt or template, a prompt or program
too like one of them, are dropped as "excluded"; --rejects says what each is like.`,
  examples: [
    "sft-stream split selected.jsonl | jq -r .metadata.split | sort | uniq -c",
    'sft-stream split --ratios 80/10/10 --out dataset selected.jsonl',
    'sft-stream split --exclude my-eval.jsonl --rejects excluded.jsonl --out dataset selected.jsonl',
    'sft-stream split --pairs --verdicts verdicts.jsonl --out dataset selected.jsonl',
    'sft-stream split --cutoff-len 4096 --over-long drop --parquet --out dataset selected.jsonl',
  ],
  flags: [...SPLIT_FLAGS, ...PAIR_FLAGS, ...COMMON_FLAGS],
  often: ['out', 'ratios', 'format', 'exclude', 'official', 'pairs', 'verdicts', 'cutoffLen', 'force'],
  async run({ context, operands, input, io }) {
    const source = input(operands[0])
    await runChain(context, [
      (c) => readRecords(c, 'selected', source),
      wholeInput,
      mergeOfficial,
      excludeRows,
      readPairs,
      splitSets,
      (c) => writeRows(c, io.stdout),
    ])
  },
}
