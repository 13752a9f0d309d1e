import { Readable } from 'node:stream'
import stableStringify from 'fast-json-stable-stringify'
import type { ApiIndex, ApiSymbol } from '../../../src/api-index/api-index.ts'
import { describeSymbol } from '../../../src/api-index/describe.ts'
import { cacheFolders, openIndex } from '../../../src/api-index/index-store.ts'
import { nearestSymbols } from '../../../src/api-index/nearest-symbols.ts'
import { openSearch } from '../../../src/api-index/search-file.ts'
import { domain } from '../../../src/domains/registry.ts'
import { SftError } from '../../../src/errors.ts'
import { runChain } from '../../../src/stream/chain.ts'
import { into, toLines } from '../../../src/stream/write-lines.ts'
import type { Command, Invocation } from '../command.ts'
import { wordOf } from '../words.ts'

const ACTIONS = { build, search, show }
const WORDS = ['build', 'search', 'show'] as const

export const api: Command = {
  name: 'api',
  usage: 'build | search WORDS… | show ID… [flags]',
  summary: "Builds, searches and shows the engine's API index.",
  details: `build prints every symbol as a line of JSON. search ranks symbols for words in English or Chinese.
show prints what an id stands for, inherited members included, and exits 1 when nothing has it.`,
  examples: [
    'sft-stream api show Phaser.Cameras.Scene2D.Camera#setBounds',
    'sft-stream api search rotate a circle',
    "sft-stream api build | jq -r 'select(.kind == \"event\") | [.id, .value] | @tsv'",
  ],
  operands: Infinity,
  words: WORDS,
  takes: 'nothing',
  flags: ['topK', 'cache', 'json', 'config', 'quiet'],
  async run(invocation) {
    const action = wordOf(api, WORDS, invocation.operands[0])
    const index = await openIndex(await domain().api(), invocation.context.options.cache)
    await ACTIONS[action](invocation, index, invocation.operands.slice(1))
  },
}

async function build({ context, io }: Invocation, index: ApiIndex): Promise<void> {
  await runChain(context, [() => Readable.from(index.symbols()), toLines, () => into(io.stdout)])
}

async function search({ io, json, context }: Invocation, index: ApiIndex, words: string[]): Promise<void> {
  if (words.length === 0) {
    throw new SftError('ERR_USAGE', 'api search: no words', { hint: 'sft-stream api search rotate a circle' })
  }
  const prompts = await domain().prompts()
  const { query } = prompts.wanted({ id: 'query', difficulty: 'easy', modules: [], task: words.join(' ') })
  const { cache, topK } = context.options
  const folders = cacheFolders(await domain().api(), cache)
  const hits = openSearch(index, prompts.prior, folders).search(query, topK)
  const line = ({ symbol, score }: { symbol: ApiSymbol; score: number }) => {
    if (json) return stableStringify({ score, ...symbol })
    return `${score.toFixed(2).padStart(7)}  ${symbol.id}  ${symbol.doc.slice(0, 80)}`
  }
  for (const hit of hits) io.stdout.write(line(hit).trimEnd() + '\n')
}

async function show({ io, json }: Invocation, index: ApiIndex, ids: string[]): Promise<void> {
  if (ids.length === 0) {
    throw new SftError('ERR_USAGE', 'api show: no id', { hint: 'sft-stream api search WORDS finds ids' })
  }
  for (const id of ids) {
    const found = index.resolve(id)
    if (!found) throw unknownSymbol(index, id)
    const { symbol, from, inherited } = found
    io.stdout.write(json ? stableStringify({ ...symbol, from, inherited }) + '\n' : describeSymbol(index, id)!)
  }
}

function unknownSymbol(index: ApiIndex, id: string): SftError {
  const guesses = nearestSymbols(index, id, 3)
  const hint = guesses.length > 0 ? `did you mean ${guesses.join(', ')}?` : 'sft-stream api search WORDS finds symbols'
  return new SftError('ERR_UNKNOWN_SYMBOL', `nothing in the engine is named ${id}`, { hint })
}
