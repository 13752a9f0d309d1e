/** Plants every defect into every original, the same ones each time. */
import { createHash } from 'node:crypto'
import type { Candidate } from '../../../src/record.ts'
import { hash32, seededRandom } from '../../../src/stream/random.ts'
import type { Mutation, Original, Planted } from './mutation.ts'

export interface Mutant extends Planted {
  readonly mutation: Mutation
}

/** The mutants of all classes. An original of which more is asked than before has an id of its own. */
export function mutantsOf(classes: readonly Mutation[], originals: readonly Original[]): Mutant[] {
  return classes.flatMap((mutation) => originals.flatMap((original) => mutantOf(mutation, original)))
}

function mutantOf(mutation: Mutation, given: Original): Mutant[] {
  const { candidate } = given
  const id = `${candidate.id}~${mutation.id}`
  const planted = mutation.plant(given, seededRandom(hash32(id)))
  if (!planted) return []
  const { original, broken } = planted
  const code_hash = createHash('sha256').update(broken.code).digest('hex')
  return [
    {
      mutation,
      original: original === candidate ? candidate : rename(original, `${id}~original`),
      broken: { ...rename(broken, id), code_hash },
    },
  ]
}

const rename = (candidate: Candidate, id: string): Candidate => ({ ...candidate, id })
