/** What `explain` tells people. */
import { LEVELS, type Reject } from '../record.ts'
import { inEnglish, type Say } from '../text/localize.ts'
import { oneLine } from '../text/printable.ts'
import type { RowStory } from './explain.ts'
import { probesOf, remarksOf } from './remarks.ts'
import { PASSED, step } from './steps.ts'

const TASK_CHARACTERS = 100

/** What became of an id. */
interface Fate {
  readonly id: string
  readonly in: boolean
  readonly dropped: readonly Reject[]
}

/** The story of a row, a step of its way a line or two. */
export function renderStory({ lineage, seed_sha256, row, siblings, made_by, replay }: RowStory, say: Say = inEnglish): string {
  const { seed, levels, versions, conditions, quality } = lineage
  const { overall, ...components } = quality
  const passed = LEVELS.map((level) => `${level} ${say(PASSED[`${levels[level] ?? null}`])}`)
  const scores = Object.entries(components).map(([name, value]) => `${name} ${value}`)
  const { frames, runtime, check_timeout } = conditions
  const probes = probesOf(lineage)
  const steps: Step[] = [
    [say('seed'), `${lineage.prompt_id}, ${seed.difficulty}, sha256 ${seed_sha256}`, short(seed.task)],
    requestStep(lineage, say),
    ...originStep(lineage, say),
    [say('program'), `sha256 ${lineage.code_hash}`],
    [
      say('verdict'),
      passed.join(', '),
      ...[
        Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', '),
      ].filter(Boolean),
      ...(probes === undefined ? [] : [say(`probes: ${probes}`)]),
      ...remarksOf(lineage),
      ...(runtime === undefined ? [] : [say(`run: ${runtime}, ${frames} frames, ${check_timeout} CPU seconds`)]),
    ],
    [
      say('selection'),
      say(`quality score ${lineage.quality_score} among the ${seed.difficulty} ones`),
      `overall ${overall}: ${scores.join(', ')}`,
      ...(lineage.review === undefined ? [] : [say('kept by review (--decisions)')]),
    ],
    splitStep(lineage, siblings, say),
    [say('row'), ...rowLines(row, lineage.row_sha256, say)],
    [say('made by'), pairs(made_by.versions, ' '), pairs(given(made_by.options), '=')],
    [say('replay'), ...(replay ? [say(`from ${replay.from}`), replay.command] : [say('not possible: the row is gone')])],
  ]
  return `${oneLine(lineage.id, '?')}\n\n` + steps.map(([name, ...lines]) => step(name, lines)).join('')
}

/** Why an id is not in the dataset. */
export function renderDropped(id: string, dropped: readonly Reject[], say: Say = inEnglish): string {
  const reasons = dropped.map(({ stage, reason, message }) => step(stage, [reason, ...(message ? [message] : [])]))
  const head = say(`${oneLine(id, '?')} is not in the dataset (docs/errors.md says what the reasons mean)`)
  return `${head}\n\n${reasons.join('')}`
}

/** Many ids, a line each. */
export function renderFates(fates: readonly Fate[], say: Say = inEnglish): string {
  const width = Math.max(...fates.map(({ id }) => id.length)) + 2
  const lines = fates.map((fate) => {
    const why = fate.dropped.map(({ stage, reason, message = '' }) =>
      say(`dropped by ${stage}: ${`${reason} ${message}`.trim()}`),
    )
    return `${oneLine(fate.id, '?').padEnd(width)}${oneLine(fate.in ? say('in the dataset') : why.join('; '), ' ')}\n`
  })
  return lines.join('')
}

type Step = [string, ...string[]]

function requestStep({ request_id, version, turn, source, teacher_model, reply_key }: RowStory['lineage'], say: Say): Step {
  if (request_id === '') return [say('reply'), say(`none: ${source}`)]
  const teacher = teacher_model || source
  const answer =
    turn > 0
      ? say(`to ${request_id}: version ${version}, repair ${turn}, by ${teacher}`)
      : say(`to ${request_id}: version ${version}, by ${teacher}`)
  return [say('reply'), answer, say(`key ${reply_key || say('unknown')}`)]
}

function splitStep({ split, group }: RowStory['lineage'], siblings: readonly string[], say: Say): Step {
  const place = `${split}, group ${group}`
  return [say('split'), siblings.length > 0 ? say(`${place}, with ${siblings.join(', ')}`) : say(place)]
}

function originStep({ licence, repository, commit, path, assets }: RowStory['lineage'], say: Say): Step[] {
  if (licence === '') return []
  const more = Object.entries({ commit, path, assets }).flatMap(([name, value]) =>
    value === '' ? [] : [`${name} ${value}`],
  )
  const place = say(`${repository || say('a folder')}, licence ${licence}`)
  return [[say('origin'), place, ...(more.length > 0 ? [more.join(', ')] : [])]]
}

function rowLines(row: RowStory['row'], hash: string, say: Say): string[] {
  if (!row) return [`sha256 ${hash}`, say('gone from its file')]
  return [
    `${row.file}:${row.line}, sha256 ${hash}`,
    ...(row.as_written ? [] : [say('changed since: the line in the file has another hash')]),
  ]
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
