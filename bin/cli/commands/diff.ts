import stableStringify from 'fast-json-stable-stringify'
import { renderDiff } from '../../../src/audit/diff-text.ts'
import { diffRows } from '../../../src/audit/diff.ts'
import { readFolder } from '../../../src/audit/read-folder.ts'
import { SftError } from '../../../src/errors.ts'
import type { Command } from '../command.ts'

export const diff: Command = {
  name: 'diff',
  usage: 'DIR1 DIR2 [flags]',
  summary: 'compares two datasets: rows of one only, rows that moved or changed, counts and tokens.',
  details: `Both are folders of splits, in any form that leakage reads. Rows are paired by metadata.id, what is left by their
programs. Told are the rows of one dataset only, those in another split, with another quality score, prompt or program, and
the rows by split, difficulty, module and source, and the tokens of each. The text names some rows of each kind, --json all.
The exit code is 0, whatever differs.`,
  examples: [
    'sft-stream diff dataset-1 dataset-2',
    "sft-stream diff dataset-1 dataset-2 --json | jq -r '.changed.split[] | [.row, .change[]] | @tsv'",
  ],
  operands: 2,
  takes: 'folder',
  flags: ['json', 'rejects', 'report', 'onError', 'maxItems', 'config', 'quiet', 'logLevel'],
  async run({ context, operands: [first, second], json, io, say }) {
    if (first === undefined || second === undefined) {
      throw new SftError('ERR_USAGE', 'diff: which two folders?', { hint: 'sft-stream diff DIR1 DIR2' })
    }
    const before = await readFolder(context, 'diff', first)
    const report = diffRows(before, await readFolder(context, 'diff', second))
    io.stdout.write(json ? stableStringify(report) + '\n' : renderDiff(report, [first, second], say))
  },
}
