import type { Duplex } from 'node:stream'
import { chooseContext } from '../src/api-index/context.ts'
import { cacheFolders, openIndex } from '../src/api-index/index-store.ts'
import { openSearch } from '../src/api-index/search-file.ts'
import type { ApiSymbol } from '../src/api-index/api-index.ts'
import { domain } from '../src/domains/registry.ts'
import { estimateTokens } from '../src/formats/tokens.ts'
import type { Request, Seed } from '../src/record.ts'
import { PromptTokens } from '../src/requests/prompt-tokens.ts'
import { promptWriter } from '../src/requests/prompt-writer.ts'
import { versionOf } from '../src/requests/version.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/**
 * Seeds → requests: versions 1..N of each seed, alike but for id, version and generation seed. Counts requests on both
 * sides, because a seed is as many rows of work: in = seeds × versions.
 */
export async function buildRequests({ options, ledger, facts }: RunContext): Promise<Duplex> {
  const tally = ledger.stage('requests')
  const prompts = await domain().prompts()
  const source = await domain().api()
  const index = await openIndex(source, options.cache)
  const search = openSearch(index, prompts.prior, cacheFolders(source, options.cache))
  const write = promptWriter(options, prompts, index)
  const tokens = new PromptTokens()
  facts.prompts = tokens.facts
  const { temperature, topP: top_p, maxTokens: max_tokens, versions } = options
  const sampling = { temperature, top_p, max_tokens }

  const cost = (symbols: readonly ApiSymbol[]) => estimateTokens(prompts.apiContext(symbols, index))
  const limits = { items: options.topK, tokens: options.contextTokens, cost }

  function* each(seed: Seed): Iterable<Request> {
    tally.in += versions - 1
    const symbols = chooseContext(index, search, prompts.wanted(seed), limits)
    const written = write(seed, symbols)
    tokens.add(written, versions)
    const shared = {
      prompt_id: seed.id,
      system_prompt: written.system_prompt,
      user_prompt: written.user_prompt,
      prompt_meta: seed,
      api_context_injected: symbols.map(({ id }) => id),
    }
    for (let version = 1; version <= versions; version++) {
      yield versionOf(shared, version, sampling, options.seed)
    }
  }
  return rowTransform<Seed, Request>(tally, { each })
}
