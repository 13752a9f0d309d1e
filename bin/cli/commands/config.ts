import { FILE_ONLY, type OptionName, type Options } from '../../../src/config.ts'
import { flagName } from '../../../src/option-error.ts'
import { jsonLine } from '../../../src/stream/json-line.ts'
import { withoutSecrets } from '../../../src/teacher/secrets.ts'
import { columnsOf, padded } from '../../../src/text/columns.ts'
import { printable } from '../../../src/text/printable.ts'
import type { Command, Invocation } from '../command.ts'
import { FLAGS, GENERAL_FLAGS, NOT_OPTIONS, type FlagName } from '../flags.ts'
import { originOf } from '../options.ts'
import { wordOf } from '../words.ts'

const WORDS = ['show'] as const

/** What teachers take from the environment under the names of their vendors. */
const VENDOR_NAMES = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL'] as const

const FLAG_NAMES = (Object.keys(FLAGS) as FlagName[]).filter((name) => !['listPitfalls', 'page', ...GENERAL_FLAGS].includes(name))

export const config: Command = {
  name: 'config',
  usage: 'show [flags of a run]',
  summary: 'show: every option that holds, with its value and where it comes from.',
  details: `An option comes from a flag, else the environment (SFT_STREAM_MAX_PER_PROMPT=2), else the file of the folder
(sft-stream.config.yaml or .json, or --config FILE), else the file of the user (~/.config/sft-stream/config.yaml, or below
XDG_CONFIG_HOME), else it is the default. Keys are never printed, only whether they are set.`,
  examples: [
    'sft-stream config show',
    'sft-stream config show --teacher openai --versions 5',
    'sft-stream config show --json | jq -r \'.options[] | select(.from != "default") | [.name, .value, .from] | @tsv\'',
  ],
  flags: FLAG_NAMES,
  often: ['config', 'json'],
  words: WORDS,
  takes: 'nothing',
  async run(invocation) {
    wordOf(config, WORDS, invocation.operands[0])
    const { io, json, paint, say } = invocation
    const [options, environment] = [optionSettings(invocation), vendorSettings(invocation)]
    if (json) return void io.stdout.write(jsonLine({ options, environment }))
    const rows = [...options, ...environment].map(({ name, value, from }) => [name, shown(value), say(from)])
    const [name, value] = [0, 1].map((at) => Math.min(WIDEST, Math.max(...rows.map((row) => columnsOf(row[at])))))
    const line = ([first, second, third]: string[]) => `${padded(first, name)}  ${padded(second, value)}  ${third}\n`
    io.stdout.write(paint('heading', line([say('option'), say('value'), say('from')])) + rows.map(line).join(''))
  },
}

/** A longer value moves what is behind it. */
const WIDEST = 32

interface Setting {
  readonly name: string
  readonly value: unknown
  readonly from: string
}

function optionSettings({ context, layers, io }: Invocation): Setting[] {
  const names = [...(Object.keys(FLAGS) as FlagName[]).filter((name) => !NOT_OPTIONS.has(name)), ...FILE_ONLY] as OptionName[]
  return names.map((name) => ({
    name: FILE_ONLY.has(name) ? name : flagName(name).slice(2),
    value: withoutSecrets(effective(name, context.options), io.env),
    from: originOf(name, layers) ?? 'default',
  }))
}

function effective(name: OptionName, options: Options): unknown {
  if (name === 'verdictCache') return !options.verdictCache
  return options[name] ?? (name === 'teacher' ? 'mock' : null)
}

function vendorSettings({ io: { env } }: Invocation): Setting[] {
  return VENDOR_NAMES.map((name) => ({
    name,
    value: env[name] ? (name.endsWith('KEY') ? 'set' : withoutSecrets(env[name], env)) : null,
    from: env[name] ? 'environment' : 'default',
  }))
}

function shown(value: unknown): string {
  if (value === null) return '-'
  return printable(typeof value === 'string' ? value : JSON.stringify(value))
}
