import { Readable, Writable } from 'node:stream'
import { validate } from '../../../transforms/validate.ts'
import { SftError } from '../../../src/errors.ts'
import { DatasetReader } from '../../../src/lineage/folder.ts'
import { RowVerifier, drawn, verifyFiles, type Batch, type Findings } from '../../../src/lineage/verify.ts'
import { renderFindings } from '../../../src/lineage/verify-text.ts'
import type { Verdict } from '../../../src/record.ts'
import { runChain } from '../../../src/stream/chain.ts'
import { jsonLine } from '../../../src/stream/json-line.ts'
import type { RunContext } from '../../../src/stream/run-context.ts'
import type { Command } from '../command.ts'
import { COMMON_FLAGS, VERIFY_FLAGS } from '../flags.ts'

export const verify: Command = {
  name: 'verify',
  usage: 'DIR [flags]',
  summary: "a dataset's files against its manifest, and its rows judged again: reports every verdict that changed.",
  details: `Rows of any format are taken apart and judged anew, without the cache of verdicts, at the levels, frames, runtime and
time that their lineage tells; all of them, or --sample N. It reports files and rows that were changed since, verdicts
that are other today, and versions (validator, engine, API index) that differ. Exit 1 when a file, row or verdict is not
what the dataset says; another version alone is no fault.`,
  examples: ['sft-stream verify dataset', 'sft-stream verify dataset --sample 100 --json | jq .rows.findings'],
  takes: 'folder',
  flags: [...VERIFY_FLAGS, 'json', ...COMMON_FLAGS],
  async run({ context, operands: [path], json, io, say }) {
    if (path === undefined) throw new SftError('ERR_USAGE', 'verify: which folder?', { hint: 'sft-stream verify DIR' })
    const reader = await DatasetReader.open(path)
    try {
      const findings = await judge(context, reader)
      io.stdout.write(json ? jsonLine(findings) : renderFindings(findings, say))
      refuse(findings)
    } finally {
      await reader.close()
    }
  },
}

async function judge(context: RunContext, reader: DatasetReader): Promise<Findings> {
  const { options } = context
  const files = await verifyFiles(reader)
  const rows = new RowVerifier(reader, options)
  for (const batch of await rows.batches(drawn(reader.ids, options.sample, options.seed)))
    await judgeBatch(context, rows, batch)
  return rows.findings(files)
}

/** Through the stage that `validate` is. */
async function judgeBatch(context: RunContext, rows: RowVerifier, { options, ids }: Batch): Promise<void> {
  if (context.interrupt?.aborted) return
  const into = new Writable({
    objectMode: true,
    write(verdict: Verdict, _encoding, done) {
      rows.compare(verdict)
      done()
    },
  })
  await runChain({ ...context, options }, [() => Readable.from(rows.candidates(ids)), validate, () => into])
}

function refuse({ files, rows }: Findings): void {
  const counts = Object.entries({
    files: files.findings.length,
    rows: new Set(rows.findings.map(({ id }) => id)).size,
  }).filter(([, count]) => count > 0)
  if (counts.length === 0) return
  const what = counts.map(([name, count]) => `${count} ${name}`).join(' and ')
  throw new SftError('ERR_CHANGED', `${what} are not what the dataset says`)
}
