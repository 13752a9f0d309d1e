/** What the card and the trainer's configuration must know of all rows, counted while they pass. */
import { DIFFICULTIES, SPLITS, type Origin, type Sample, type Split } from '../record.ts'
import { BoundedCounter } from './bounded-counter.ts'
import { estimateTokens } from './tokens.ts'

/** How card, report and summary open when any row was made up by the mock teacher. */
export const MOCK_NOTICE = 'mock data, not for training'

const HAN = /\p{Script=Han}/u

export class Statistics {
  rows = 0
  tokens = 0
  longest = 0
  /** Tokens of the longest conversation of a repair, those before the last answer estimated; 0 without repairs. */
  longestRepair = 0
  /** Rows above --cutoff-len. */
  overLong = 0
  readonly prompts = { zh: 0, en: 0 }
  readonly splits = new Map<Split, number>(SPLITS.map((split) => [split, 0]))
  readonly modules = new BoundedCounter()
  readonly sources = new BoundedCounter()
  readonly models = new BoundedCounter()
  /** Of rows that are somebody else's: 'licence, repository at commit'. */
  readonly licences = new BoundedCounter()
  /** By split: tokens in all, and of the longest row. */
  readonly lengths = new Map(SPLITS.map((split) => [split, { tokens: 0, longest: 0 }]))
  readonly #cells = new BoundedCounter()

  add(sample: Sample): void {
    const { split, difficulty, modules, source, teacher_model } = sample.metadata
    const { tokens, over_long: overLong } = sample.metadata
    this.rows++
    this.tokens += tokens
    this.longest = Math.max(this.longest, tokens)
    const length = this.lengths.get(split)!
    length.tokens += tokens
    length.longest = Math.max(length.longest, tokens)
    if (overLong) this.overLong++
    if (sample.origin) this.licences.add(originLine(sample.origin))
    if (sample.turns) {
      const before = sample.turns.slice(1).reduce((sum, { content }) => sum + estimateTokens(content), 0)
      this.longestRepair = Math.max(this.longestRepair, tokens + before)
    }
    this.prompts[HAN.test(sample.instruction) ? 'zh' : 'en']++
    this.splits.set(split, this.splits.get(split)! + 1)
    this.#cells.add(cell(split, difficulty))
    for (const module of new Set(modules)) this.modules.add(module)
    this.sources.add(source)
    if (teacher_model !== '') this.models.add(teacher_model)
  }

  /** Rows of one split and difficulty. */
  count(split: Split, difficulty: string): number {
    return this.#cells.get(cell(split, difficulty))
  }

  /** The splits that have rows, in the order train, val, test. */
  filledSplits(): Split[] {
    return SPLITS.filter((split) => this.splits.get(split)! > 0)
  }

  /** Rows whose difficulty is none of ours (only files of others hold such). */
  otherDifficulty(split: Split): number {
    return DIFFICULTIES.reduce((left, difficulty) => left - this.count(split, difficulty), this.splits.get(split)!)
  }

  get hasMock(): boolean {
    return this.sources.get('mock') > 0
  }
}

function originLine({ licence, repository, commit }: Origin): string {
  const place = [repository, commit.slice(0, 12)].filter((part) => part !== '').join(' at ')
  return place === '' ? licence : `${licence}, ${place}`
}

function cell(split: Split, difficulty: string): string {
  return `${split} ${difficulty}`
}
