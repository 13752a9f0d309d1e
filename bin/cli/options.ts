import { existsSync, readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import { resolveOptions, type Options, type RawOptions } from '../../src/config.ts'
import { SftError, messageOf } from '../../src/errors.ts'
import { optionsFromEnvironment } from './flags.ts'
import type { Io } from './command.ts'
import type { ParsedArgs } from './parse-args.ts'

const PROJECT_FILES = ['sft-stream.config.yaml', 'sft-stream.config.json']

/** The options of a run: flag > environment > project file > default. Throws ERR_USAGE or ERR_CONFIG. */
export function gatherOptions(args: ParsedArgs, io: Io): Options {
  const file = args.config ?? io.env.SFT_STREAM_CONFIG ?? PROJECT_FILES.find((name) => existsSync(name))
  return resolveOptions(args.options, optionsFromEnvironment(io.env), file === undefined ? {} : readConfig(file))
}

/** Keys may be written as flags (max-per-prompt) or as names (maxPerPrompt). JSON is YAML, so one parser reads both. */
function readConfig(file: string): RawOptions {
  let value: unknown
  try {
    value = parseYaml(readFileSync(file, 'utf8'))
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

/** Lists and numbers may be written as such: levels: [L1, L2]. */
function plain(value: unknown): unknown {
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(',') : value
}
