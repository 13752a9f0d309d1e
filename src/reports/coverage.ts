/** Which share of the seeds ended up in the dataset, by difficulty and module. */
import { createHash } from 'node:crypto'
import { isOfficial } from '../official/official-id.ts'
import { sortedByKey } from '../order.ts'
import type { Sample, Seed } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import { BoundedCounter } from '../formats/bounded-counter.ts'

interface Share {
  seeds: number
  /** Seeds with at least one row in the dataset. */
  survived: number
}

export interface CoverageCounts {
  seeds: Share
  by_difficulty: Record<string, Share>
  by_module: Record<string, Share>
  /** By module, then by difficulty. */
  cells: Record<string, Record<string, Share>>
}

const COLLECTORS = new WeakMap<RunContext, Coverage>()

/**
 * The collector: the stage that reads seeds calls seed() for each, the one that writes calls row() for each. Memory is
 * about 50 bytes for each seed that survived, and nothing for the others.
 */
export class Coverage {
  readonly #seen = new Side()
  readonly #survived = new Side()
  readonly #prompts = new Set<number>()

  /** The collector of this run, made on first use: `Coverage.of(context).seed(seed)`. */
  static of(context: RunContext): Coverage {
    const known = COLLECTORS.get(context)
    if (known) return known
    const made = new Coverage()
    COLLECTORS.set(context, made)
    return made
  }

  /** A seed that was read. Each seed once: ids are unique by then. */
  seed(seed: Seed): void {
    this.#seen.add(seed.difficulty, seed.modules)
  }

  /** A row of the dataset; further rows of the same prompt count no more. Official rows come from no seed. */
  row({ metadata }: Sample): void {
    if (metadata.source === 'official' || isOfficial(metadata.prompt_id)) return
    const key = fingerprint(metadata.prompt_id)
    if (this.#prompts.has(key)) return
    this.#prompts.add(key)
    this.#survived.add(metadata.difficulty, metadata.modules)
  }

  /** The counts, names sorted; null when no seed was read here (a `split` at the end of a pipe sees only rows). */
  counts(): CoverageCounts | null {
    if (this.#seen.total === 0) return null
    return {
      seeds: { seeds: this.#seen.total, survived: this.#survived.total },
      by_difficulty: shares(this.#seen.difficulties, this.#survived.difficulties),
      by_module: shares(this.#seen.modules, this.#survived.modules),
      cells: cells(this.#seen.cells, this.#survived.cells),
    }
  }
}

class Side {
  total = 0
  readonly difficulties = new BoundedCounter()
  readonly modules = new BoundedCounter()
  /** By difficulty and module, as one name. */
  readonly cells = new BoundedCounter()

  add(difficulty: string, modules: readonly string[]): void {
    this.total++
    this.difficulties.add(difficulty)
    for (const module of new Set(modules)) {
      this.modules.add(module)
      this.cells.add(`${difficulty} ${module}`)
    }
  }
}

function cells(seen: BoundedCounter, survived: BoundedCounter): Record<string, Record<string, Share>> {
  const byModule = new Map<string, Record<string, Share>>()
  for (const [name, share] of Object.entries(shares(seen, survived))) {
    const [, difficulty, module] = /^(\S+) (.*)$/s.exec(name) ?? ['', '', name]
    byModule.set(module, { ...byModule.get(module), [difficulty]: share })
  }
  return sortedByKey(byModule)
}

function shares(seen: BoundedCounter, survived: BoundedCounter): Record<string, Share> {
  return sortedByKey(seen.entries().map(([name, seeds]) => [name, { seeds, survived: survived.get(name) }] as const))
}

/** 48 bits of a hash: among a million prompts, one in five hundred reports counts one prompt too few. */
function fingerprint(id: string): number {
  return createHash('sha256').update(id).digest().readUIntBE(0, 6)
}
