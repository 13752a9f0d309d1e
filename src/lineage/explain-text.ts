/** What `explain` tells people. */
import { LEVELS, type Reject } from '../record.ts'
import { oneLine } from '../text/printable.ts'
import type { RowStory } from './explain.ts'

const WIDTH = 11
const TASK_CHARACTERS = 100

/** The story of a row, a step of its way a line or two. */
export function renderStory({ lineage, seed_sha256, row, siblings, made_by, replay }: RowStory): string {
  const { seed, levels, versions, conditions, quality } = lineage
  const { overall, ...components } = quality
  const passed = LEVELS.map((level) => `${level} ${said(levels[level])}`)
  const scores = Object.entries(components).map(([name, value]) => `${name} ${value}`)
  const { frames, runtime, check_timeout } = conditions
  const steps: [string, ...string[]][] = [
    ['seed', `${lineage.prompt_id}, ${seed.difficulty}, sha256 ${seed_sha256}`, short(seed.task)],
    requestStep(lineage),
    ...originStep(lineage),
    ['program', `sha256 ${lineage.code_hash}`],
    [
      'verdict',
      passed.join(', '),
      ...[
        Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ].filter(Boolean),
      ...(runtime === undefined ? [] : [`run: ${runtime}, ${frames} frames, ${check_timeout} CPU seconds`]),
    ],
    [
      'selection',
      `quality score ${lineage.quality_score} among the ${seed.difficulty} ones`,
      `overall ${overall}: ${scores.join(', ')}`,
      ...(lineage.review === undefined ? [] : ['kept by review (--decisions)']),
    ],
    ['split', `${lineage.split}, group ${lineage.group}${siblings.length > 0 ? `, with ${siblings.join(', ')}` : ''}`],
    ['row', ...rowLines(row, lineage.row_sha256)],
    ['made by', pairs(made_by.versions, ' '), pairs(given(made_by.options), '=')],
    ['replay', ...(replay ? [`from ${replay.from}`, replay.command] : ['not possible: the row is gone'])],
  ]
  return `${oneLine(lineage.id, '?')}\n\n` + steps.map(([name, ...lines]) => step(name, lines)).join('')
}

/** Why an id is not in the dataset. */
export function renderDropped(id: string, dropped: readonly Reject[]): string {
  const reasons = dropped.map(({ stage, reason, message }) => step(stage, [reason, ...(message ? [message] : [])]))
  return `${oneLine(id, '?')} is not in the dataset (docs/errors.md says what the reasons mean)\n\n${reasons.join('')}`
}

/** Many ids, a line each. */
export function renderFates(fates: readonly { id: string; in: boolean; dropped: readonly Reject[] }[]): string {
  const width = Math.max(...fates.map(({ id }) => id.length)) + 2
  const lines = fates.map((fate) => {
    const why = fate.dropped.map(({ stage, reason, message = '' }) =>
      `dropped by ${stage}: ${reason} ${message}`.trim(),
    )
    return `${oneLine(fate.id, '?').padEnd(width)}${oneLine(fate.in ? 'in the dataset' : why.join('; '), ' ')}\n`
  })
  return lines.join('')
}

function requestStep({
  request_id,
  version,
  turn,
  source,
  teacher_model,
  reply_key,
}: RowStory['lineage']): [string, ...string[]] {
  if (request_id === '') return ['reply', `none: ${source}`]
  const repaired = turn > 0 ? `, repair ${turn}` : ''
  return [
    'reply',
    `to ${request_id}: version ${version}${repaired}, by ${teacher_model || source}`,
    `key ${reply_key || 'unknown'}`,
  ]
}

function originStep({ licence, repository, commit, path, assets }: RowStory['lineage']): [string, ...string[]][] {
  if (licence === '') return []
  const more = Object.entries({ commit, path, assets }).flatMap(([name, value]) =>
    value === '' ? [] : [`${name} ${value}`],
  )
  return [['origin', `${repository || 'a folder'}, licence ${licence}`, ...(more.length > 0 ? [more.join(', ')] : [])]]
}

function rowLines(row: RowStory['row'], hash: string): string[] {
  if (!row) return [`sha256 ${hash}`, 'gone from its file']
  return [
    `${row.file}:${row.line}, sha256 ${hash}`,
    ...(row.as_written ? [] : ['changed since: the line in the file has another hash']),
  ]
}

function said(passed: boolean | null | undefined): string {
  return typeof passed === 'boolean' ? (passed ? 'passed' : 'failed') : 'not run'
}

function given(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null && value !== false))
}

function pairs(values: Readonly<Record<string, unknown>>, sign: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}${sign}${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}

function short(text: string): string {
  const characters = [...text]
  return characters.length > TASK_CHARACTERS ? `${characters.slice(0, TASK_CHARACTERS).join('')}…` : text
}

function step(name: string, lines: readonly string[]): string {
  return lines.map((line, at) => `${(at === 0 ? name : '').padEnd(WIDTH)}${oneLine(line, ' ')}\n`).join('')
}
