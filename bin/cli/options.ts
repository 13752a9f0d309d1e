import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Lexer, parse as parseYaml } from 'yaml'
import { resolveOptions, type OptionName, type Options, type RawOptions } from '../../src/config.ts'
import { SftError, messageOf } from '../../src/errors.ts'
import { OptionError } from '../../src/option-error.ts'
import { plainText } from '../../src/stream/plain-text.ts'
import { optionsFromEnvironment } from './flags.ts'
import type { Io } from './command.ts'
import type { ParsedArgs } from './parse-args.ts'

/** Where a run looks for options of its folder, in this order. */
export const PROJECT_FILES = ['sft-stream.config.yaml', 'sft-stream.config.json'] as const

/** Options that one place gives. */
export interface Layer {
  /** The place, for people: 'flag', 'environment', or the path of a file. */
  readonly origin: string
  readonly options: RawOptions
}

/** All places that give options, the first one wins: flag > environment > project file > user file. Throws ERR_CONFIG. */
export function layersOf(args: Pick<ParsedArgs, 'options' | 'config'>, { env }: Pick<Io, 'env'>): Layer[] {
  const project = args.config ?? env.SFT_STREAM_CONFIG ?? PROJECT_FILES.find((name) => existsSync(name))
  const user = userFile(env)
  return [
    { origin: 'flag', options: args.options },
    { origin: 'environment', options: optionsFromEnvironment(env) },
    ...[project, user && existsSync(user) ? user : undefined]
      .filter((file) => file !== undefined)
      .map((file) => ({ origin: file, options: readConfig(file) })),
  ]
}

/** The options of a run. Throws ERR_USAGE that names the option and, if it was no flag, where its value stands. */
export function optionsOf(layers: readonly Layer[]): Options {
  try {
    return resolveOptions(...layers.map(({ options }) => options))
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    const origin = originOf(error.option, layers)
    throw origin === undefined || origin === 'flag'
      ? error
      : error.in(origin === 'environment' ? 'the environment' : origin)
  }
}

/** Where the value of an option comes from; undefined: it is the default. */
export function originOf(name: string, layers: readonly Layer[]): string | undefined {
  return layers.find(({ options }) => options[name as OptionName] !== undefined)?.origin
}

/** By the XDG base directory specification; undefined where there is no home. */
function userFile(env: Io['env']): string | undefined {
  const base = env.XDG_CONFIG_HOME || (env.HOME && join(env.HOME, '.config'))
  return base ? join(base, 'sft-stream', 'config.yaml') : undefined
}

/** Keys may be written as flags (max-per-prompt) or as names (maxPerPrompt). JSON is YAML, so one parser reads both. */
function readConfig(file: string): RawOptions {
  let value: unknown
  try {
    value = parseYaml(harmless(plainText(readFileSync(file))))
  } catch (cause) {
    throw new SftError('ERR_CONFIG', `${file}: ${messageOf(cause)}`, { cause })
  }
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new SftError('ERR_CONFIG', `${file}: not a map of options`)
  }
  const camelCase = (key: string) => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const named = (key: string, option: unknown) => (key === 'noCache' ? ['verdictCache', !option] : [key, plain(option)])
  return Object.fromEntries(Object.entries(value).map(([key, option]) => named(camelCase(key), option)))
}

/** The file of `init` has 9 KB. The time of the YAML parser grows with the square of some texts, as of 100 KB of quotes. */
const MAX_CHARACTERS = 64 * 1024

/** Options nest four levels. The YAML parser ends the process, not the parsing, where its stack is used up. */
const MAX_DEPTH = 64

/** A text that the YAML parser gets through. Throws an Error that says why it is none. */
function harmless(text: string): string {
  if (text.length > MAX_CHARACTERS) throw new Error(`more than ${MAX_CHARACTERS / 1024} KB are no options file`)
  let open = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') open++
    else if (token === ']' || token === '}') open--
    if (open > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH} levels`)
  }
  // Each level of lists and maps without brackets is further to the right.
  if (new RegExp(`^[ \\t?:-]{${2 * MAX_DEPTH}}`, 'm').test(text)) throw new Error(`nested deeper than ${MAX_DEPTH} levels`)
  return text
}

/** Lists and numbers may be written as such: levels: [L1, L2]. */
function plain(value: unknown): unknown {
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(',') : value
}
