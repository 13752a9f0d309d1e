/** Weights of the quality score by data: which ones put sound programs above the same ones with a defect. */
import { QUALITY_WEIGHTS, type QualityWeights } from '../../../src/config.ts'
import { overallOf, quality, type Quality } from '../../../src/select/quality.ts'
import { hash32 } from '../../../src/stream/random.ts'
import { aucOf, type Pair } from './results.ts'

export interface ClassOfPairs {
  readonly id: string
  readonly pairs: readonly Pair[]
}

/** AUC of one class on the half that did not choose. */
export interface HeldOut {
  readonly id: string
  readonly pairs: number
  readonly before: number
  readonly after: number
}

export interface Choice {
  readonly weights: QualityWeights
  /** Mean AUC over the classes on the half that chose. */
  readonly before: number
  readonly after: number
  readonly heldOut: readonly HeldOut[]
}

type Name = keyof QualityWeights
type Scores = Omit<Quality, 'overall'>

interface Measured {
  readonly id: string
  readonly originals: readonly Scores[]
  readonly broken: readonly Scores[]
}

const NAMES = Object.keys(QUALITY_WEIGHTS) as Name[]

/** What a weight may be: more steps would fit the programs at hand. */
const STEPS = [1, 2, 3, 4] as const

/** With fewer pairs in a half, one pair moves the area by too much. */
const LEAST_PAIRS = 8

/**
 * The weights of the grid with the highest mean AUC over the classes on one half of the programs, and what they do on the
 * other. All programs of one prompt are in one half. Of equal ones those nearest to `current`: what the data does not
 * decide stays as it is. Only mutants that pass count: the others never come to be ranked.
 */
export function chooseWeights(classes: readonly ClassOfPairs[], current: QualityWeights = QUALITY_WEIGHTS): Choice {
  const ranked = classes.map(({ id, pairs }) => ({ id, pairs: pairs.filter(({ broken }) => broken.passed) }))
  const halves = [0, 1].map((half) =>
    ranked.map(({ id, pairs }) =>
      measured(
        id,
        pairs.filter(({ original }) => halfOf(original.prompt_id) === half),
      ),
    ),
  )
  const enough = ranked.flatMap((_, at) =>
    halves.every((half) => half[at].originals.length >= LEAST_PAIRS) ? [at] : [],
  )
  const [choosing, other] = halves.map((half) => enough.map((at) => half[at]))

  let best = { weights: current, mean: meanAuc(choosing, current), distance: 0 }
  for (const weights of grid()) {
    const mean = meanAuc(choosing, weights)
    const distance = NAMES.reduce((sum, name) => sum + Math.abs(weights[name] - current[name]), 0)
    if (mean > best.mean || (mean === best.mean && distance < best.distance)) best = { weights, mean, distance }
  }
  const heldOut = other.map((each) => ({
    id: each.id,
    pairs: each.originals.length,
    before: aucWith(each, current),
    after: aucWith(each, best.weights),
  }))
  return { weights: best.weights, before: meanAuc(choosing, current), after: best.mean, heldOut }
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function halfOf(prompt: string): number {
  return hash32(prompt) % 2
}

function* grid(): Generator<QualityWeights> {
  for (let at = 0; at < STEPS.length ** NAMES.length; at++) {
    const weights = NAMES.map((name, place) => [name, STEPS[Math.floor(at / STEPS.length ** place) % STEPS.length]])
    yield Object.fromEntries(weights) as QualityWeights
  }
}

/** What does not depend on the weights is measured once. */
function measured(id: string, pairs: readonly Pair[]): Measured {
  const parts = (row: Pair['original']): Scores => {
    const { overall: _, ...components } = quality(row)
    return components
  }
  return {
    id,
    originals: pairs.map(({ original }) => parts(original)),
    broken: pairs.map(({ broken }) => parts(broken)),
  }
}

function aucWith({ originals, broken }: Measured, weights: QualityWeights): number {
  const scores = (rows: readonly Scores[]) => rows.map((row) => overallOf(row, weights))
  return aucOf(scores(originals), scores(broken))
}

function meanAuc(classes: readonly Measured[], weights: QualityWeights): number {
  return mean(classes.map((each) => aucWith(each, weights)))
}
