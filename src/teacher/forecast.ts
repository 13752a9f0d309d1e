/** What asking a teacher would cost, before anything is asked. */
import { join } from 'node:path'
import type { Price } from '../prices.ts'
import type { Reply, Request } from '../record.ts'
import { contentAddress } from '../store/content-address.ts'
import { Journal, type JournalReader } from '../store/journal.ts'
import type { RunContext } from '../stream/run-context.ts'
import { BATCH_SHARE, costOf, mostOf, priceOf, promptTokens } from './prices.ts'
import type { Provider } from './provider.ts'
import { savedReply, type SavedReply } from './reply-row.ts'

/** The forecast of one run. Equal requests of a run are one call. */
export interface Forecast {
  provider: string
  model: string | null
  requests: number
  /** Requests that are answered without a call: saved by an earlier run, or equal to another one of this run. */
  from_journal: number
  to_ask: number
  input_tokens: number
  /** When every answer is as long as it may be. */
  output_tokens_at_most: number
  /** At the mean length of the replies of this model in the journal; null when there are too few. */
  output_tokens_expected: number | null
  /** null when the price is unknown. A teacher that is not paid costs nothing. */
  usd_at_most: number | null
  usd_expected: number | null
}

/** Saved replies from which a mean is taken. */
const ENOUGH_REPLIES = 10

export class Forecaster {
  readonly #providers: readonly Provider[]
  /** Who is asked what no journal has: the first who is paid. */
  readonly #provider: Provider
  readonly #journal: JournalReader<SavedReply> | undefined
  readonly #price: Price | undefined
  /** What is paid of a price. */
  readonly #share: number
  readonly #asked = new Set<string>()
  #requests = 0
  #input = 0
  #output = 0
  #usd = 0

  /** Reads the journal, if a teacher is paid, without locking it. Rejects with ERR_IO. */
  static async open(context: RunContext, providers: readonly Provider[]): Promise<Forecaster> {
    const isPaid = providers.some(({ paid }) => paid)
    const journal = isPaid ? await Journal.read<SavedReply>(join(context.options.cache, 'journal')) : undefined
    return new Forecaster(context, providers, journal)
  }

  private constructor(
    { options }: RunContext,
    providers: readonly Provider[],
    journal: JournalReader<SavedReply> | undefined,
  ) {
    this.#providers = providers
    this.#provider = providers.find(({ paid }) => paid) ?? providers[0]!
    this.#journal = journal
    this.#share = options.batch ? BATCH_SHARE : 1
    this.#price = priceOf(options.prices, this.#provider.model, new Date())
  }

  /** Counts a request. Returns the content address of its reply in the journal, or undefined when it is to be asked. */
  add(request: Request): string | undefined {
    this.#requests++
    const keyOf = (provider: Provider): string => contentAddress(provider.fingerprint(request))
    const paid = this.#providers.filter((provider) => provider.paid)
    const saved = paid.map(keyOf).find((key) => this.#journal?.has(key))
    if (saved !== undefined) return saved
    const key = keyOf(this.#provider)
    if (this.#asked.has(key)) return undefined
    this.#asked.add(key)
    this.#input += promptTokens(request)
    this.#output += request.generation.max_tokens
    if (this.#price) this.#usd += mostOf(this.#price, request) * this.#share
    return undefined
  }

  /** The reply row of a request that is in the journal under `key`; undefined when it was damaged. Rejects with ERR_IO. */
  async reply(request: Request, key: string): Promise<Reply | undefined> {
    const saved = await this.#journal?.get(key)
    return saved && savedReply(request, key, saved)
  }

  /** USD that a saved reply would cost today; null when that is not known. */
  costOf({ cost_usd, usage }: Reply): number | null {
    return cost_usd ?? (this.#price && usage ? costOf(this.#price, usage) : null)
  }

  async forecast(): Promise<Forecast> {
    const { model = null } = this.#provider
    const toAsk = this.#asked.size
    const mean = toAsk === 0 ? 0 : await this.#meanOutput()
    const expected = mean === null ? null : Math.round(mean * toAsk)
    const usage = expected === null ? null : { input_tokens: this.#input, output_tokens: expected, cached_tokens: 0 }
    const priced = (usd: (price: Price) => number | null): number | null => {
      if (!this.#provider.paid || toAsk === 0) return 0
      return this.#price ? usd(this.#price) : null
    }
    return {
      provider: this.#provider.name,
      model,
      requests: this.#requests,
      from_journal: this.#requests - toAsk,
      to_ask: toAsk,
      input_tokens: this.#input,
      output_tokens_at_most: this.#output,
      output_tokens_expected: expected,
      usd_at_most: priced(() => this.#usd),
      usd_expected: priced((price) => usage && costOf(price, usage) * this.#share),
    }
  }

  /** Tokens of the answers that this model has given before. */
  async #meanOutput(): Promise<number | null> {
    let replies = 0
    let tokens = 0
    for await (const { reply } of this.#journal?.entries() ?? []) {
      const { provider, model, completion } = reply
      if (provider !== this.#provider.name || model !== this.#provider.model || !completion.usage) continue
      replies++
      tokens += completion.usage.output_tokens
    }
    return replies < ENOUGH_REPLIES ? null : tokens / replies
  }
}
