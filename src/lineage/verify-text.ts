/** What `verify` tells people. */
import { oneLine } from '../text/printable.ts'
import type { Findings, RowFinding } from './verify.ts'

const WHAT: Readonly<Record<Exclude<RowFinding['changed'], 'verdict'>, string>> = {
  gone: 'gone: lineage.jsonl tells of it, its file lacks it',
  row: 'the row has another hash than its lineage',
  program: 'the program has another hash than its lineage',
  stranger: 'no lineage tells of it',
}

export function renderFindings({ files, rows, versions }: Findings): string {
  const changedIds = new Set(rows.findings.filter(({ changed }) => changed === 'verdict').map(({ id }) => id))
  const others = rows.findings.length - changedIds.size
  return [
    `files      ${files.checked - files.findings.length} of ${files.checked} as the manifest says`,
    ...files.findings.map(
      ({ file, problem }) => `           ${file} ${problem === 'missing' ? 'is missing' : 'has other bytes'}`,
    ),
    `rows       ${rows.judged} of ${rows.total} judged again: ${rows.judged - changedIds.size} verdicts as before, ${changedIds.size} changed` +
      (others > 0 ? `; ${others} rows are not what their lineage says` : ''),
    ...rows.findings.flatMap(findingLines),
    ...versionLines(versions),
  ]
    .map((line) => `${oneLine(line, ' ')}\n`)
    .join('')
}

function findingLines({ id, place, changed, levels = {}, issues = [] }: RowFinding): string[] {
  const name = `           ${id}${place === undefined ? '' : ` (${place})`}`
  if (changed !== 'verdict') return [`${name}: ${WHAT[changed]}`]
  const said = Object.entries(levels).map(([level, { was, is }]) => `${level} ${word(was)}, now ${word(is)}`)
  return [`${name}: ${said.join('; ')}`, ...issues.slice(0, 3).map((issue) => `             ${issue}`)]
}

function versionLines({ now, recorded }: Findings['versions']): string[] {
  const lines = recorded.map(({ versions, rows }) => {
    const differing = Object.entries(now ?? {}).filter(([name, version]) => versions[name] !== version)
    if (differing.length === 0) return `of ${rows} rows as now`
    return `of ${rows} rows: ${differing.map(([name, version]) => `${name} ${versions[name] ?? 'unknown'}, now ${version}`).join('; ')}`
  })
  return lines.map((line, at) => `${at === 0 ? 'versions   ' : '           '}${line}`)
}

function word(passed: boolean | null): string {
  return passed === null ? 'not run' : passed ? 'passed' : 'failed'
}
