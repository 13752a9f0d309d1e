/** What a set of seeds covers, and how much its tasks differ. */
import { byCodeUnits } from '../order.ts'
import { DIFFICULTIES, type Difficulty, type Seed } from '../record.ts'
import { OverlapIndex, trigramsOf } from '../text/trigrams.ts'

export interface FamilyRow {
  readonly module: string
  readonly family: string
  readonly seeds: Readonly<Record<Difficulty, number>>
}

/** Of the tasks of one language. */
export interface Diversity {
  readonly lang: string
  readonly seeds: number
  /** Share of the n-grams of all tasks that differ, n = 1, 2, 3 (Li et al., NAACL 2016); words, or characters in Chinese. */
  readonly distinct: readonly [number, number, number]
  /** By difficulty: similarity of a task to the task nearest to it (Jaccard of character trigrams). */
  readonly nearest: readonly Nearness[]
}

export interface Nearness {
  readonly difficulty: Difficulty
  readonly seeds: number
  readonly median: number
  /** Share of the tasks whose nearest neighbour is less similar than 0.5. */
  readonly below_half: number
}

export interface SeedStatistics {
  readonly seeds: number
  /** Tasks that are word for word the same as an earlier one. */
  readonly duplicates: number
  readonly rows: readonly FamilyRow[]
  readonly diversity: readonly Diversity[]
}

/** The statistics of seeds, generated or not; a seed without a family counts as family ''. */
export function statisticsOf(seeds: readonly Seed[]): SeedStatistics {
  const languages = [...new Set(seeds.map(languageOf))].toSorted()
  return {
    seeds: seeds.length,
    duplicates: seeds.length - new Set(seeds.map(({ task }) => task)).size,
    rows: rowsOf(seeds),
    diversity: languages.map((lang) => diversityOf(lang, seeds.filter((seed) => languageOf(seed) === lang))),
  }
}

function languageOf({ lang, task }: Seed): string {
  return lang ?? (/\p{Script=Han}/u.test(task) ? 'zh' : 'en')
}

// Every seed has a Scene: the module beside it says what the seed is about.
function rowsOf(seeds: readonly Seed[]): FamilyRow[] {
  const rows = new Map<string, { module: string; family: string; seeds: Record<Difficulty, number> }>()
  for (const { modules, family = '', difficulty } of seeds) {
    const module = modules.find((each) => each !== 'Scene') ?? modules[0] ?? ''
    const key = JSON.stringify([module, family])
    const row = rows.get(key) ?? { module, family, seeds: { easy: 0, medium: 0, hard: 0 } }
    row.seeds[difficulty]++
    rows.set(key, row)
  }
  return [...rows].toSorted(([a], [b]) => byCodeUnits(a, b)).map(([, row]) => row)
}

function diversityOf(lang: string, seeds: readonly Seed[]): Diversity {
  const words = seeds.map(({ task }) => (lang === 'zh' ? [...task.replace(/\s/g, '')] : task.toLowerCase().match(/[\w'#.]+/g) ?? []))
  const similarities = nearestOf(seeds.map(({ task }) => task))
  const nearest = DIFFICULTIES.map((difficulty): Nearness => {
    const own = similarities.filter((_, at) => seeds[at].difficulty === difficulty).toSorted((a, b) => a - b)
    const below = own.filter((similarity) => similarity < 0.5).length
    return { difficulty, seeds: own.length, median: rounded(own[own.length >> 1] ?? 0), below_half: rounded(below / (own.length || 1)) }
  })
  return { lang, seeds: seeds.length, distinct: [distinct(words, 1), distinct(words, 2), distinct(words, 3)], nearest }
}

function distinct(texts: readonly (readonly string[])[], n: number): number {
  const found = new Set<string>()
  let total = 0
  for (const words of texts) {
    for (let at = 0; at + n <= words.length; at++, total++) found.add(words.slice(at, at + n).join(' '))
  }
  return rounded(found.size / (total || 1))
}

/** By text: the similarity of the nearest of all other texts. */
function nearestOf(texts: readonly string[]): number[] {
  const index = new OverlapIndex<string>()
  const found: number[] = []
  for (const [at, text] of texts.entries()) {
    const trigrams = trigramsOf(text)
    const all = index.similarities(trigrams)
    found.push(0)
    for (let other = 0; other < at; other++) {
      found[at] = Math.max(found[at], all[other])
      found[other] = Math.max(found[other], all[other])
    }
    index.add(trigrams)
  }
  return found
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}
