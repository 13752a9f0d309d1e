/** What failed programs did wrong: the `mistakes` of report.json, of which teachers are warned. */
import { byCodeUnits } from '../order.ts'
import { LEVELS, type Issue, type Level, type Verdict } from '../record.ts'
import type { Mistake, MistakeFacts } from '../stream/facts.ts'

/** Programs make up names and messages without end: of one mistake so many are told apart. */
const MAX_NAMES = 1000
const MAX_LENGTH = 120
/** How many of them a report shows. */
const SHOWN = 5

interface Name {
  readonly text: string
  readonly suggestion?: string | undefined
  count: number
}

interface Entry {
  readonly level: Level
  readonly code: string
  readonly topic: string
  count: number
  readonly symbols: Map<string, Name>
  readonly messages: Map<string, Name>
}

/**
 * Counts mistakes as verdicts pass. Only the first level that failed counts: what a later one finds (--all-levels) mostly
 * follows from it. A program counts once for a mistake, however often it makes it.
 */
export class MistakeCounts {
  readonly #topicOf: (issue: Issue) => string
  readonly #entries = new Map<string, Entry>()
  #programs = 0
  #failed = 0

  /** `topicOf`: which of the mistakes under one code an issue is; '' for none in particular. */
  constructor(topicOf: (issue: Issue) => string) {
    this.#topicOf = topicOf
  }

  add({ validation: { levels } }: Pick<Verdict, 'validation'>): void {
    this.#programs++
    const level = LEVELS.find((each) => levels[each]?.passed === false)
    if (level === undefined) return
    this.#failed++
    const errors = levels[level]!.issues.filter(({ severity }) => severity === 'error')
    const seen = new Set<Entry | Name>()
    const once = (counted: Entry | Name | undefined) => {
      if (counted && !seen.has(counted)) counted.count++
      if (counted) seen.add(counted)
    }
    for (const issue of errors) {
      const entry = this.#entryOf(level, issue)
      once(entry)
      once(nameOf(entry, issue))
    }
  }

  /** The counts so far: the most frequent first, then by level, code and topic. */
  snapshot(): MistakeFacts {
    const mistakes = [...this.#entries.values()].map(({ symbols, messages, ...entry }) => ({
      ...entry,
      symbols: mostFrequent(symbols).map(({ text: symbol, count, suggestion }) => ({
        symbol,
        count,
        ...(suggestion === undefined ? {} : { suggestion }),
      })),
      messages: mostFrequent(messages).map(({ text: message, count }) => ({ message, count })),
    }))
    return { programs: this.#programs, failed: this.#failed, ranked: mistakes.toSorted(byRank) }
  }

  #entryOf(level: Level, issue: Issue): Entry {
    const { code } = issue
    const topic = this.#topicOf(issue)
    const key = `${level} ${code} ${topic}`
    let entry = this.#entries.get(key)
    if (!entry) {
      entry = { level, code, topic, count: 0, symbols: new Map(), messages: new Map() }
      this.#entries.set(key, entry)
    }
    return entry
  }
}

/** What an issue is about: its symbol, or its message when it has none. */
function nameOf({ symbols, messages }: Entry, { symbol, message, suggestion }: Issue): Name | undefined {
  const names = symbol === undefined ? messages : symbols
  const text = (symbol ?? message).slice(0, MAX_LENGTH)
  let name = names.get(text)
  if (!name && names.size < MAX_NAMES) names.set(text, (name = { text, suggestion, count: 0 }))
  return name
}

function mostFrequent(names: ReadonlyMap<string, Name>): Name[] {
  return [...names.values()].toSorted((a, b) => b.count - a.count || byCodeUnits(a.text, b.text)).slice(0, SHOWN)
}

function byRank(a: Mistake, b: Mistake): number {
  return (
    b.count - a.count || byCodeUnits(a.level, b.level) || byCodeUnits(a.code, b.code) || byCodeUnits(a.topic, b.topic)
  )
}
