/** README.md of the dataset folder: a dataset card as Hugging Face reads it, and a page for people. */
import { stringify } from 'yaml'
import { oneLine } from '../text/printable.ts'
import { DIFFICULTIES, SPLITS } from '../record.ts'
import type { Facts } from '../stream/facts.ts'
import { packageName, packageVersion } from '../version.ts'
import type { Format } from './format.ts'
import { MOCK_NOTICE, type Statistics } from './statistics.ts'

const METADATA_FEATURES = [
  ...['id', 'prompt_id', 'source', 'difficulty'].map((name) => ({ name, dtype: 'string' })),
  { name: 'modules', sequence: 'string' },
  ...['split', 'group'].map((name) => ({ name, dtype: 'string' })),
  { name: 'quality_score', dtype: 'float64' },
  ...['teacher_model', 'code_hash', 'reply_key'].map((name) => ({ name, dtype: 'string' })),
  { name: 'tokens', dtype: 'int64' },
]

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
  /** What each level said in this run; undefined when the run did not check the programs itself. */
  levels: Facts['levels']
}

/** The text of README.md. */
export function renderCard(facts: CardFacts): string {
  const { statistics, domain, engine } = facts
  const notice = statistics.hasMock ? `> **${MOCK_NOTICE}**\n\n` : ''
  return `---
${statistics.hasMock ? `# ${MOCK_NOTICE}\n` : ''}${stringify(frontMatter(facts))}---
${notice}# Verified programs for ${cell(domain)}

${statistics.rows} rows of task, plan and program for ${cell(engine)}, made by ${packageName} ${packageVersion}. About
${statistics.tokens} tokens in all, ${statistics.longest} in the longest row (an estimate for the Qwen2.5 vocabulary).

## Files

\`train.jsonl\`, \`val.jsonl\` and \`test.jsonl\` hold the rows; \`dataset_info.json\` and \`sft.yaml\` are for
LLaMA-Factory:

    llamafactory-cli train sft.yaml

\`lineage.jsonl\` says where each row comes from, \`manifest.json\` what the files hash to, \`report.json\` and
\`report.html\` what happened on the way.

## Rows

${splitTable(statistics)}

${list('Module', statistics.modules.entries())}

## Provenance

${list('Source', statistics.sources.entries())}

${list('Teacher model', statistics.models.entries())}

## How the programs were verified

${verification(facts)}

## Splits

Rows of one prompt, and of prompts from one template, stay in one split, and near-duplicate programs across splits were
purged; \`report.json\` has the counts under \`split\`.

## Licence

This card grants none. ${licenceLines(statistics)}
`
}

function frontMatter({ statistics, format, domain }: CardFacts): object {
  const splits = statistics.filledSplits()
  const languages = (['zh', 'en'] as const).filter((language) => statistics.prompts[language] > 0)
  return {
    pretty_name: `Verified ${domain} programs`,
    license: 'other',
    language: languages,
    task_categories: ['text-generation'],
    tags: ['code', 'javascript', domain, ...(statistics.hasMock ? ['mock'] : [])],
    size_categories: [SIZES.find(([end]) => statistics.rows < end)![1]],
    configs: [
      {
        config_name: 'default',
        data_files: splits.map((split) => ({ split: HUB_SPLIT[split], path: `${split}.jsonl` })),
      },
    ],
    dataset_info: { features: [...format.features, { name: 'metadata', struct: METADATA_FEATURES }] },
  }
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

function verification({ levels, engine }: CardFacts): string {
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
