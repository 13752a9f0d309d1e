import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SftError } from '../../../src/errors.ts'
import { Journal } from '../../../src/store/journal.ts'
import { jsonLine } from '../../../src/stream/json-line.ts'
import { into } from '../../../src/stream/write-lines.ts'
import { runChain } from '../../../src/stream/chain.ts'
import type { SavedReply } from '../../../src/teacher/reply-row.ts'
import type { Command, Invocation } from '../command.ts'
import { wordOf } from '../words.ts'

const ACTIONS = { ls, verify, compact, export: exported }
const WORDS = ['ls', 'verify', 'compact', 'export'] as const

/** What the folder of --cache may hold. */
const STORES = ['api-index', 'verdicts', 'journal']

export const cache: Command = {
  name: 'cache',
  usage: 'ls | verify | compact | export [flags]',
  summary: 'The stores under --cache: their sizes; the journal of paid replies checked, written anew, or as JSONL.',
  details: `ls prints the size of each store. verify reads every reply of the journal and names what is damaged (exit 74).
compact writes the journal anew without what is damaged or there twice. export prints each saved reply as a line:
key, provider, model, request and completion, oldest first. api-index and verdicts may be deleted at any time: they
are made again. The journal is what was paid for.`,
  examples: [
    'sft-stream cache ls',
    "sft-stream cache export | jq -r '[.key, .completion.cost_usd] | @tsv'",
    'sft-stream cache compact --cache .sft-stream',
  ],
  words: WORDS,
  takes: 'nothing',
  flags: ['cache', 'json', 'config', 'quiet', 'logLevel'],
  async run(invocation) {
    const [action = 'ls'] = invocation.operands
    await ACTIONS[wordOf(cache, WORDS, action)](invocation)
  },
}

const journalOf = ({ context }: Invocation): string => join(context.options.cache, 'journal')

interface Size {
  store: string
  files: number
  bytes: number
}

function sizeOf(folder: string, store: string): Size {
  const sizes = filesBelow(join(folder, store)).map((file) => statSync(file).size)
  return { store, files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

function filesBelow(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

async function ls(invocation: Invocation): Promise<void> {
  const { context, json, io, say } = invocation
  const sizes = STORES.map((store) => sizeOf(context.options.cache, store))
  const { size: replies } = await Journal.read(journalOf(invocation))
  if (json) return void io.stdout.write(jsonLine({ stores: sizes, replies }))
  for (const { store, files, bytes } of sizes) {
    const size = `${files} files, ${(bytes / 1e6).toFixed(1)} MB`
    io.stdout.write(`${store.padEnd(12)}${store === 'journal' ? say(`${size}, ${replies} replies`) : say(size)}\n`)
  }
}

async function verify(invocation: Invocation): Promise<void> {
  const { io, json, say } = invocation
  const journal = await Journal.read<SavedReply>(journalOf(invocation))
  let replies = 0
  for await (const _ of journal.entries()) replies++
  const { problems } = journal
  if (json) io.stdout.write(jsonLine({ replies, problems }))
  else {
    for (const { segment, offset, reason } of problems) io.stdout.write(say(`${segment} byte ${offset}: ${reason}`) + '\n')
    io.stdout.write(say(`${replies} replies can be read, ${problems.length} records cannot`) + '\n')
  }
  // The end that a kill tore off is no damage: that reply was never acknowledged.
  const damaged = problems.filter(({ reason }) => reason !== 'torn-tail')
  if (damaged.length === 0) return
  throw new SftError('ERR_IO', `${damaged.length} records of the journal are damaged`, {
    hint: 'they will be asked for again; sft-stream cache compact removes them',
  })
}

async function compact(invocation: Invocation): Promise<void> {
  const { context, json, io, say } = invocation
  const { cache: folder } = context.options
  const before = sizeOf(folder, 'journal').bytes
  const journal = await Journal.open(journalOf(invocation))
  try {
    await journal.compact()
  } finally {
    await journal.close()
  }
  const after = sizeOf(folder, 'journal').bytes
  if (json) return void io.stdout.write(jsonLine({ replies: journal.size, bytes_before: before, bytes: after }))
  const sizes = `${(before / 1e6).toFixed(1)} MB before, ${(after / 1e6).toFixed(1)} MB now`
  io.stdout.write(say(`${journal.size} replies, ${sizes}`) + '\n')
}

async function exported(invocation: Invocation): Promise<void> {
  const { context, io } = invocation
  const journal = await Journal.read<SavedReply>(journalOf(invocation))
  async function* lines(): AsyncGenerator<string> {
    for await (const { key, reply } of journal.entries()) yield jsonLine({ key, ...reply })
  }
  await runChain(context, [() => lines(), () => into(io.stdout)])
}
