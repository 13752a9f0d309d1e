/** How far two reviewers agree beyond chance. */
import type { Decisions, Judgement } from '../select/decisions.ts'
import { inEnglish, type Say } from '../text/localize.ts'

/** What both say something of, and is compared. */
const ASPECTS = ['decision', 'runs', 'function', 'quality', 'plan_agrees'] as const
export type Aspect = (typeof ASPECTS)[number]

export interface Agreement {
  readonly reviewers: readonly [string, string]
  readonly aspects: { [aspect in Aspect]?: AspectAgreement }
  /** Ids of rows that one keeps and the other rejects. */
  readonly disputed: readonly string[]
}

export interface AspectAgreement {
  /** Rows of which both said it. */
  readonly rows: number
  /** Share of rows of which both said the same. */
  readonly agreed: number
  /** Cohen's kappa; null where chance alone would have made them agree: both said one thing throughout. */
  readonly kappa: number | null
}

/** Each pair of reviewers who judged a row in common, by name. Stale judgements are to be left out before. */
export function agreements(decisions: Decisions): Agreement[] {
  const pairs = new Map<string, { reviewers: [string, string]; rows: (readonly [Judgement, Judgement])[] }>()
  for (const judgements of decisions.values()) {
    const named = judgements.map((judgement) => ({ ...judgement, reviewer: judgement.reviewer ?? '' }))
    const sorted = named.toSorted((a, b) => (a.reviewer < b.reviewer ? -1 : 1))
    for (const [at, one] of sorted.entries()) {
      for (const other of sorted.slice(at + 1)) {
        const key = JSON.stringify([one.reviewer, other.reviewer])
        const pair = pairs.get(key) ?? { reviewers: [one.reviewer, other.reviewer], rows: [] }
        pair.rows.push([one, other])
        pairs.set(key, pair)
      }
    }
  }
  return [...pairs.values()].map(({ reviewers, rows }) => ({
    reviewers,
    aspects: aspectsOf(rows),
    disputed: rows.filter(([a, b]) => a.decision !== b.decision).map(([{ id }]) => id),
  }))
}

type Said = string | number
type Pair = readonly [Said, Said]

function aspectsOf(rows: readonly (readonly [Judgement, Judgement])[]): Agreement['aspects'] {
  const aspects: Agreement['aspects'] = {}
  for (const aspect of ASPECTS) {
    const pairs = rows.flatMap(([{ [aspect]: a }, { [aspect]: b }]): Pair[] =>
      a === undefined || b === undefined ? [] : [[a, b]],
    )
    if (pairs.length === 0) continue
    const agreed = pairs.filter(([a, b]) => a === b).length / pairs.length
    aspects[aspect] = { rows: pairs.length, agreed, kappa: kappaOf(pairs) }
  }
  return aspects
}

/**
 * Cohen's kappa of two raters over categories without an order: (p_o - p_e) / (1 - p_e), where p_e is the agreement that
 * their own frequencies give by chance (Cohen 1960, doi:10.1177/001316446002000104). In counts, so that 1 is exactly 1.
 */
export function kappaOf(pairs: readonly Pair[]): number | null {
  const n = pairs.length
  const count = (side: 0 | 1, value: Said): number => pairs.filter((pair) => pair[side] === value).length
  const same = pairs.filter(([a, b]) => a === b).length
  const values = new Set(pairs.map(([a]) => a))
  const byChance = [...values].reduce<number>((sum, value) => sum + count(0, value) * count(1, value), 0)
  return n * n === byChance ? null : (same * n - byChance) / (n * n - byChance)
}

/** A line of text a pair and aspect. */
export function renderAgreements(all: readonly Agreement[], say: Say = inEnglish): string[] {
  return all.flatMap(({ reviewers, aspects, disputed }) => [
    ...Object.entries(aspects).map(([aspect, { rows, agreed, kappa }]) => {
      const said = kappa === null ? say('not defined, both always said the same') : kappa.toFixed(2)
      const [one, other] = reviewers
      return say(`${one} and ${other}, ${aspect}: κ ${said} (${rows} rows, ${(100 * agreed).toFixed(0)} % the same)`)
    }),
    ...(disputed.length === 0 ? [] : [say(`they disagree about ${disputed.join(', ')}`)]),
  ])
}
