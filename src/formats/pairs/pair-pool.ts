/** dpo.jsonl and kto.jsonl: failed programs against those of the train split. */
import { byCodeUnits, byId } from '../../order.ts'
import type { Level, Sample, Selected, Verdict } from '../../record.ts'
import { tokenize } from '../../select/tokens.ts'
import { PURGE, findTwins, twinPrint } from '../../split/twins.ts'
import type { PairFacts } from '../../stream/facts.ts'
import type { RunContext } from '../../stream/run-context.ts'
import { Spool, type SpoolPlace } from '../../stream/spool.ts'
import { part, step, type Loop, type Work } from '../../stream/work.ts'
import { renderOutput } from '../canonical.ts'
import type { Answer, Pair } from '../format.ts'
import type { TokenCounter } from '../token-counter.ts'
import { balanceLengths } from './balance.ts'
import { failureOf } from './failure.ts'
import { matchPrompt, SAME_BUT_DEFECT, type Match } from './match.ts'
import { answerOf, countLevels, meanTokens, pairOf, type Failed, type Passed } from './rows.ts'

interface Entry {
  readonly id: string
  readonly promptId: string
  readonly place: SpoolPlace
}

interface FailedEntry extends Entry {
  readonly level: Level
}

export interface PairRows {
  pairs(): Iterable<Pair>
  answers(): Iterable<Answer>
  readonly facts: PairFacts
  /** Tokens of the longest answer with its task. */
  readonly longest: number
}

/** Programs whose fingerprints are in memory at one time, beside those of the held-out rows. */
const BATCH = 1000

const POOLS = new WeakMap<RunContext, PairPool>()

/**
 * What the pairs are made of: programs wait on disk, with about 200 bytes each in memory, and passed ones that the
 * selection did not take are not kept at all. The stage that sees verdicts calls failed() for each, the split calls
 * placed() for each row of the dataset, the writer asks for the rows. Every method throws ERR_IO.
 *
 * The chosen program is always a row of train.jsonl: it passed the selection and the purge, so that no pair can show
 * what is held out by that side; and only prompts that have such a row are used, whose group is in train with all its
 * prompts and templates. Failed programs that are much like a held-out one are left out.
 */
export class PairPool {
  readonly #spool: Spool<object>
  readonly #failed: FailedEntry[] = []
  readonly #passed: Entry[] = []
  readonly #heldOut: Entry[] = []
  readonly #leftOut = new Map<string, number>()
  #seen = 0

  /** The pool of this run, made on first use; undefined without --pairs. */
  static of(context: RunContext): PairPool | undefined {
    if (!context.options.pairs) return undefined
    const known = POOLS.get(context)
    if (known) return known
    const made = new PairPool(context.options.tmp)
    POOLS.set(context, made)
    return made
  }

  /** Ends the pool of a run, if it has one. */
  static close(context: RunContext): void {
    POOLS.get(context)?.close()
    POOLS.delete(context)
  }

  constructor(tmp: string | undefined) {
    this.#spool = new Spool(tmp)
  }

  /** Takes a verdict; one of a program that did not fail is none of ours. */
  failed(row: Verdict): void {
    const failure = failureOf(row)
    if (failure === undefined) return
    this.#seen++
    if (typeof failure === 'string') return this.#leave(failure)
    const place = this.#spool.append({ ...failure, plan: row.plan, program: row.code, hash: row.code_hash })
    this.#failed.push({ id: row.id, promptId: row.prompt_id, level: failure.level, place })
  }

  /** Takes a row of the dataset, and what it was made of. */
  placed({ code: program }: Selected, { turns: _turns, origin: _origin, trace: _trace, ...sample }: Sample): void {
    const { id, prompt_id: promptId, split } = sample.metadata
    const isTrain = split === 'train'
    const place = this.#spool.append(isTrain ? { sample, program } : { program })
    const list = isTrain ? this.#passed : this.#heldOut
    list.push({ id, promptId, place })
  }

  /** The rows of both files, each by id. `most`: tokens of a failed answer with its task. */
  *finish(counter: TokenCounter, most = Infinity): Work<PairRows> {
    const passed = groupedByPrompt(this.#passed)
    const apart = yield* step('pairs apart from what is held out', this.#withoutLeaks(this.#failed.toSorted(byId), passed))
    const failed = groupedByPrompt(apart)
    const matched = yield* step('pairs', this.#matched(passed, failed, counter, most))
    const dpo = balanceLengths(matched.pairs)
    for (const _ of dpo.dropped) this.#leave('length-balance')
    const kto = balanceLengths(matched.couples)
    return this.#rows(dpo.kept, kto.kept)
  }

  close(): void {
    this.#spool.close()
  }

  *#matched(
    passed: ReadonlyMap<string, Entry[]>,
    failed: ReadonlyMap<string, FailedEntry[]>,
    counter: TokenCounter,
    most: number,
  ): Loop<{ pairs: Match[]; couples: Match[] }> {
    let prompts = 0
    const length = (text: string) => counter.count(text)
    const pairs: Match[] = []
    const couples: Match[] = []
    for (const [promptId, entries] of failed) {
      yield prompts++ / failed.size
      let task = 0
      const good = passed.get(promptId)!.map((entry) => {
        const { sample, program } = this.#readPassed(entry)
        const tokens = length(sample.output)
        task = sample.metadata.tokens - tokens
        return { id: entry.id, code: tokenize(program).tokens, tokens }
      })
      const bad = this.#different(entries).map((entry) => {
        const { plan, program } = this.#readFailed(entry)
        const tokens = length(renderOutput(plan, program))
        return { id: entry.id, level: entry.level, code: tokenize(program).tokens, tokens }
      })
      const fitting = bad.filter(({ tokens }) => task + tokens <= most)
      for (let at = fitting.length; at < bad.length; at++) this.#leave('over-long')
      const found = matchPrompt(good, fitting)
      pairs.push(...found.pairs)
      couples.push(...found.couples)
      for (const reason of found.unmatched.values()) this.#leave(reason)
    }
    return { pairs, couples }
  }

  #rows(dpo: readonly Match[], kto: readonly Match[]): PairRows {
    const passed = new Map(this.#passed.map((entry) => [entry.id, entry]))
    const failed = new Map(this.#failed.map((entry) => [entry.id, entry]))
    const rest = ({ chosen, chosenTokens }: Match) =>
      this.#readPassed(passed.get(chosen)!).sample.metadata.tokens - chosenTokens
    const lengthOf = (match: Match) => rest(match) + Math.max(match.chosenTokens, match.rejectedTokens)
    const read = ({ chosen, rejected }: Match): [Passed, Failed] => [
      this.#readPassed(passed.get(chosen)!),
      this.#readFailed(failed.get(rejected)!),
    ]
    const pairs = dpo.toSorted(byIds)
    const answers = kto.flatMap((match) => [
      { id: match.chosen, match, label: true },
      { id: match.rejected, match, label: false },
    ])
    answers.sort(byId)
    return {
      *pairs() {
        for (const match of pairs) yield pairOf(match, ...read(match))
      },
      *answers() {
        for (const { match, label } of answers) yield answerOf(match, label, ...read(match))
      },
      longest: [...dpo, ...kto].reduce((longest, match) => Math.max(longest, lengthOf(match)), 0),
      facts: {
        failed: this.#seen,
        dpo: dpo.length,
        kto: { good: kto.length, bad: kto.length },
        left_out: Object.fromEntries([...this.#leftOut].toSorted(([a], [b]) => byCodeUnits(a, b))),
        levels: countLevels(dpo),
        same_but_defect: dpo.filter(({ similarity }) => similarity >= SAME_BUT_DEFECT).length,
        mean_tokens: { dpo: meanTokens(dpo), kto: meanTokens(kto) },
      },
    }
  }

  /** Without programs of prompts that have no row in train, and without those that are much like a held-out one. */
  *#withoutLeaks(failed: readonly FailedEntry[], passed: ReadonlyMap<string, Entry[]>): Loop<FailedEntry[]> {
    const ours = failed.filter(({ promptId }) => passed.has(promptId))
    for (let at = ours.length; at < failed.length; at++) this.#leave('no-train-row')
    const held = this.#heldOut.toSorted(byId).map((entry) => twinPrint(this.#readFailed(entry).program))
    const kept: FailedEntry[] = []
    for (let at = 0; at < ours.length; at += BATCH) {
      const batch = ours.slice(at, at + BATCH)
      const prints = batch.map((entry) => twinPrint(this.#readFailed(entry).program))
      const twins = new Set<number>()
      const across = (_: number, b: number) => b < held.length
      const leaks = findTwins([...held, ...prints], PURGE, across, (a) => twins.add(a - held.length), held.length)
      yield* part(at / ours.length, (at + batch.length) / ours.length, leaks)
      for (const [number, entry] of batch.entries()) {
        if (twins.has(number)) this.#leave('held-out-twin')
        else kept.push(entry)
      }
    }
    return kept
  }

  /** Each failed program of a prompt once. */
  #different(entries: readonly FailedEntry[]): FailedEntry[] {
    const seen = new Set<string>()
    return entries.filter((entry) => {
      const { hash } = this.#readFailed(entry)
      if (seen.has(hash)) this.#leave('repeated')
      return seen.size < seen.add(hash).size
    })
  }

  #leave(reason: string): void {
    this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1)
  }

  #readFailed({ place }: Entry): Failed {
    return this.#spool.read(place) as Failed
  }

  #readPassed({ place }: Entry): Passed {
    return this.#spool.read(place) as Passed
  }
}

/** By prompt, prompts and entries ordered by id. */
function groupedByPrompt<Each extends Entry>(entries: readonly Each[]): Map<string, Each[]> {
  const groups = new Map<string, Each[]>()
  for (const entry of entries.toSorted(byId)) {
    const group = groups.get(entry.promptId)
    if (group) group.push(entry)
    else groups.set(entry.promptId, [entry])
  }
  return new Map([...groups].toSorted(([a], [b]) => byCodeUnits(a, b)))
}

function byIds(a: Match, b: Match): number {
  return byCodeUnits(a.chosen, b.chosen) || byCodeUnits(a.rejected, b.rejected)
}
