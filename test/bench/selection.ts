/**
 * `npm run bench:selection -- VERDICTS [--share 0.5] [--seed 1]`: what the selection chooses from the rows that passed, beside
 * other ways to choose as many: at random, greedily by quality with a near-duplicate rule inside each prompt only,
 * k-center, and facility location.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { byId } from '../../src/order.ts'
import { DIFFICULTIES, type Verdict } from '../../src/record.ts'
import { diversityOf, membersOf } from '../../src/select/diversity.ts'
import { fingerprint } from '../../src/select/fingerprint.ts'
import { FAR, LshIndex, NEAR } from '../../src/select/lsh-index.ts'
import { ShingleIndex } from '../../src/select/shingle-index.ts'
import { quality } from '../../src/select/quality.ts'
import { byQuality } from '../../src/select/ranking.ts'
import { choose } from '../../src/select/selection.ts'
import type { Contender } from '../../src/select/team.ts'
import { TokenLcs } from '../../src/select/token-lcs.ts'
import { siblingKeys } from '../../src/split/template.ts'
import { seededRandom } from '../../src/stream/random.ts'
import { resultOf } from '../../src/stream/work.ts'
import { table } from './measure.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '0.5' }, seed: { type: 'string', default: '1' } },
})
const [file] = positionals
if (file === undefined) throw new Error('usage: npm run bench:selection -- VERDICTS [--share 0.5]')

const verdicts = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Verdict)
const rows = verdicts.filter(({ passed }) => passed).toSorted(byId).map((verdict): Contender & { code: string } => {
  const print = fingerprint(verdict.code)
  const [, template] = siblingKeys(verdict.prompt_id, verdict.prompt)
  const { overall } = quality(verdict)
  const { difficulty } = verdict.prompt
  const { hash, calls, tokens } = print
  return { id: verdict.id, prompt: verdict.prompt_id, template, difficulty, overall, stream: hash, calls, length: tokens.length, print: () => print, code: verdict.code }
})
const members = membersOf(rows)
const present = DIFFICULTIES.map((difficulty) => rows.filter((row) => row.difficulty === difficulty).length)
const target = Math.round(Number(values.share) * rows.length)

type Way = () => readonly number[]

function ours(): number[] {
  const shares = present.map((count) => (100 * count) / rows.length)
  const { refusals } = resultOf(choose(rows, { maxPerPrompt: 2, maxPerTemplate: undefined, similarity: 0.85, shares, target }))
  return rows.flatMap((_, row) => (refusals[row] === undefined ? [row] : []))
}

function atRandom(): number[] {
  const random = seededRandom(Number(values.seed))
  const keys = rows.map(() => random())
  return rows.map((_, row) => row).toSorted((a, b) => keys[a] - keys[b]).slice(0, target)
}

function byPrompt(): number[] {
  const lcs = new TokenLcs()
  const chosen: number[] = []
  for (const row of rows.map((_, at) => at).toSorted((a, b) => byQuality(rows[a], rows[b]))) {
    const siblings = chosen.filter((other) => rows[other].prompt === rows[row].prompt)
    const isLike = (other: number): boolean => lcs.ratio(rows[row].print().tokens, rows[other].print().tokens, 0.85) > 0
    if (chosen.length < target && siblings.length < 2 && !siblings.some(isLike)) chosen.push(row)
  }
  return chosen
}

const similarities = all()

/** Jaccard similarity of every two rows. */
function all(): Float32Array[] {
  const index = resultOf(ShingleIndex.of(rows.map((row) => row.print().shingles)))
  const matrix = rows.map(() => new Float32Array(rows.length))
  for (let row = 0; row < rows.length; row++) {
    matrix[row][row] = 1
    index.query(row, Number.MIN_VALUE, (other, similarity) => (matrix[row][other] = matrix[other][row] = similarity))
    index.add(row)
  }
  return matrix
}

/** Always the row that is least like what is chosen (Gonzalez, 1985). */
function kCenter(): number[] {
  const nearest = new Float32Array(rows.length)
  return greedily((row) => 1 - nearest[row], (row) => {
    for (let other = 0; other < rows.length; other++) nearest[other] = Math.max(nearest[other], similarities[row][other])
  })
}

/** Always the row that brings most rows nearer to a chosen one (submodular maximisation, Nemhauser et al., 1978). */
function facilityLocation(): number[] {
  const nearest = new Float32Array(rows.length)
  return greedily(
    (row) => similarities[row].reduce((sum, similarity, other) => sum + Math.max(0, similarity - nearest[other]), 0),
    (row) => {
      for (let other = 0; other < rows.length; other++) nearest[other] = Math.max(nearest[other], similarities[row][other])
    },
  )
}

function greedily(gain: (row: number) => number, take: (row: number) => void): number[] {
  const left = new Set(rows.keys())
  const chosen: number[] = []
  while (chosen.length < target) {
    let best = -1
    let most = -Infinity
    for (const row of left) {
      const value = gain(row)
      if (value > most) [best, most] = [row, value]
    }
    left.delete(best)
    chosen.push(best)
    take(best)
  }
  return chosen
}

const started = process.cpuUsage()
const chosenByUs = ours()
const { user, system } = process.cpuUsage(started)

const meanQuality = (chosen: readonly number[]): string =>
  (chosen.reduce((sum, row) => sum + rows[row].overall, 0) / (chosen.length || 1)).toFixed(3)
const figures = (name: string, chosen: readonly number[]): string[] => {
  const programs = chosen.map((row) => {
    const { length, calls, code, print } = rows[row]
    return { length, calls, read: () => ({ code, shingles: print().shingles }) }
  })
  const { rows: count, api_coverage, vendi, compression, nearest_mean, nearest_half, mean_tokens } = resultOf(diversityOf(programs, members))
  return [
    name, String(count), `${(100 * nearest_half).toFixed(1)} %`, nearest_mean.toFixed(3), `${(100 * api_coverage).toFixed(1)} %`,
    vendi.toFixed(1), compression.toFixed(2), String(mean_tokens), meanQuality(chosen),
  ]
}
const ways: Readonly<Record<string, Way>> = {
  'the whole pool': () => [...rows.keys()],
  'this selection': () => chosenByUs,
  random: atRandom,
  'quality, twins per prompt': byPrompt,
  'k-center': kCenter,
  'facility location': facilityLocation,
}
table(
  `${target} of ${rows.length} rows; the selection took ${((user + system) / 1e6).toFixed(2)} CPU-s`,
  ['', 'rows', 'nearest ≥ 0.5', 'nearest', 'API members', 'Vendi', 'compression', 'tokens', 'quality'],
  Object.entries(ways).map(([name, way]) => figures(name, way())),
)

/** How far sketches are from the exact similarity, and what share of the pairs the bandings find. */
function sketches(): void {
  const all: string[][] = []
  for (const [name, banding, from] of [['NEAR', NEAR, 0.7], ['FAR', FAR, 0.5]] as const) {
    const index = new LshIndex(rows.length, banding)
    for (const [at, row] of rows.entries()) index.put(at, row.print().shingles)
    resultOf(index.seal())
    for (const at of rows.keys()) index.add(at)
    let [pairs, found, squares] = [0, 0, 0]
    for (const at of rows.keys()) {
      const candidates = new Set(index.candidates(at, rows.length))
      for (let other = 0; other < at; other++) {
        if (similarities[at][other] < from) continue
        pairs++
        if (candidates.has(other)) found++
        squares += (index.similarity(at, other) - similarities[at][other]) ** 2
      }
    }
    all.push([name, `${banding.bands} x ${banding.width}`, String(from), String(pairs), (found / pairs).toFixed(4), Math.sqrt(squares / pairs).toFixed(4)])
  }
  table('\nlocality-sensitive hashing beside exact Jaccard', ['', 'bands x bins', 'from', 'pairs', 'recall', 'RMSE'], all)
}

sketches()
