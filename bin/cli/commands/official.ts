import { statSync } from 'node:fs'
import { judgeExamples, readClone } from '../../../transforms/official-examples.ts'
import { SftError } from '../../../src/errors.ts'
import { runChain } from '../../../src/stream/chain.ts'
import { into, toLines } from '../../../src/stream/write-lines.ts'
import type { Command } from '../command.ts'
import { COMMON_FLAGS, OFFICIAL_FLAGS, VALIDATE_FLAGS } from '../flags.ts'

export const official: Command = {
  name: 'official',
  usage: 'DIR [flags]',
  summary: 'a clone of example programs → verdicts, with licence, commit and path.',
  details: `DIR is a clone in the layout of phaserjs/examples, or any folder of programs and scenes as single files, pages, ES
modules or TypeScript. What a program imports from the clone goes into it; images, sheets, atlases, bitmap fonts and sounds
become code that makes them under the same keys (assets: generated). The task is told in Chinese or English from title,
folder, comments, API and run. A file without a permissive licence (its own header, or the nearest LICENSE, README or
package.json above it) is skipped; --rejects says why each one was. No link is followed, and git is not run.`,
  examples: [
    'sft-stream official clone --rejects skipped.jsonl > official.jsonl',
    "sft-stream official clone | jq -r 'select(.passed) | [.licence, .path] | @tsv'",
    'sft-stream split --official official.jsonl --out dataset selected.jsonl',
  ],
  takes: 'folder',
  often: ['licence', 'source', 'taskLang', 'skipRuntime', 'rejects', 'jobs'],
  flags: [...OFFICIAL_FLAGS, ...VALIDATE_FLAGS, ...COMMON_FLAGS],
  async run({ context, operands: [root], io }) {
    if (root === undefined)
      throw new SftError('ERR_USAGE', 'official: which folder?', { hint: 'sft-stream official DIR' })
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
      throw new SftError('ERR_NO_INPUT', `cannot open ${root}: it is no folder`)
    }
    await runChain(context, [(c) => readClone(c, root), judgeExamples, toLines, () => into(io.stdout)])
  },
}
