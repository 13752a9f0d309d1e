/** What the rows of the dataset are like, counted while they pass: the `rows` of report.json. */
import { DIFFICULTIES, SPLITS, type Sample } from '../record.ts'
import type { RowFacts } from '../stream/facts.ts'
import { Histogram, addHundredth, hundredths } from './histogram.ts'

/** Rows of others may have a difficulty of theirs. */
const OTHER = 'other'

export class RowCounts {
  readonly #score = new Map<string, number[]>(DIFFICULTIES.map((difficulty) => [difficulty, hundredths()]))
  readonly #quality = hundredths()
  readonly #tokens = new Histogram(16)
  readonly #lines = new Histogram(2)
  readonly #splits = new Map(
    SPLITS.map((split) => [split, { rows: 0, tokens: 0, difficulties: new Map<string, number>() }]),
  )

  add({ metadata, output, trace }: Sample): void {
    const { tokens, quality_score: score } = metadata
    const difficulty = DIFFICULTIES.find((each) => each === metadata.difficulty) ?? OTHER
    if (!this.#score.has(difficulty)) this.#score.set(difficulty, hundredths())
    addHundredth(this.#score.get(difficulty)!, score)
    if (trace?.quality.overall !== undefined) addHundredth(this.#quality, trace.quality.overall)
    this.#tokens.add(tokens)
    this.#lines.add(output.split('\n').length)
    const split = this.#splits.get(metadata.split)!
    split.rows++
    split.tokens += tokens
    split.difficulties.set(difficulty, (split.difficulties.get(difficulty) ?? 0) + 1)
  }

  facts(): RowFacts {
    const names = [...this.#score.keys()]
    const splits = [...this.#splits].map(([name, { difficulties, ...sums }]) => {
      return [
        name,
        { ...sums, difficulties: Object.fromEntries(names.map((each) => [each, difficulties.get(each) ?? 0])) },
      ]
    })
    return {
      score: Object.fromEntries(this.#score),
      quality: this.#quality,
      tokens: this.#tokens.facts(),
      lines: this.#lines.facts(),
      splits: Object.fromEntries(splits),
    }
  }
}
