import type { Prompts } from '../../domain.ts'
import { apiContext } from './api-context.ts'
import { companions } from './evidence.ts'
import { DEFAULT_MISTAKES } from './pitfalls/defaults.ts'
import { advice, topic } from './pitfalls/index.ts'
import { PRIOR } from './prior.ts'
import { query } from './query.ts'
import { repair } from './repair.ts'
import { sampleSystem, system } from './system.ts'
import { sampleInstruction, user } from './user.ts'

export const prompts: Prompts = {
  system,
  user,
  repair,
  sampleSystem,
  sampleInstruction,
  wanted: (seed) => ({ query: query(seed), mustUse: seed.must_use_apis ?? [], companions: companions(seed) }),
  apiContext,
  pitfalls: DEFAULT_MISTAKES.ranked.flatMap((mistake) => advice(mistake) ?? []),
  topic,
  advice,
  prior: PRIOR,
}
