/** Which passed and which failed programs of one prompt make a pair. Pure. */
import { byCodeUnits } from '../../order.ts'
import { LEVELS, type Level } from '../../record.ts'
import { TokenLcs } from '../../select/token-lcs.ts'

export interface Program {
  readonly id: string
  /** The code as token hashes: without comments and white space. */
  readonly code: Int32Array
  /** Length of the whole answer, in tokens of the student. */
  readonly tokens: number
}

export interface FailedProgram extends Program {
  readonly level: Level
}

export interface Match {
  readonly chosen: string
  readonly rejected: string
  readonly chosenTokens: number
  readonly rejectedTokens: number
  readonly level: Level
  /** Token-LCS ratio of the two programs, 0..1. */
  readonly similarity: number
}

/** Why a failed program is in no pair of its prompt. */
export type Unmatched = 'same-program' | 'length' | 'over-max-per-prompt'

/**
 * Pairs of one prompt: more would weigh easy prompts, of which much passes and little is left to learn, like hard ones.
 */
const MOST_PER_PROMPT = 2

/**
 * Shortest against longest answer of a pair. DPO sums log-probabilities over the tokens, so it takes a difference in
 * length for a difference in worth (Park et al. 2024, "Disentangling length from quality in DPO").
 */
const LEAST_LENGTH_RATIO = 0.75

/** From here on two programs are the same but for the defect: the limit that the selection calls near-duplicate. */
export const SAME_BUT_DEFECT = 0.85

/**
 * Which programs go together, and why the other failed ones do not. Both lists must be ordered by id.
 *
 * Best are pairs that are the same but for the defect: nothing but the defect tells the two apart, so nothing else can be
 * learned from them. (DPO alone may make both answers of such a pair less likely, Pal et al. 2024, "Smaug": dpo.yaml
 * adds the loss of SFT on the chosen one.) After them come programs that failed late: they run and look right, and what
 * is wrong with them is what the student does not know yet. Programs with the same tokens make no pair: what differs are
 * comments, or the plan alone.
 */
export function matchPrompt(passed: readonly Program[], failed: readonly FailedProgram[]): MatchResult {
  const lcs = new TokenLcs()
  const unmatched = new Map<string, Unmatched>()
  const options: Match[] = []
  for (const bad of failed) {
    const all = passed.map((good) => matchOf(good, bad, lcs.ratio(good.code, bad.code)))
    const fitting = all.filter(isWithinBand)
    if (all.some(({ similarity }) => similarity === 1)) unmatched.set(bad.id, 'same-program')
    else if (fitting.length === 0) unmatched.set(bad.id, 'length')
    else options.push(...fitting)
  }
  options.sort(byWorth)
  const pairs = take(options, false)
  const used = new Set(pairs.map(({ rejected }) => rejected))
  for (const { rejected } of options) if (!used.has(rejected)) unmatched.set(rejected, 'over-max-per-prompt')
  return { pairs, couples: take(options, true), unmatched }
}

export interface MatchResult {
  /** For DPO: a passed program may stand in both pairs when there is no other. */
  readonly pairs: Match[]
  /** For KTO: each program once. */
  readonly couples: Match[]
  /** By id of the failed program that is in no pair. */
  readonly unmatched: ReadonlyMap<string, Unmatched>
}

/** The best options, each rejected program once, and passed ones that were not used before those that were. */
function take(options: readonly Match[], once: boolean): Match[] {
  const uses = new Map<string, number>()
  const usesOf = (id: string) => uses.get(id) ?? 0
  const taken: Match[] = []
  while (taken.length < MOST_PER_PROMPT) {
    const free = options.filter(({ chosen, rejected }) => usesOf(rejected) === 0 && !(once && usesOf(chosen) > 0))
    if (free.length === 0) break
    const best = free.reduce((a, b) => (usesOf(b.chosen) < usesOf(a.chosen) ? b : a))
    for (const id of [best.chosen, best.rejected]) uses.set(id, usesOf(id) + 1)
    taken.push(best)
  }
  return taken
}

function matchOf(good: Program, bad: FailedProgram, similarity: number): Match {
  const { id: chosen, tokens: chosenTokens } = good
  const { id: rejected, tokens: rejectedTokens, level } = bad
  return { chosen, rejected, chosenTokens, rejectedTokens, level, similarity }
}

function isWithinBand(match: Match): boolean {
  return lengthRatio(match) >= LEAST_LENGTH_RATIO
}

function lengthRatio({ chosenTokens, rejectedTokens }: Match): number {
  return Math.min(chosenTokens, rejectedTokens) / Math.max(chosenTokens, rejectedTokens)
}

function byWorth(a: Match, b: Match): number {
  return (
    Number(b.similarity >= SAME_BUT_DEFECT) - Number(a.similarity >= SAME_BUT_DEFECT) ||
    LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) ||
    lengthRatio(b) - lengthRatio(a) ||
    byCodeUnits(a.chosen, b.chosen) ||
    byCodeUnits(a.rejected, b.rejected)
  )
}
