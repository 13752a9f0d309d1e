/** Rows for measuring: as many verdicts as one asks for, put together from a few hundred that are real. */
import { byId } from '../../../src/order.ts'
import type { Verdict } from '../../../src/record.ts'
import { sha256 } from '../../../src/sha256.ts'
import { hash32, seededRandom } from '../../../src/stream/random.ts'

type Random = () => number

/** Programs that a new one is cut from. */
const PARENTS = 3

/** Lines that stay together when programs are cut up: so many at least, and fewer than. */
const CHUNK = [4, 16] as const

/** Versions of a seed, as `run` makes by default. */
const VERSIONS = 3

/** The share of chunks with names and numbers of their own: what two answers to one kind of task differ in. */
const RENAMED = 0.5

/** What a program may call as it likes, and its numbers. Names after a dot may be the engine's, which stay. */
const OWN = /(?<![.\w$])(?:[a-z][\w$]{3,}(?=\s*[=;,)])|\d{2,})/g

/**
 * `count` rows: the verdict of a row that passed, a task put together from two, and a program whose chunks of lines come
 * from three programs of one difficulty. They need not parse: what comes after `validate` reads tokens.
 */
export function* recombine(verdicts: readonly Verdict[], count: number, seed: number): Generator<Verdict> {
  const parents = verdicts.filter(({ passed }) => passed).toSorted(byId)
  if (parents.length === 0) throw new Error('no row passed all levels')
  for (let at = 0; at < count; at++) {
    const prompt = Math.floor(at / VERSIONS)
    const [base, second] = drawn(parents, 2, seededRandom(seed ^ hash32(`prompt ${prompt}`)))
    const peers = parents.filter((row) => row.prompt.difficulty === base.prompt.difficulty)
    const random = seededRandom(seed ^ hash32(`row ${at}`))
    const code = weave([base, ...drawn(peers, PARENTS - 1, random)].map((row) => row.code.split('\n')), random)
    const promptId = `scale_${String(prompt).padStart(8, '0')}`
    const version = (at % VERSIONS) + 1
    const { family: _, ...asked } = base.prompt
    yield {
      ...base,
      id: `distill_${promptId}_v${version}`,
      prompt_id: promptId,
      version,
      prompt: { ...asked, id: promptId, task: `${base.prompt.task} ${second.prompt.task}` },
      code,
      code_hash: sha256(code),
    }
  }
}

/** As many lines as the first source has, chunk after chunk from one of them at the same place. */
function weave(sources: readonly (readonly string[])[], random: Random): string {
  const lines: string[] = []
  while (lines.length < sources[0].length) {
    const [source] = drawn(sources, 1, random)
    const length = CHUNK[0] + Math.floor(random() * (CHUNK[1] - CHUNK[0]))
    const from = Math.min(lines.length, Math.max(0, source.length - length))
    const chunk = source.slice(from, from + length)
    lines.push(...(random() < RENAMED ? renamed(chunk, random) : chunk))
  }
  return lines.join('\n')
}

function renamed(lines: readonly string[], random: Random): string[] {
  const mark = Math.floor(random() * 1000)
  return lines.map((line) => line.replace(OWN, (word) => (/^\d/.test(word) ? String(Number(word) + mark) : `${word}${mark}`)))
}

function drawn<T>(from: readonly T[], count: number, random: Random): T[] {
  return Array.from({ length: count }, () => from[Math.floor(random() * from.length)])
}
