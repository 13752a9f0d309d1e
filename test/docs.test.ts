import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { ERRORS } from '../src/errors.ts'
import { checksPage } from './helpers/checks-page.ts'
import { probesPage } from './helpers/probes-page.ts'

const built = new URL('../dist/bin/cli/commands/index.js', import.meta.url).href
const { COMMANDS } = (await import(built)) as typeof import('../bin/cli/commands/index.ts')

const read = (path: string) => readFileSync(path, 'utf8')

t.test('the README lists every command with the line of its help', async (t) => {
  const readme = read('README.md')
  for (const [name, load] of Object.entries(COMMANDS)) {
    const { summary } = await load()
    t.ok(readme.includes(`| \`${name}\` | ${summary} |`), name)
  }
})

t.test('docs/errors.md has a row for every error code, with its exit code and meaning', async (t) => {
  const page = read('docs/errors.md')
  for (const [code, { exit, means }] of Object.entries(ERRORS)) t.ok(page.includes(`| \`${code}\` | ${exit} | ${means} |`), code)
})

t.test('docs/checks.md is what the checks say of themselves', async (t) => {
  const page = await checksPage()
  if (process.env.UPDATE_DOCS) writeFileSync('docs/checks.md', page)
  t.equal(read('docs/checks.md'), page)
})

t.test('docs/probes.md is what the kinds of probes say of themselves', async (t) => {
  const page = probesPage()
  if (process.env.UPDATE_DOCS) writeFileSync('docs/probes.md', page)
  t.equal(read('docs/probes.md'), page)
})
