/** README.md of the dataset folder: a dataset card as Hugging Face reads it, and a page for people. */
import { stringify } from 'yaml'
import { oneLine } from '../text/printable.ts'
import type { Options } from '../config.ts'
import { DIFFICULTIES, SPLITS } from '../record.ts'
import type { Facts } from '../stream/facts.ts'
import { packageName, packageVersion } from '../version.ts'
import { ANSWER_METADATA, PAIR_METADATA, sampleMetadata, type Feature } from './feature.ts'
import type { Format } from './format.ts'
import { MOCK_NOTICE, type Statistics } from './statistics.ts'

/** Hugging Face calls it validation. */
const HUB_SPLIT = { train: 'train', val: 'validation', test: 'test' } as const

/** Upper ends of the size categories that the hub knows. */
const SIZES: readonly (readonly [number, string])[] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [Infinity, '1M<n<10M'],
]

interface CardFacts {
  statistics: Statistics
  format: Format
  /** Name of the domain and its engine: 'name', 'name@1.2.3'. */
  domain: string
  engine: string
  /** What the stages told. `levels` is undefined when the run did not check the programs itself. */
  facts: Pick<Facts, 'levels' | 'pairs'>
  /** What tokens were counted with. */
  tokens: string
  options: Pick<Options, 'cutoffLen' | 'parquet'>
}

/** What the numbers of tokens are worth. */
const COUNTED: Readonly<Record<string, string>> = {
  estimate: 'an estimate for the Qwen2.5 vocabulary',
  'qwen2.5': 'counted with the Qwen2.5 vocabulary',
  'tokenizer-file': 'counted with the vocabulary of `--tokenizer`',
}

/** No anchors: the reader of Hugging Face takes what it has read out of the tree, from all places at once. */
const PLAIN = { aliasDuplicateObjects: false }

/** The text of README.md. */
export function renderCard(facts: CardFacts): string {
  const { statistics, domain, engine } = facts
  const notice = statistics.hasMock ? `> **${MOCK_NOTICE}**\n\n` : ''
  return `---
${statistics.hasMock ? `# ${MOCK_NOTICE}\n` : ''}${stringify(frontMatter(facts), PLAIN)}---
${notice}# Verified programs for ${cell(domain)}

${statistics.rows} rows of task, plan and program for ${cell(engine)}, made by ${packageName} ${packageVersion}.
${statistics.tokens} tokens in all, ${statistics.longest} in the longest row (${COUNTED[facts.tokens]}).

## Files

\`train.jsonl\`, \`val.jsonl\` and \`test.jsonl\` hold the rows${facts.options.parquet ? ', the `.parquet` files the same' : ''}.${training(facts)}

\`lineage.jsonl\` says where each row comes from, \`manifest.json\` what the files hash to, \`report.json\` and
\`report.html\` what happened on the way.

## Rows

${splitTable(statistics)}

${tokenTable(facts)}

${list('Module', statistics.modules.entries())}
${pairs(facts)}
## Provenance

${list('Source', statistics.sources.entries())}

${list('Teacher model', statistics.models.entries())}

## How the programs were verified

${verification(facts)}

## Splits

Rows of one prompt, and of prompts from one template, stay in one split, and near-duplicate programs across splits were
purged; \`report.json\` has the counts under \`split\`. \`metadata.held_out\` says what train knows nothing of: the template of a
row (\`held-out-template\`), or only its prompt (\`held-out-prompt\`).

## Licence

This card grants none. ${licenceLines(statistics)}
${statistics.licences.entries().length === 0 ? '' : `\n${list('Licence of the source', statistics.licences.entries())}\n`}`
}

/** How to train on the folder. */
function training({ format, facts: { pairs: made }, statistics }: CardFacts): string {
  if (format.formatting === null) return ' For TRL:\n\n    trl sft --config trl.yaml'
  const repairs = statistics.longestRepair > 0 ? ', repairs.yaml (repairs with their conversation)' : ''
  const preference = made && made.dpo > 0 ? ', dpo.yaml, kto.yaml' : ''
  return `
\`dataset_info.json\` and the YAML files are for LLaMA-Factory, \`axolotl.yaml\` for axolotl. Each runs as it is:
sft.yaml (LoRA), sft_full.yaml (all weights)${repairs}${preference}.

    llamafactory-cli train sft.yaml`
}

function tokenTable({ statistics, options: { cutoffLen } }: CardFacts): string {
  const rows = statistics.filledSplits().map((split) => {
    const { tokens, longest } = statistics.lengths.get(split)!
    const mean = Math.round(tokens / statistics.splits.get(split)!)
    return `| ${[split, tokens, mean, longest].join(' | ')} |`
  })
  const table = ['| Tokens | all | mean | longest |', '|---|---:|---:|---:|', ...rows].join('\n')
  if (cutoffLen === undefined) return table
  return `${table}\n\n${statistics.overLong} rows are longer than ${cutoffLen} tokens and marked by \`metadata.over_long\`.`
}

function pairs({ facts: { pairs: made } }: CardFacts): string {
  if (!made) return ''
  const { dpo, kto, same_but_defect: same, mean_tokens: mean, levels } = made
  const failed = Object.entries(levels).map(([level, count]) => `${count} at ${level}`)
  return `
## Preferences

\`dpo.jsonl\` has ${dpo} pairs of a program that passed and one that failed (${failed.join(', ') || 'none'}); ${same} are the same
but for the defect. \`kto.jsonl\` has ${kto.good} good and ${kto.bad} bad answers. Both are of the train split only, and their metadata
says what was wrong. Mean length in tokens, good and bad: ${mean.dpo.good} and ${mean.dpo.bad}; ${mean.kto.good} and ${mean.kto.bad}.
`
}

function frontMatter({ statistics, format, domain, facts, options }: CardFacts): object {
  const splits = statistics.filledSplits()
  const languages = (['zh', 'en'] as const).filter((language) => statistics.prompts[language] > 0)
  const rows = [...format.sample.features, sampleMetadata(options.cutoffLen !== undefined)]
  const files = splits.map((split) => ({ split: HUB_SPLIT[split], path: `${split}.jsonl` }))
  const configs = [{ config_name: 'default', data_files: files, features: rows }, ...pairConfigs(format, facts.pairs)]
  return {
    pretty_name: `Verified ${domain} programs`,
    license: 'other',
    language: languages,
    task_categories: ['text-generation'],
    tags: ['code', 'javascript', domain, ...(statistics.hasMock ? ['mock'] : [])],
    size_categories: [SIZES.find(([end]) => statistics.rows < end)![1]],
    configs: configs.map(({ config_name, data_files }) => ({ config_name, data_files })),
    dataset_info: configs.map(({ config_name, features }) => ({ config_name, features })),
  }
}

/** Pairs have columns of their own: the hub wants them apart from the rows. */
function pairConfigs({ pair, answer }: Format, made: Facts['pairs']): Config[] {
  if (!made || made.dpo === 0) return []
  const config = (name: string, features: readonly Feature[]): Config => ({
    config_name: name,
    data_files: [{ split: 'train', path: `${name}.jsonl` }],
    features,
  })
  return [config('dpo', [...pair.features, PAIR_METADATA]), config('kto', [...answer.features, ANSWER_METADATA])]
}

interface Config {
  config_name: string
  data_files: { split: string; path: string }[]
  features: readonly Feature[]
}

function splitTable(statistics: Statistics): string {
  const others = SPLITS.some((split) => statistics.otherDifficulty(split) > 0)
  const columns = others ? [...DIFFICULTIES, 'other'] : DIFFICULTIES
  const rows = SPLITS.map((split) => {
    const counts = DIFFICULTIES.map((difficulty) => statistics.count(split, difficulty))
    if (others) counts.push(statistics.otherDifficulty(split))
    return `| ${[split, ...counts, statistics.splits.get(split)].join(' | ')} |`
  })
  const head = ['Split', ...columns, 'all']
  const rule = head.map((_, at) => (at === 0 ? '---|' : '---:|')).join('')
  return [`| ${head.join(' | ')} |`, `|${rule}`, ...rows].join('\n')
}

function list(title: string, entries: readonly (readonly [string, number])[]): string {
  if (entries.length === 0) return `${title}: none recorded.`
  const rows = entries.map(([name, count]) => `| ${cell(name)} | ${count} |`)
  return [`| ${title} | rows |`, '|---|---:|', ...rows].join('\n')
}

function verification({ facts: { levels }, engine }: CardFacts): string {
  const meaning: Readonly<Record<string, string>> = {
    L1: 'parses, is free of lint errors, and keeps to safe constructs',
    L2: `uses only members that ${cell(engine)} has, and all that the task asks for`,
    L3: `runs in ${cell(engine)} under scripted input without an error`,
    L4: 'has the structure of a game, and a plan that agrees with its code',
  }
  if (levels === undefined) return 'The programs came with their verdicts; the report of `validate` has the counts.'
  const rows = Object.entries(levels).map(([level, { in: checked, passed }]) => {
    return `| ${cell(level)} | ${meaning[level] ?? ''} | ${checked} | ${passed} |`
  })
  return ['| Level | A program | checked | passed |', '|---|---|---:|---:|', ...rows].join('\n')
}

function licenceLines({ sources }: Statistics): string {
  const lines = sources.entries().map(([source]) => {
    if (source === 'mock') return `Rows with source \`mock\` are made by ${packageName} itself.`
    if (source === 'distill') return 'Rows with source `distill` are output of a teacher: its terms apply.'
    return `Rows with source \`${cell(source)}\` keep the licence of where they come from.`
  })
  return ['Say under which terms you publish before you do.', ...lines].join('\n')
}

/** Untrusted text in Markdown: no markup, no new cell, no new line. */
function cell(text: string): string {
  const line = oneLine(text.slice(0, 200), ' ')
  return line.replace(/[\\|`<>&[\]*_#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
