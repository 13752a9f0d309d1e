import type { Request } from '../record.ts'
import { samplingSeed } from './sampling-seed.ts'

/** What all versions of a seed have in common. */
type Shared = Pick<Request, 'prompt_id' | 'system_prompt' | 'user_prompt' | 'prompt_meta' | 'api_context_injected'>
type Sampling = Pick<Request['generation'], 'temperature' | 'top_p' | 'max_tokens'>

/** One version of a seed: versions differ in id, number and sampling seed alone. */
export function versionOf(shared: Shared, version: number, sampling: Sampling, runSeed: number): Request {
  const { prompt_id } = shared
  const generation = { ...sampling, seed: samplingSeed(runSeed, prompt_id, version) }
  return { ...shared, id: `distill_${prompt_id}_v${version}`, version, generation }
}
