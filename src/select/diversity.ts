/** How diverse a set of programs is: figures that stand side by side for a pool and for what was chosen from it. */
import { brotliCompressSync, constants } from 'node:zlib'
import type { DiversityFacts } from '../stream/facts.ts'
import { part, type Loop } from '../stream/work.ts'
import { Clusters } from './clusters.ts'
import { ShingleIndex } from './shingle-index.ts'

export interface Program {
  /** Tokens of the program. */
  readonly length: number
  readonly calls: Int32Array
  /** What may lie on disk: asked for of a sample only. */
  read(): { readonly code: string; readonly shingles: Int32Array }
}

/** Programs looked at: pairs grow with the square. */
export const SAMPLE = 4000

/** Similarity from which programs are near-duplicates of each other: what counts as a leak between splits. */
const ALIKE = 0.5

/** The figures of programs; of more than SAMPLE of them by an even sample, where pairs or bytes count. `members`: what the pool calls. */
export function* diversityOf(programs: readonly Program[], members: ReadonlySet<number>): Loop<DiversityFacts> {
  const sample = evenSample(programs).map((program) => program.read())
  const count = sample.length
  const called = membersOf(programs)
  const { nearest, squares, clusters } = yield* likenessOf(sample.map(({ shingles }) => shingles))
  const bytes = Buffer.from(sample.map(({ code }) => code).join('\n'))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 24 }
  return {
    rows: programs.length,
    api_coverage: rounded([...called].filter((call) => members.has(call)).length / (members.size || 1)),
    vendi: rounded(count === 0 ? 0 : count ** 2 / squares),
    compression: rounded(count === 0 ? 0 : bytes.length / brotliCompressSync(bytes, { params }).length),
    nearest_mean: rounded(mean(nearest)),
    nearest_half: rounded(mean(nearest.map((similarity) => Number(similarity >= ALIKE)))),
    near_duplicates: clusters.facts(),
    mean_tokens: Math.round(mean(programs.map(({ length }) => length))),
  }
}

/** The names that programs of a pool call. */
export function membersOf(programs: readonly Pick<Program, 'calls'>[]): Set<number> {
  const members = new Set<number>()
  for (const { calls } of programs) for (const call of calls) members.add(call)
  return members
}

function evenSample(programs: readonly Program[]): readonly Program[] {
  if (programs.length <= SAMPLE) return programs
  return Array.from({ length: SAMPLE }, (_, at) => programs[Math.floor((at * programs.length) / SAMPLE)])
}

interface Likeness {
  /** By program: the similarity of the nearest other one. */
  readonly nearest: Float64Array
  /** The sum of the squares of all similarities, own ones included. */
  readonly squares: number
  readonly clusters: Clusters
}

function* likenessOf(sets: readonly Int32Array[]): Loop<Likeness> {
  const index = yield* part(0, 0.2, ShingleIndex.of(sets))
  const clusters = new Clusters(sets.length)
  const nearest = new Float64Array(sets.length)
  let squares = sets.length
  for (let at = 0; at < sets.length; at++) {
    yield 0.2 + (0.8 * at) / sets.length
    index.query(at, Number.MIN_VALUE, (other, similarity) => {
      nearest[at] = Math.max(nearest[at], similarity)
      nearest[other] = Math.max(nearest[other], similarity)
      squares += 2 * similarity ** 2
      if (similarity >= ALIKE) clusters.join(at, other)
    })
    index.add(at)
  }
  return { nearest, squares, clusters }
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / (values.length || 1)
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
