/** Asks a teacher: what is in the journal is not asked again, what is paid is saved before anyone sees it. */
import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { SftError, messageOf } from '../errors.ts'
import type { Reply, Request } from '../record.ts'
import { contentAddress } from '../store/content-address.ts'
import { Journal } from '../store/journal.ts'
import type { Tally } from '../stream/ledger.ts'
import type { RunContext } from '../stream/run-context.ts'
import type { Price } from '../prices.ts'
import { Budget } from './budget.ts'
import { GaveUp } from './http-failures.ts'
import { costOf, mostOf, priceOf } from './prices.ts'
import type { Completion, Provider } from './provider.ts'
import { TeacherCounter } from './teacher-counter.ts'

/** What the journal keeps of a paid answer: the request that paid for it (without its prompts), and the answer. */
export interface SavedReply {
  readonly provider: string
  readonly source: string
  /** The model that was asked; absent in journals of 0.1.0. */
  readonly model?: string | undefined
  readonly request: Readonly<Record<string, unknown>>
  readonly completion: Completion
}

interface Answer {
  completion: Completion
  /** Whether this run asked for it. */
  bought: boolean
}

/** Not ERR_TEACHER's other reason: nobody was asked. */
class OverBudget extends SftError {
  constructor() {
    super('ERR_TEACHER', 'the budget does not cover what this call may cost')
  }
}

/** A long reply with its seed in JSON: 4096 tokens of code are some 16 KB. */
const EXPECTED_REPLY_BYTES = 64 * 1024

/** Beyond the deadline of an attempt, for an answer to be saved. */
const SAVING_MS = 10_000

/** Takes the journal's lock if the teacher is paid. Rejects with ERR_JOURNAL_IN_USE, ERR_IO or, for a budget without a price, ERR_USAGE. */
export async function openAsker(context: RunContext, provider: Provider, tally: Tally): Promise<Asker> {
  const { model, prices, budget } = context.options
  if (provider.paid && budget !== undefined && !priceOf(prices, model, new Date())) {
    await provider.close()
    throw unpriced(model)
  }
  const journal = provider.paid ? await openJournal(context, provider) : undefined
  return new Asker(context, provider, tally, journal)
}

async function openJournal(context: RunContext, provider: Provider): Promise<Journal<SavedReply>> {
  try {
    const journal = await Journal.open<SavedReply>(join(context.options.cache, 'journal'))
    const lost = journal.problems.filter(({ reason }) => reason !== 'torn-tail')
    if (lost.length > 0) {
      const [{ segment, offset, reason }] = lost
      const first = `the first is ${segment} byte ${offset} (${reason})`
      context.notice(`journal: ${lost.length} records cannot be read and are passed over; ${first}`)
    }
    return journal
  } catch (error) {
    await provider.close()
    throw error
  }
}

export class Asker {
  readonly #context: RunContext
  readonly #provider: Provider
  readonly #tally: Tally
  readonly #journal: Journal<SavedReply> | undefined
  readonly #counter: TeacherCounter
  /** Of the model that is asked; undefined when the table lacks it. */
  readonly #price: Price | undefined
  readonly #budget: Budget | undefined
  /** Answers on their way, by content address: equal requests share one call. */
  readonly #underWay = new Map<string, Promise<Answer | undefined>>()
  readonly #hardStop = new AbortController()
  #closing = false

  constructor(context: RunContext, provider: Provider, tally: Tally, journal: Journal<SavedReply> | undefined) {
    this.#context = context
    this.#provider = provider
    this.#tally = tally
    this.#journal = journal
    const { model, prices, budget } = context.options
    this.#counter = new TeacherCounter(provider.name, model, budget)
    this.#price = priceOf(prices, model, new Date())
    this.#budget = provider.paid && budget !== undefined ? new Budget(budget) : undefined
    context.facts.teacher = this.#counter.facts
    // Every call in flight listens.
    setMaxListeners(0, this.#hardStop.signal)
  }

  /**
   * The reply, or undefined when there is none and the row was dropped: no-reply, teacher-failed, interrupted.
   * Rejects with ERR_AUTHENTICATION and ERR_IO, which end the run.
   *
   * `signal` (the chain is going down) ends an unpaid call. A paid one goes on to its answer, which is saved though
   * nobody waits for it any more; only new attempts are stopped. See close().
   */
  async ask(request: Request, signal: AbortSignal): Promise<Reply | undefined> {
    const key = contentAddress(this.#provider.fingerprint(request))
    try {
      const answer = await (this.#journal ? this.#paid(this.#journal, key, request) : this.#unpaid(request, signal))
      if (answer) return this.#reply(request, key, answer)
      this.#tally.drop('no-reply', { id: request.id })
    } catch (error) {
      if (!(error instanceof SftError) || error.code !== 'ERR_TEACHER') throw error
      if (error instanceof OverBudget) {
        this.#counter.overBudget()
        this.#tally.drop('over-budget', { id: request.id, message: messageOf(error) })
        return undefined
      }
      const stopped = this.#isStopped
      if (!stopped) this.#counter.failed()
      this.#tally.drop(stopped ? 'interrupted' : 'teacher-failed', { id: request.id, message: messageOf(error) })
    }
    return undefined
  }

  /**
   * Ends the stage, whether its work is done or not. Answers that are paid for are waited for and saved: no attempt
   * starts any more, and each in flight has its deadline (--teacher-timeout). The hard stop is the backstop for a
   * provider that overlooks its own.
   */
  async close(): Promise<void> {
    this.#closing = true
    const longest = Math.min(this.#context.options.teacherTimeout * 1000 + SAVING_MS, 2 ** 31 - 1)
    const backstop = setTimeout(() => this.#hardStop.abort(), longest)
    try {
      await this.#provider.close()
      await Promise.allSettled(this.#underWay.values())
    } finally {
      clearTimeout(backstop)
      await this.#journal?.close()
    }
  }

  get #isStopped(): boolean {
    const { signal, interrupt } = this.#context
    return signal.aborted || interrupt?.aborted === true
  }

  async #unpaid(request: Request, signal: AbortSignal): Promise<Answer | undefined> {
    const completion = await this.#provider.complete(request, signal)
    if (completion) this.#counter.called(1)
    return completion && { completion, bought: true }
  }

  async #paid(journal: Journal<SavedReply>, key: string, request: Request): Promise<Answer | undefined> {
    const shared = this.#underWay.get(key)
    if (shared) return await shared.then((answer) => answer && { ...answer, bought: false })
    const answer = this.#findOrBuy(journal, key, request)
    this.#underWay.set(key, answer)
    try {
      return await answer
    } finally {
      this.#underWay.delete(key)
    }
  }

  async #findOrBuy(journal: Journal<SavedReply>, key: string, request: Request): Promise<Answer | undefined> {
    const saved = await journal.get(key)
    if (saved) return { completion: saved.completion, bought: false }
    // Room for every call that may be in flight: a full disk must show before the money is spent, not after.
    await journal.reserve(this.#context.options.concurrency * EXPECTED_REPLY_BYTES)
    if (this.#closing || this.#isStopped) throw new GaveUp('the run was stopped', 0)
    const completion = await this.#withinBudget(request)
    if (!completion) return undefined
    const { name: provider, source } = this.#provider
    const { model } = this.#context.options
    await journal.append(key, { provider, source, model, request: carried(request), completion })
    return { completion, bought: true }
  }

  /** Buys an answer if the most that it may cost is left of the budget. */
  async #withinBudget(request: Request): Promise<Completion | undefined> {
    const budget = this.#budget
    if (!budget) return await this.#buy(request)
    const most = mostOf(this.#price!, request)
    if (!(await budget.reserve(most))) throw new OverBudget()
    let reserved = most
    const mayRepeat = (): boolean => {
      if (!budget.tryReserve(most)) return false
      reserved += most
      return true
    }
    // A call that fails may be charged all the same, and an answer without usage does not say for how much.
    let cost = most
    try {
      const completion = await this.#buy(request, mayRepeat)
      cost = (completion?.cost_usd ?? most) + (completion?.unsettled ?? 0) * most
      return completion
    } catch (error) {
      // What the server refused is not charged.
      if (error instanceof GaveUp) cost = error.unsettled * most
      throw error
    } finally {
      budget.settle(reserved, cost)
    }
  }

  async #buy(request: Request, mayRepeat?: () => boolean): Promise<Completion | undefined> {
    try {
      const completion = await this.#provider.complete(request, this.#hardStop.signal, mayRepeat)
      this.#counter.called(completion?.attempts ?? 0)
      return completion && this.#priced(completion)
    } catch (error) {
      this.#counter.called(error instanceof GaveUp ? error.attempts : 1)
      throw error
    }
  }

  #priced(completion: Completion): Completion {
    const { cost_usd, usage } = completion
    const known = cost_usd ?? (this.#price && usage ? costOf(this.#price, usage) : null)
    return { ...completion, cost_usd: known }
  }

  #reply(request: Request, key: string, { completion, bought }: Answer): Reply {
    this.#counter.answered(completion, { bought })
    const { name, source } = this.#provider
    return replyOf(carried(request), { provider: name, source, reply_key: key }, completion)
  }
}

function unpriced(model: string | undefined): SftError {
  return new SftError('ERR_USAGE', `--budget: the price of ${model ?? 'the model'} is not known`, {
    hint: `add it to sft-stream.config.yaml, USD for a million tokens: prices: { ${model ?? 'NAME'}: { input: 0.15, output: 0.6 } }`,
  })
}

/** The fields of a request that its reply carries on: all but what was sent. */
function carried(request: Request): Readonly<Record<string, unknown>> {
  const { system_prompt: _system, user_prompt: _user, generation: _generation, ...rest } = request
  return rest
}

/** A reply row: the request at hand, which may be another than the one that paid, and what was answered. */
function replyOf(
  request: Readonly<Record<string, unknown>>,
  origin: Record<string, string>,
  completion: Completion,
): Reply {
  const { id, prompt_id, version, prompt_meta } = request
  return { ...request, ...origin, ...completion, id, prompt_id, version, prompt_meta } as Reply
}
