import type { CheckMeta } from '../../src/checks/check.ts'
import { loadChecks } from '../../src/checks/index.ts'
import { LADDER_CODES } from '../../src/checks/ladder.ts'
import { runtimeMeta } from '../../src/checks/runtime.ts'
import { LEVELS } from '../../src/record.ts'

/** docs/checks.md, from the meta of the checks: what a program must do, and every code that says it did not. */
export async function checksPage(): Promise<string> {
  const checks = [...(await loadChecks()), { id: 'runtime', level: 'L3' as const, meta: runtimeMeta }]
  const sections = LEVELS.map((level) => {
    const ofLevel = checks.filter((check) => check.level === level).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    return `## ${level}\n\n${ofLevel.map(({ id, meta }) => section(id, meta)).join('\n')}`
  })
  const ladder = Object.entries(LADDER_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)
  return `# Checks

Made from the checks' own \`meta\`; \`UPDATE_DOCS=1 npx tap dist/test/docs.test.js\` writes it anew. Whether an issue is an error, a
warning or an info stands in the issue; only errors fail a level.

${sections.join('\n')}
## At any level

| code | means |
|---|---|
${ladder.join('\n')}
`
}

function section(id: string, { description, codes, reads }: CheckMeta): string {
  const rows = Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning.replaceAll('|', '\\|')} |`)
  const inputs = reads.length > 0 ? ` Reads besides the code: ${reads.join(', ')}.` : ''
  return `### ${id}\n\n${description}${inputs}\n\n| code | means |\n|---|---|\n${rows.join('\n')}\n`
}
