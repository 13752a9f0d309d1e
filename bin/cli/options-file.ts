/** The options file as `init` writes it: every option with its help and default, each line commented out. */
import { FILE_ONLY, QUALITY_WEIGHTS, resolveOptions, type OptionName } from '../../src/config.ts'
import { flagName } from '../../src/option-error.ts'
import { wrapped } from '../../src/text/wrapped.ts'
import { FLAGS, NOT_OPTIONS, type FlagName } from './flags.ts'
import { groupsOf } from './help/flag-rows.ts'

const WIDTH = 100

const HEAD = `Options of sft-stream. Take the # away before a line to set its option; what stands there is the default, or in <> what
it takes. A flag goes before the environment (SFT_STREAM_MAX_PER_PROMPT=2), the environment before this file, and this file before
that of the user, ~/.config/sft-stream/config.yaml. sft-stream config show tells what holds, and where it comes from.`

const KEYS = `Keys never stand here. They come from the environment only: OPENAI_API_KEY, ANTHROPIC_API_KEY.`

/** Options with parts, which only a file can give. */
const PARTS: Readonly<Record<string, { help: string; lines: readonly string[] }>> = {
  prices: {
    help: 'what models cost, in USD for a million tokens: --budget and --dry-run need it; of several prices, a list with since',
    lines: ['  <model>: { input: 0.15, output: 0.60, cached: 0.075 }'],
  },
  openai: {
    help: 'in what a server differs from what --teacher openai sends; model and base_url where --teacher names several',
    lines: [
      '  model: <name>',
      '  base_url: http://127.0.0.1:8000/v1',
      '  max_tokens_field: max_completion_tokens',
      '  omit: []',
      '  headers: {}',
      '  key_header: api-key',
    ],
  },
  anthropic: {
    help: 'the same of --teacher anthropic; prompt_cache marks the system prompt for the prompt cache',
    lines: [
      '  model: <name>',
      '  base_url: http://127.0.0.1:8000',
      '  omit: []',
      '  headers: {}',
      '  prompt_cache: true',
    ],
  },
  quality: {
    help: 'how much each component of the quality counts in select',
    lines: [
      `  weights: { ${Object.entries(QUALITY_WEIGHTS)
        .map(([name, weight]) => `${name}: ${weight}`)
        .join(', ')} }`,
    ],
  },
}

/** Returns the text of the file. */
export function optionsFile(): string {
  const groups = groupsOf(Object.keys(FLAGS) as FlagName[])
    .map(({ title, names }) => ({ title, options: names.filter((name) => !NOT_OPTIONS.has(name)) }))
    .filter(({ options }) => options.length > 0)
    .map(({ title, options }) => [heading(title), ...options.map(optionLines)].join('\n\n'))
  const parts = [...FILE_ONLY].map((name) =>
    [comment(PARTS[name].help), `# ${name}:`, ...PARTS[name].lines.map((line) => `# ${line}`)].join('\n'),
  )
  return [comment(HEAD), comment(KEYS), ...groups, heading('In this file only'), ...parts].join('\n\n') + '\n'
}

function heading(title: string): string {
  return `## ${title} ##`
}

/** Two signs: a line with one is an option. */
function comment(text: string): string {
  return wrapped(text, WIDTH)
    .map((line) => `## ${line}`)
    .join('\n')
}

function optionLines(name: FlagName): string {
  return `${comment(FLAGS[name].help)}\n# ${keyOf(name)}: ${defaultOf(name)}`
}

function keyOf(name: FlagName): string {
  return flagName(name).slice(2)
}

const defaults = resolveOptions()

function defaultOf(name: FlagName): string {
  const value = defaults[name as OptionName]
  // How many cores there are is no advice for another machine.
  const isOpen = value === undefined || name === 'jobs' || (Array.isArray(value) && value.length === 0)
  if (isOpen) return /<\w+>/.exec(FLAGS[name].flags)?.[0] ?? ''
  if (name === 'verdictCache') return String(!value)
  return Array.isArray(value) ? value.join(typeof value[0] === 'number' ? '/' : ',') : String(value)
}
