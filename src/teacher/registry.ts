/** The teachers there are. A new one is one file beside this and one line below; each loads only when it is named. */
import { SftError } from '../errors.ts'
import type { RunContext } from '../stream/run-context.ts'
import { didYouMean } from '../text/did-you-mean.ts'
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
 * The teachers of this run, the one to ask first first; without --teacher the mock, which is said aloud. Rejects with
 * ERR_USAGE for an unknown name, and with whatever a teacher lacks.
 */
export async function providersFor(context: RunContext): Promise<Provider[]> {
  const names = (context.options.teacher ?? defaultTeacher(context)).split(',').map((name) => name.trim())
  const loads = names.map((name) => TEACHERS.get(name) ?? unknownTeacher(name))
  if (names.length > 1) checkList(names, context)
  const providers: Provider[] = []
  try {
    for (const load of loads) providers.push(await (await load()).create(context))
    return providers
  } catch (error) {
    await Promise.all(providers.map((provider) => provider.close()))
    throw error
  }
}

/** What is one for all teachers cannot be meant for several: each has its own model and place. */
function checkList(names: readonly string[], { options }: RunContext): void {
  if (new Set(names).size < names.length) throw new SftError('ERR_USAGE', '--teacher: each teacher can be named once')
  const shared = Object.entries({ '--model': options.model, '--base-url': options.baseUrl })
  const [given] = shared.filter(([, value]) => value !== undefined)
  if (!given) return
  throw new SftError('ERR_USAGE', `${given[0]} is one for all, and --teacher names several`, {
    hint: 'in sft-stream.config.yaml each has its own: openai: { model: NAME, base_url: URL }',
  })
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

function unknownTeacher(name: string): never {
  const names = [...TEACHERS.keys()]
  throw new SftError('ERR_USAGE', `there is no teacher ${JSON.stringify(name)}; there are ${names.join(', ')}`, {
    hint: didYouMean(name, names),
  })
}
