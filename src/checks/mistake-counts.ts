/** What failed programs did wrong: the `mistakes` of report.json, of which teachers are warned. */
import { byCodeUnits } from '../order.ts'
import { LEVELS, type Issue, type Level, type Verdict } from '../record.ts'
import type { Mistake, MistakeExample, MistakeFacts, NameCount } from '../stream/facts.ts'
import { excerptOf } from './excerpt.ts'

/** Programs make up names and messages without end: of one mistake so many are told apart. */
const MAX_NAMES = 1000
const MAX_LENGTH = 120
const MAX_ID = 120
/** How many of them a report shows. */
const SHOWN = 5
const INVENTED_SHOWN = 20
/** Codes of issues about a name that nothing has begin like this. */
const INVENTED = /^unknown-/

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
  example: MistakeExample
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

  add(verdict: Pick<Verdict, 'id' | 'code' | 'validation'>): void {
    const { levels } = verdict.validation
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
      const entry = this.#entryOf(level, issue, verdict)
      once(entry)
      once(nameOf(entry, issue))
    }
  }

  /** The counts so far: the most frequent first, then by level, code and topic. */
  snapshot(): MistakeFacts {
    const entries = [...this.#entries.values()]
    const mistakes = entries.map(({ symbols, messages, example, ...entry }) => ({
      ...entry,
      symbols: mostFrequent(symbols.values(), SHOWN).map(nameCount),
      messages: mostFrequent(messages.values(), SHOWN).map(({ text: message, count }) => ({ message, count })),
      example,
    }))
    const names = entries.filter(({ code }) => INVENTED.test(code)).flatMap(({ symbols }) => [...symbols.values()])
    const invented = mostFrequent(names, INVENTED_SHOWN).map(nameCount)
    return { programs: this.#programs, failed: this.#failed, ranked: mistakes.toSorted(byRank), invented }
  }

  #entryOf(level: Level, issue: Issue, verdict: Pick<Verdict, 'id' | 'code'>): Entry {
    const { code } = issue
    const topic = this.#topicOf(issue)
    const key = `${level} ${code} ${topic}`
    let entry = this.#entries.get(key)
    if (!entry) {
      const example = exampleOf(issue, verdict)
      entry = { level, code, topic, count: 0, symbols: new Map(), messages: new Map(), example }
      this.#entries.set(key, entry)
    } else if (byCodeUnits(verdict.id.slice(0, MAX_ID), entry.example.id) < 0) {
      entry.example = exampleOf(issue, verdict)
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

function exampleOf({ message, line }: Issue, { id, code }: Pick<Verdict, 'id' | 'code'>): MistakeExample {
  const excerpt = excerptOf(code, line)
  return { id: id.slice(0, MAX_ID), message: message.slice(0, MAX_LENGTH), ...(excerpt ? { excerpt } : {}) }
}

function mostFrequent(names: Iterable<Name>, shown: number): Name[] {
  return [...names].toSorted((a, b) => b.count - a.count || byCodeUnits(a.text, b.text)).slice(0, shown)
}

function nameCount({ text: symbol, count, suggestion }: Name): NameCount {
  return { symbol, count, ...(suggestion === undefined ? {} : { suggestion }) }
}

function byRank(a: Mistake, b: Mistake): number {
  return (
    b.count - a.count || byCodeUnits(a.level, b.level) || byCodeUnits(a.code, b.code) || byCodeUnits(a.topic, b.topic)
  )
}
