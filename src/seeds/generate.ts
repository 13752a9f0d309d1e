/** Makes seeds from families of tasks: the same ones for the same options. */
import { fillSlots } from '../domains/fill-slots.ts'
import type { Language, SeedFamily, SeedLibrary } from '../domains/seed-library.ts'
import { DIFFICULTIES, type Difficulty, type Seed } from '../record.ts'
import { hash32, seededRandom } from '../stream/random.ts'
import { Composer, shuffled } from './compose.ts'
import { drawSlots, recipeOf, type Part } from './draw.ts'
import { OverlapIndex, trigramsOf } from '../text/trigrams.ts'
import { joined, signalList, worded } from './wording.ts'

export interface Wish {
  readonly count: number
  readonly seed: number
  /** Taken in turn. */
  readonly languages: readonly Language[]
  /** Shares of easy, medium and hard, in percent. */
  readonly quota: readonly number[]
  /** Families and combinations that ordinary runs never give. */
  readonly ood: boolean
  /** Ids of the families that may lead a task; all when there are none. */
  readonly leads: readonly string[]
}

/** Texts that are nearer to an earlier one than this are drawn anew, as long as tries remain. */
const TOO_NEAR = 0.5
/** New tasks drawn for one seed. */
const TRIES: Readonly<Record<Difficulty, number>> = { easy: 24, medium: 24, hard: 24 }
/** Draws in all, known tasks included, before the tasks of a family count as used up. */
const DRAWS = 100

/** Up to `count` seeds; fewer when the families have no more tasks that differ. */
export function* generate(library: SeedLibrary, wish: Wish): Iterable<Seed> {
  const composer = new Composer(library.families, wish.ood, wish.leads)
  const maker = new SeedMaker(library, composer, wish)
  const counts = new Map<Difficulty, number>(DIFFICULTIES.map((difficulty) => [difficulty, 0]))
  const rotations = new Map(DIFFICULTIES.map((each) => [each, new Rotation(composer.leads(each), wish.seed)]))
  for (let made = 0; made < wish.count; ) {
    const difficulty = mostWanted(wish.quota, counts, rotations)
    if (difficulty === undefined) return
    const rotation = rotations.get(difficulty)!
    const seed = maker.make(rotation.next(), difficulty, made)
    if (!seed) {
      rotation.drop()
      continue
    }
    counts.set(difficulty, counts.get(difficulty)! + 1)
    made++
    yield seed
  }
}

/** The difficulty that is furthest behind its share and has families left. */
function mostWanted(
  quota: readonly number[],
  counts: ReadonlyMap<Difficulty, number>,
  rotations: ReadonlyMap<Difficulty, Rotation>,
): Difficulty | undefined {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const lack = (each: Difficulty): number => (quota[DIFFICULTIES.indexOf(each)] / 100) * (total + 1) - counts.get(each)!
  const left = DIFFICULTIES.filter((each) => !rotations.get(each)!.isEmpty && quota[DIFFICULTIES.indexOf(each)] > 0)
  return left.length === 0 ? undefined : left.reduce((best, each) => (lack(each) > lack(best) ? each : best))
}

/** Families in turn, each round in another order, so that all lead equally many tasks. */
class Rotation {
  #families: readonly SeedFamily[]
  #round: SeedFamily[] = []
  #last: SeedFamily | undefined
  readonly #random: () => number

  constructor(families: readonly SeedFamily[], seed: number) {
    this.#families = families
    this.#random = seededRandom(hash32(`rotation:${seed}`))
  }

  get isEmpty(): boolean {
    return this.#families.length === 0
  }

  next(): SeedFamily {
    if (this.#round.length === 0) this.#round = shuffled(this.#families, this.#random)
    return (this.#last = this.#round.pop()!)
  }

  /** Leaves out the family that `next` gave last. */
  drop(): void {
    this.#families = this.#families.filter((family) => family !== this.#last)
    this.#round = this.#round.filter((family) => family !== this.#last)
  }
}

class SeedMaker {
  readonly #library: SeedLibrary
  readonly #composer: Composer
  readonly #wish: Wish
  readonly #tasks = new Set<string>()
  /** How many tasks each family has led. */
  readonly #led = new Map<string, number>()
  readonly #texts: Readonly<Record<Language, OverlapIndex<string>>> = { zh: new OverlapIndex<string>(), en: new OverlapIndex<string>() }

  constructor(library: SeedLibrary, composer: Composer, wish: Wish) {
    this.#library = library
    this.#composer = composer
    this.#wish = wish
  }

  /** A seed that is led by the family and unlike those before it; undefined when only known tasks came up. */
  make(lead: SeedFamily, difficulty: Difficulty, at: number): Seed | undefined {
    const lang = this.#languageFor(lead)
    const random = seededRandom(hash32(JSON.stringify([this.#wish.seed, 'seed', lead.id, at])))
    const best = this.#leastLike(lead, difficulty, lang, random)
    if (!best) return undefined
    this.#tasks.add(best.key)
    this.#texts[lang].add(best.trigrams)
    this.#composer.used(best.parts.map(({ family }) => family))
    this.#led.set(lead.id, (this.#led.get(lead.id) ?? 0) + 1)
    return this.#seed(best, lead, difficulty, lang, at, random)
  }

  // Each family in all languages in turn, half of the families the other way round.
  #languageFor({ id }: SeedFamily): Language {
    const { languages } = this.#wish
    return languages[(hash32(id) + (this.#led.get(id) ?? 0)) % languages.length]
  }

  /** Of the tasks drawn, the first that is unlike all before it, or else the one that is least like them. */
  #leastLike(lead: SeedFamily, difficulty: Difficulty, lang: Language, random: () => number): Draft | undefined {
    let best: Draft | undefined
    for (let draw = 0, tries = 0; draw < DRAWS && tries < TRIES[difficulty]; draw++) {
      const draft = this.#draft(lead, difficulty, lang, random)
      if (!draft) continue
      tries++
      if (best === undefined || draft.similarity < best.similarity) best = draft
      if (best.similarity < TOO_NEAR) break
    }
    return best
  }

  #draft(lead: SeedFamily, difficulty: Difficulty, lang: Language, random: () => number): Draft | undefined {
    const families = this.#composer.compose(lead, difficulty, random)
    const parts = families && drawSlots(families, random)
    if (!parts) return undefined
    // What stands around a task makes it no other one.
    const key = JSON.stringify(recipeOf(parts.filter(({ family }) => family.role !== 'frame')))
    if (this.#tasks.has(key)) return undefined
    const task = this.#task(parts, difficulty, lang, random)
    const trigrams = trigramsOf(task)
    return { parts, key, task, trigrams, similarity: this.#texts[lang].nearest(trigrams) }
  }

  #task(parts: readonly Part[], difficulty: Difficulty, lang: Language, random: () => number): string {
    const opening = parts.length > 1 ? pick(this.#library.openings(difficulty, lang), random) : ''
    return joined([opening, ...parts.map(({ family, slots }) => worded(pick(family.task[lang], random), slots, lang))], lang)
  }

  #seed(
    { parts, task }: Draft,
    lead: SeedFamily,
    difficulty: Difficulty,
    lang: Language,
    at: number,
    random: () => number,
  ): Seed {
    const { library, wish } = { library: this.#library, wish: this.#wish }
    const families = parts.map(({ family }) => family)
    const signals = Object.assign({}, ...families.map((family) => family.signals)) as SeedFamily['signals']
    const filled = (texts: (family: SeedFamily) => readonly string[]): string[] =>
      unique(parts.flatMap(({ family, slots }) => texts(family).map((text) => worded(text, slots, lang))))
    const frame = library.constraints(difficulty, lang).map((phrasings) => pick(phrasings, random))
    const shown = pick(library.signalConstraint(lang), random).replace('{signals}', signalList(signals, lang))
    return {
      id: `${wish.ood ? 'ood' : 'gen'}_${wish.seed}_${String(at + 1).padStart(6, '0')}`,
      difficulty,
      lang,
      family: lead.id,
      modules: unique(['Scene', ...lead.modules, ...families.flatMap(({ modules }) => modules)]),
      task,
      constraints: [...frame, ...filled((each) => each.constraints[lang]), ...(Object.keys(signals).length > 0 ? [shown] : [])],
      must_use_apis: unique(families.flatMap(({ mustUse }) => mustUse)),
      eval_hints: filled((family) => family.hints[lang]),
      tags: unique(families.flatMap(({ tags }) => tags)),
      probes: [
        ...parts.flatMap(({ family, slots }) => fillSlots(family.probes, slots, lang)),
        ...Object.keys(signals).map((name) => ({ kind: 'signal', name })),
      ],
      recipe: recipeOf(parts),
    }
  }
}

interface Draft {
  readonly parts: readonly Part[]
  readonly key: string
  readonly task: string
  readonly trigrams: ReadonlySet<string>
  readonly similarity: number
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
