/** What is wrong with an option, in words that say what it takes. */
import * as z from 'zod'
import { SftError } from './errors.ts'
import { didYouMean } from './text/did-you-mean.ts'
import { wantedBy } from './text/wanted.ts'

/** An ERR_USAGE that knows its option. */
export class OptionError extends SftError {
  readonly option: string

  constructor(option: string, message: string, hint?: string) {
    super('ERR_USAGE', message, hint === undefined ? {} : { hint })
    this.option = option
  }

  /** The same, with the place where the value stands. */
  in(origin: string): OptionError {
    return new OptionError(this.option, `${this.message}, in ${origin}`, this.hint)
  }
}

/** Options whose value may hold a password. */
const SECRET = new Set(['queue'])

/** What is wrong with a value that was given to an option which has a flag. */
export function flagError(problem: z.core.$ZodIssue, value: unknown): OptionError {
  const option = String(problem.path[0])
  const shown = value === undefined || SECRET.has(option) ? '' : ` (got ${JSON.stringify(value)})`
  return new OptionError(option, `${flagName(option)}: ${wantedBy(problem)}${shown}`, meantBy(problem, value))
}

/** What is wrong with an option that has parts: without the value, which may be what should not have been written there. */
export function partError(problem: z.core.$ZodIssue, schema: z.ZodObject): OptionError {
  const names = problem.code === 'unrecognized_keys' ? namesAt(schema, problem.path) : []
  const hint = problem.code === 'unrecognized_keys' ? didYouMean(problem.keys[0], names) : undefined
  return new OptionError(String(problem.path[0]), `${problem.path.join('.')}: ${problem.message}`, hint)
}

/** That there is no such option. */
export function strangerError(option: string, schema: z.ZodObject): OptionError {
  const dashed = (name: string) => flagName(name).slice(2)
  const hint = didYouMean(dashed(option), Object.keys(schema.shape).map(dashed))
  return new OptionError(
    option,
    `there is no option ${dashed(option)}`,
    hint ?? 'sft-stream config show lists the options',
  )
}

/** 'maxPerPrompt' -> '--max-per-prompt' */
export function flagName(option: string): string {
  return option === 'verdictCache'
    ? '--no-cache'
    : '--' + option.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase())
}

/** The word that was meant: of a list, the one at fault. */
function meantBy({ code, path, ...problem }: z.core.$ZodIssue, value: unknown): string | undefined {
  if (code !== 'invalid_value' || !('values' in problem)) return undefined
  const word = typeof path[1] === 'number' ? String(value).split(',')[path[1]] : value
  return didYouMean(String(word), problem.values.map(String))
}

/** The names that an object inside the schema may have. */
function namesAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  let inner: z.core.$ZodType | undefined = schema
  for (const key of [...path, undefined]) {
    while (inner instanceof z.ZodPrefault || inner instanceof z.ZodDefault) inner = inner.unwrap()
    if (!(inner instanceof z.ZodObject)) return []
    if (key === undefined) return Object.keys(inner.shape)
    inner = inner.shape[String(key)]
  }
  return []
}
