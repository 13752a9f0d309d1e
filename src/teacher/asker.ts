/** Asks a teacher: what is in the journal is not asked again, what is paid is saved before anyone sees it. */
import { setMaxListeners } from 'node:events'
import { SftError, messageOf } from '../errors.ts'
import type { Reply, Request } from '../record.ts'
import type { Journal } from '../store/journal.ts'
import type { Tally } from '../stream/ledger.ts'
import type { RunContext } from '../stream/run-context.ts'
import { Slots } from '../stream/slots.ts'
import type { Budget } from './budget.ts'
import { GaveUp } from './http-failures.ts'
import type { Completion } from './provider.ts'
import { carried, replyOf, type Answer, type SavedReply, type Source } from './reply-row.ts'
import { OverBudget, type Teacher } from './teacher.ts'
import type { TeacherCounter } from './teacher-counter.ts'

/** A long reply with its seed in JSON: 4096 tokens of code are some 16 KB. */
const EXPECTED_REPLY_BYTES = 64 * 1024

/** Errors of one teacher after which another may be asked. */
const ASKS_NEXT: ReadonlySet<string> = new Set(['ERR_TEACHER', 'ERR_AUTHENTICATION'])

/** Beyond the deadline of an attempt, for an answer to be saved. */
const SAVING_MS = 10_000

export interface AskerParts {
  readonly context: RunContext
  /** The first is asked; the next one when it has no answer. */
  readonly teachers: readonly Teacher[]
  readonly counter: TeacherCounter
  readonly budget: Budget | undefined
  readonly tally: Tally
  readonly journal: Journal<SavedReply> | undefined
}

export class Asker {
  readonly #context: RunContext
  readonly #teachers: readonly Teacher[]
  readonly #counter: TeacherCounter
  readonly #tally: Tally
  readonly #journal: Journal<SavedReply> | undefined
  readonly #budget: Budget | undefined
  /** Answers on their way, by content address: equal requests share one call. */
  readonly #underWay = new Map<string, Promise<Answer | undefined>>()
  readonly #slots: Slots
  readonly #hardStop = new AbortController()
  #closing = false

  constructor({ context, teachers, counter, budget, tally, journal }: AskerParts) {
    this.#context = context
    this.#teachers = teachers
    this.#counter = counter
    this.#tally = tally
    this.#journal = journal
    this.#budget = budget
    this.#slots = new Slots(context.options.concurrency)
    // Every call in flight listens.
    setMaxListeners(0, this.#hardStop.signal)
  }

  /**
   * The reply, or undefined when there is none and the row was dropped: no-reply, teacher-failed, over-budget,
   * interrupted. Rejects with ERR_AUTHENTICATION and ERR_IO, which end the run.
   *
   * `signal` (the chain is going down) ends an unpaid call. A paid one goes on to its answer, which is saved though
   * nobody waits for it any more; only new attempts are stopped. See close().
   */
  async ask(request: Request, signal: AbortSignal): Promise<Reply | undefined> {
    const { id } = request
    try {
      const answer = await this.#shared(request, signal)
      if (answer) return replyOf(request, answer)
      this.#tally.drop('no-reply', { id })
    } catch (error) {
      if (!(error instanceof SftError) || error.code !== 'ERR_TEACHER') throw error
      this.#tally.drop(this.#lost(error), { id, message: messageOf(error) })
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
      await Promise.all(this.#teachers.map(({ provider }) => provider.close()))
      await Promise.allSettled(this.#underWay.values())
    } finally {
      clearTimeout(backstop)
      await this.#journal?.close()
    }
  }

  /** Whether a teacher is among them whose answers cost money. */
  get isPaid(): boolean {
    return this.#journal !== undefined
  }

  get #isStopped(): boolean {
    const { signal, interrupt } = this.#context
    return signal.aborted || interrupt?.aborted === true
  }

  /** Counts a request that is lost, and names the reason. */
  #lost(error: SftError): string {
    if (error instanceof OverBudget) {
      this.#counter.overBudget()
      return 'over-budget'
    }
    if (this.#isStopped) return 'interrupted'
    this.#counter.failed()
    return 'teacher-failed'
  }

  async #shared(request: Request, signal: AbortSignal): Promise<Answer | undefined> {
    const sources = this.#teachers.map((teacher) => ({ teacher, key: teacher.key(request) }))
    if (!this.#journal) return this.#counted(await this.#anyAnswer(sources, request, signal))
    const [{ key }] = sources as [Source]
    const shared = this.#underWay.get(key)
    if (shared) return this.#counted(await shared.then((answer) => answer && { ...answer, bought: false }))
    const answer = this.#findOrAsk(this.#journal, sources, request, signal)
    this.#underWay.set(key, answer)
    try {
      return this.#counted(await answer)
    } finally {
      this.#underWay.delete(key)
    }
  }

  #counted(answer: Answer | undefined): Answer | undefined {
    answer?.teacher.counter.answered(answer.completion, answer)
    return answer
  }

  async #findOrAsk(
    journal: Journal<SavedReply>,
    sources: readonly Source[],
    request: Request,
    signal: AbortSignal,
  ): Promise<Answer | undefined> {
    for (const source of sources) {
      const saved = source.teacher.provider.paid ? await journal.get(source.key) : undefined
      if (saved) return { ...source, completion: saved.completion, bought: false }
    }
    return await this.#anyAnswer(sources, request, signal)
  }

  /** The answer of the first teacher that has one. Rejects as the last one does. */
  async #anyAnswer(sources: readonly Source[], request: Request, signal: AbortSignal): Promise<Answer | undefined> {
    const able = sources.filter(({ teacher }) => !teacher.isResting())
    const [first, ...others] = able.length > 0 ? able : sources
    try {
      const answer = await this.#answerOf(first!, request, signal)
      if (answer || others.length === 0) return answer
    } catch (error) {
      const mayAskNext = error instanceof SftError && ASKS_NEXT.has(error.code)
      if (!mayAskNext || others.length === 0 || this.#isStopped) throw error
      this.#passedOver(first!.teacher, others[0]!.teacher, error)
    }
    return await this.#anyAnswer(others, request, signal)
  }

  #passedOver({ provider, isRefused }: Teacher, next: Teacher, error: SftError): void {
    if (isRefused) {
      this.#context.notice(`${provider.name}: ${messageOf(error)}; ${next.provider.name} is asked in its place`)
    }
  }

  async #answerOf({ teacher, key }: Source, request: Request, signal: AbortSignal): Promise<Answer | undefined> {
    if (!teacher.provider.paid || !this.#journal) {
      const completion = await teacher.answer(request, signal, undefined)
      return completion && { teacher, key, completion, bought: true }
    }
    const journal = this.#journal
    // Room for every call that may be in flight: a full disk must show before the money is spent, not after.
    await journal.reserve(this.#context.options.concurrency * EXPECTED_REPLY_BYTES)
    const completion = await this.#slots.use(() => this.#buy(journal, { teacher, key }, request))
    return completion && { teacher, key, completion, bought: true }
  }

  /** Asks and saves: what a kill in between loses was paid for, so both happen in one of --concurrency places. */
  async #buy(
    journal: Journal<SavedReply>,
    { teacher, key }: Source,
    request: Request,
  ): Promise<Completion | undefined> {
    if (this.#closing || this.#isStopped) throw new GaveUp('the run was stopped', 0)
    if (teacher.isRefused) throw new GaveUp('the teacher has refused the key', 0)
    const completion = await teacher.answer(request, this.#hardStop.signal, this.#budget)
    if (!completion) return undefined
    const { name: provider, source, model } = teacher.provider
    await journal.append(key, { provider, source, model, request: carried(request), completion })
    return completion
  }
}
