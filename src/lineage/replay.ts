/** A row's program again, from as far back as costs nothing: the reply that was paid for, or the mock's; else the row. */
import { join } from 'node:path'
import type { Options } from '../config.ts'
import type { Lineage } from '../formats/lineage.ts'
import type { Candidate, Reply, Request } from '../record.ts'
import { readReport, reportFile } from '../reports/read-report.ts'
import { contentAddress } from '../store/content-address.ts'
import { Journal } from '../store/journal.ts'
import type { RunContext } from '../stream/run-context.ts'
import { mockFactory } from '../teacher/mock.ts'
import { savedReply, type SavedReply } from '../teacher/reply-row.ts'
import { shellWord } from '../text/shell-word.ts'
import { candidateOf, judgedLevels, judgedUnder } from './candidate.ts'
import type { DatasetReader, StoredRow } from './folder.ts'

export interface Replay {
  /** What the record is: a reply goes through `parse` first. */
  readonly kind: 'reply' | 'candidate'
  readonly record: Reply | Candidate
  /** Where it comes from, in words. */
  readonly from: string
}

/** The earliest record of a row that can be had without asking a teacher. Throws ERR_IO. */
export async function replayOf(
  context: RunContext,
  reader: DatasetReader,
  lineage: Lineage,
  stored: StoredRow | undefined,
): Promise<Replay | undefined> {
  const reply = lineage.reply_key === '' ? undefined : await replyOf(context, reader, lineage)
  if (reply) return { kind: 'reply', ...reply }
  if (stored?.output === undefined) return undefined
  const record = candidateOf(lineage, stored.output)
  return { kind: 'candidate', record, from: `the row itself, for ${whyNoReply(lineage, context.options)}` }
}

async function replyOf(
  context: RunContext,
  reader: DatasetReader,
  lineage: Lineage,
): Promise<Omit<Replay, 'kind'> | undefined> {
  const request = requestOf(lineage)
  const journal = await Journal.read<SavedReply>(join(context.options.cache, 'journal'))
  const saved = await journal.get(lineage.reply_key)
  if (saved) {
    const asked = { ...saved.request, ...request } as Request
    return {
      record: savedReply(asked, lineage.reply_key, saved),
      from: `the journal of replies in ${context.options.cache}`,
    }
  }
  const made = lineage.source === 'mock' ? await mockReply(context, reader, lineage, request) : undefined
  return made && { record: made, from: 'the seed: the mock writes it again' }
}

/** What a reply says of its request. What was sent is gone, and nobody is asked again. */
function requestOf({ request_id, prompt_id, version, turn, seed }: Lineage): Request {
  const prompts = { system_prompt: '', user_prompt: '', api_context_injected: [] }
  const repair = turn > 0 ? { turn } : {}
  return { id: request_id, prompt_id, version, prompt_meta: seed, ...prompts, ...repair } as unknown as Request
}

/** The mock's reply, made anew; undefined when it is not the one that the row is made of. */
async function mockReply(
  context: RunContext,
  reader: DatasetReader,
  { reply_key }: Lineage,
  request: Request,
): Promise<Reply | undefined> {
  const options = { ...context.options, seed: reader.manifest.options.seed, defectRate: defectRateOf(reader) }
  const mock = await mockFactory.create({ ...context, options })
  if (contentAddress(mock.fingerprint(request)) !== reply_key) return undefined
  const completion = await mock.complete(request, context.signal)
  return completion && savedReply(request, reply_key, { provider: mock.name, source: mock.source, completion })
}

/** The share of defects that was asked of the mock, which the report of a whole run tells. */
function defectRateOf(reader: DatasetReader): number {
  const options = readReport(reportFile(reader.path))?.run?.options as Partial<Options> | undefined
  return Number(options?.defectRate ?? 0)
}

function whyNoReply({ reply_key, source }: Lineage, { cache }: Options): string {
  if (reply_key === '') return 'no teacher was asked for it'
  if (source === 'mock') return 'the mock was run with another --seed or --defect-rate than the report tells'
  return `the journal in ${cache} lacks its reply; --cache names another`
}

/** The one command that replays a row: it prints the verdict anew. */
export function replayCommand(path: string, lineage: Lineage, { kind }: Replay, options: Options): string {
  const { levels, frames, checkTimeout, runtime } = judgedUnder(lineage, options)
  const cache = options.cache === '.sft-stream' ? '' : ` --cache ${shellWord(options.cache)}`
  const failed = judgedLevels(lineage).some((level) => lineage.levels[level] === false)
  const validate = [
    `validate --levels ${levels.join(',')} --frames ${frames} --check-timeout ${checkTimeout}`,
    ...(runtime === 'browser' ? ['--runtime browser'] : []),
    ...(failed ? ['--all-levels'] : []),
    '--no-cache',
  ].join(' ')
  const stages = [
    `explain ${shellWord(path)} ${shellWord(lineage.id)} --replay${cache}`,
    ...(kind === 'reply' ? ['parse'] : []),
    validate + cache,
  ]
  return stages.map((stage) => `sft-stream ${stage}`).join(' | ')
}
