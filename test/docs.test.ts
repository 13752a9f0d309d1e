import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { allCommands } from '../bin/cli/commands/index.ts'
import { ERRORS } from '../src/errors.ts'
import { checksPage } from './helpers/checks-page.ts'
import { faultsIn } from './helpers/command-lines.ts'
import { probesPage } from './helpers/probes-page.ts'

const read = (path: string) => readFileSync(path, 'utf8')

t.test('the table of commands in the README is that of the help', async (t) => {
  const commands = await allCommands()
  const rows = commands.map(({ name, summary }) => `| \`${name}\` | ${summary} |\n`)
  const table = `| command | in → out |\n|---|---|\n${rows.join('')}`
  const withTable = (page: string) => page.replace(/\| command \| in → out \|\n(\|.*\n)*/, () => table)
  if (process.env.UPDATE_DOCS) writeFileSync('README.md', withTable(read('README.md')))
  t.equal(read('README.md'), withTable(read('README.md')))
  t.ok(read('README.md').includes(table))
})

t.test('every command line of README and docs parses', async (t) => {
  const commands = await allCommands()
  const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)]
  for (const page of pages) {
    // What sft-stream says begins with its name too.
    const lines = read(page).split('\n').filter((line) => /^ {4}/.test(line) && !/sft-stream(:| \d)/.test(line))
    for (const line of lines) for (const problem of faultsIn(line, commands)) t.fail(`${page}: ${line}: ${problem}`)
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
