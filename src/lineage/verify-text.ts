/** What `verify` tells people. */
import { inEnglish, type Say } from '../text/localize.ts'
import { PASSED, step } from './steps.ts'
import type { Findings, RowFinding } from './verify.ts'

const WHAT: Readonly<Record<Exclude<RowFinding['changed'], 'verdict'>, string>> = {
  gone: 'gone: lineage.jsonl tells of it, its file lacks it',
  row: 'the row has another hash than its lineage',
  program: 'the program has another hash than its lineage',
  stranger: 'no lineage tells of it',
}

export function renderFindings(findings: Findings, say: Say = inEnglish): string {
  return [
    step(say('files'), fileLines(findings, say)),
    step(say('rows'), rowLines(findings, say)),
    step(say('versions'), versionLines(findings, say)),
  ].join('')
}

function fileLines({ files }: Findings, say: Say): string[] {
  return [
    say(`${files.checked - files.findings.length} of ${files.checked} as the manifest says`),
    ...files.findings.map(({ file, problem }) =>
      problem === 'missing' ? say(`${file} is missing`) : say(`${file} has other bytes`),
    ),
  ]
}

function rowLines({ rows }: Findings, say: Say): string[] {
  const changed = new Set(rows.findings.filter((finding) => finding.changed === 'verdict').map(({ id }) => id)).size
  const others = rows.findings.length - changed
  const judged = `${rows.judged} of ${rows.total} judged again: ${rows.judged - changed} verdicts as before, ${changed} changed`
  return [
    others > 0 ? say(`${judged}; ${others} rows are not what their lineage says`) : say(judged),
    ...rows.findings.flatMap((finding) => findingLines(finding, say)),
  ]
}

function findingLines({ id, place, changed, levels = {}, issues = [] }: RowFinding, say: Say): string[] {
  const name = `${id}${place === undefined ? '' : ` (${place})`}`
  if (changed !== 'verdict') return [`${name}: ${say(WHAT[changed])}`]
  const said = Object.entries(levels).map(([level, { was, is }]) =>
    say(`${level} ${say(PASSED[`${was}`])}, now ${say(PASSED[`${is}`])}`),
  )
  return [`${name}: ${said.join('; ')}`, ...issues.slice(0, 3).map((issue) => `  ${issue}`)]
}

function versionLines({ versions: { now, recorded } }: Findings, say: Say): string[] {
  return recorded.map(({ versions, rows }) => {
    const differing = Object.entries(now ?? {}).filter(([name, version]) => versions[name] !== version)
    if (differing.length === 0) return say(`of ${rows} rows as now`)
    const changes = differing.map(([name, version]) => say(`${name} ${versions[name] ?? say('unknown')}, now ${version}`))
    return say(`of ${rows} rows: ${changes.join('; ')}`)
  })
}
