/** The rows chosen so far, and what stands against a further one. */
import type { Difficulty } from '../record.ts'
import type { Fingerprint } from './fingerprint.ts'
import type { Likeness } from './likeness.ts'
import type { Counts } from './quota.ts'
import type { Rated } from './ranking.ts'
import type { Refusal } from './refusal.ts'
import { TokenLcs } from './token-lcs.ts'
import { CANDIDATES, GLOBAL_SIMILARITY } from './twin-index.ts'

type Key = string | number

export interface Contender extends Rated {
  /** Equal for rows of one prompt, of one template of prompts, of one token stream. */
  readonly prompt: Key
  readonly template: Key
  readonly stream: Key
  /** Of the fingerprint: kept at hand, when the rest of it is on disk. */
  readonly calls: Int32Array
  /** Whether a review says that it is to be in. */
  readonly kept?: boolean
  /** Tokens of the program. */
  readonly length: number
  print(): Fingerprint
}

export interface TeamRules {
  readonly maxPerPrompt: number
  readonly maxPerTemplate: number
  /** Token-LCS ratio from which two programs of one prompt are near-duplicates. */
  readonly similarity: number
  readonly allowed: Counts
}

/** The reasons of the selection. */
export interface SelectionRefusal extends Refusal {
  readonly reason:
    | 'exact-duplicate'
    | 'near-duplicate-prompt'
    | 'near-duplicate'
    | 'over-max-per-prompt'
    | 'over-max-per-template'
    | 'less-diverse'
    | 'over-quota'
}

export class Team {
  readonly achieved: Counts = { easy: 0, medium: 0, hard: 0 }
  readonly #rows: readonly Contender[]
  readonly #rules: TeamRules
  readonly #byPrompt = new Map<Key, number[]>()
  readonly #byTemplate = new Map<Key, number>()
  readonly #likeness: Likeness
  readonly #inside: Uint8Array
  readonly #lcs = new TokenLcs()
  /** Of pairs that were compared: whether they are near-duplicates. Thresholds are tried out on the same pairs. */
  readonly #compared = new Map<number, boolean>()

  /** `likeness` of the rows to each other: nobody is in yet. */
  constructor(rows: readonly Contender[], rules: TeamRules, likeness: Likeness) {
    this.#rows = rows
    this.#rules = rules
    this.#inside = new Uint8Array(rows.length)
    this.#likeness = likeness
  }

  /** Makes a row one of those that its prompt may have, unless others have the room or are like it: then tells why. */
  enter(row: number): SelectionRefusal | undefined {
    const siblings = this.#byPrompt.get(this.#rows[row].prompt) ?? []
    if (siblings.length >= this.#rules.maxPerPrompt) return { reason: 'over-max-per-prompt' }
    const sibling = siblings.find((other) => this.#areTwins(row, other, this.#rules.similarity))
    if (sibling !== undefined) return { reason: 'near-duplicate-prompt', like: this.#rows[sibling].id }
    this.#byPrompt.set(this.#rows[row].prompt, [...siblings, row])
    return undefined
  }

  /** Adds a row, unless there is no room for it or a member is as like it as `threshold` (1: no matter how much): then tells why. */
  join(row: number, threshold: number): SelectionRefusal | undefined {
    const { template, difficulty } = this.#rows[row]
    const { maxPerTemplate, allowed } = this.#rules
    const ofTemplate = this.#byTemplate.get(template) ?? 0
    if (this.achieved[difficulty] >= allowed[difficulty]) return { reason: 'over-quota' }
    if (ofTemplate >= maxPerTemplate) return { reason: 'over-max-per-template' }
    const refusal = this.#refuseLikeness(row, threshold)
    if (refusal) return refusal
    this.#byTemplate.set(template, ofTemplate + 1)
    this.achieved[difficulty]++
    this.#likeness.add(row)
    this.#inside[row] = 1
    return undefined
  }

  has(row: number): boolean {
    return this.#inside[row] === 1
  }

  /** Takes out the row again that joined last. */
  leaveLast(row: number): void {
    const { template, difficulty } = this.#rows[row]
    this.#byTemplate.set(template, this.#byTemplate.get(template)! - 1)
    this.achieved[difficulty]--
    this.#likeness.removeLast(row)
    this.#inside[row] = 0
  }

  isFull(difficulty: Difficulty): boolean {
    return this.achieved[difficulty] >= this.#rules.allowed[difficulty]
  }

  #refuseLikeness(row: number, threshold: number): SelectionRefusal | undefined {
    let twin: number | undefined
    let alike: number | undefined
    this.#likeness.query(row, (other, similarity) => {
      if (threshold < 1 && similarity >= threshold) alike ??= other
      if (twin === undefined && similarity >= CANDIDATES && this.#areTwins(row, other, this.#globalSimilarity)) twin = other
    })
    if (twin !== undefined) return { reason: 'near-duplicate', like: this.#rows[twin].id }
    return alike === undefined ? undefined : { reason: 'less-diverse', like: this.#rows[alike].id }
  }

  get #globalSimilarity(): number {
    return Math.max(GLOBAL_SIMILARITY, this.#rules.similarity)
  }

  #areTwins(a: number, b: number, similarity: number): boolean {
    const sameRule = Number(similarity === this.#rules.similarity)
    const key = (Math.min(a, b) * this.#rows.length + Math.max(a, b)) * 2 + sameRule
    let twins = this.#compared.get(key)
    if (twins === undefined) {
      twins = this.#lcs.ratio(this.#rows[a].print().tokens, this.#rows[b].print().tokens, similarity) > 0
      this.#compared.set(key, twins)
    }
    return twins
  }
}
