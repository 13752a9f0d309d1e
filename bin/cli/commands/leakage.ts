import stableStringify from 'fast-json-stable-stringify'
import { renderLeaks } from '../../../src/audit/leak-text.ts'
import { auditLeaks } from '../../../src/audit/leaks.ts'
import { readFolder } from '../../../src/audit/read-folder.ts'
import { SftError } from '../../../src/errors.ts'
import { inSteps } from '../../../src/stream/work.ts'
import type { Command } from '../command.ts'

/** Examples of each kind of leak. */
const EXAMPLES = 3

export const leakage: Command = {
  name: 'leakage',
  usage: 'DIR [flags]',
  summary: 'audits any train/val/test folder: same prompts, templates and near-duplicate programs across its splits.',
  details: `DIR holds the splits as files (train, val, validation, dev, eval, test anywhere in the name) of JSON lines, a JSON
array or Parquet; the rows are alpaca, sharegpt, openai or trl, ours or somebody else's. Counted are the held-out rows
that are like a row of an earlier split: val against train, test against train and val. Lines that stand in a tenth of the
prompts are their frame and do not count for templates and likeness. Programs are near-duplicates as for split: token
5-grams, also with other names, or token LCS. Rows that cannot be read are counted; the exit code is 0 whatever is found.`,
  examples: [
    'sft-stream leakage dataset',
    "sft-stream leakage dataset --json | jq '.leaks.near_duplicate | [.rows, .share]'",
    'sft-stream leakage dataset --json | jq -e ".any.rows == 0"      # a gate for scripts',
  ],
  takes: 'folder',
  flags: ['json', 'rejects', 'report', 'onError', 'maxItems', 'config', 'quiet', 'logLevel'],
  async run({ context, operands: [folder], json, io, say }) {
    if (folder === undefined) {
      throw new SftError('ERR_USAGE', 'leakage: which folder?', { hint: 'sft-stream leakage DIR' })
    }
    const report = await inSteps(context, 'leakage', auditLeaks(await readFolder(context, 'leakage', folder), EXAMPLES))
    io.stdout.write(json ? stableStringify(report) + '\n' : renderLeaks(report, say))
  },
}
