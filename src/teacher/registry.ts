/** The teachers there are. A new one is one file beside this and one line below; each loads only when it is named. */
import { SftError } from '../errors.ts'
import type { RunContext } from '../stream/run-context.ts'
import { nearestNames } from '../text/nearest-names.ts'
import type { Provider, ProviderFactory } from './provider.ts'

const TEACHERS: ReadonlyMap<string, () => Promise<ProviderFactory>> = new Map([
  ['anthropic', async () => (await import('./anthropic.ts')).anthropicFactory],
  ['mock', async () => (await import('./mock.ts')).mockFactory],
  ['openai', async () => (await import('./openai.ts')).openaiFactory],
  ['replay', async () => (await import('./replay.ts')).replayFactory],
])

/** Teachers for which a key may lie ready. */
const KEYS = { openai: 'OPENAI_API_KEY', anthropic: 'ANTHROPIC_API_KEY' }

/**
 * The teacher of this run; without --teacher the mock, which is said aloud. Rejects with ERR_USAGE for an unknown name,
 * and with whatever the teacher lacks.
 */
export async function providerFor(context: RunContext): Promise<Provider> {
  const name = context.options.teacher ?? defaultTeacher(context)
  const load = TEACHERS.get(name)
  if (!load) throw unknownTeacher(name)
  return await (await load()).create(context)
}

function defaultTeacher({ options, env, notice }: RunContext): string {
  if (options.replies !== undefined) {
    throw new SftError('ERR_USAGE', '--replies is given but no --teacher', { hint: 'add --teacher replay' })
  }
  const [found] = Object.entries(KEYS).filter(([, key]) => env[key])
  const real = found ? `${found[0]} (${found[1]} is set)` : 'openai'
  notice(`the mock teacher answers: its rows are not for training; name a real one with --teacher ${real}`)
  return 'mock'
}

function unknownTeacher(name: string): SftError {
  const names = [...TEACHERS.keys()]
  const [nearest] = nearestNames(name, names, 1)
  const hint = nearest === undefined ? undefined : `did you mean ${nearest}?`
  return new SftError('ERR_USAGE', `there is no teacher ${JSON.stringify(name)}; there are ${names.join(', ')}`, {
    hint,
  })
}
