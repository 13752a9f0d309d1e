import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'
import { allCommands } from '../bin/cli/commands/index.ts'
import { ERRORS } from '../src/errors.ts'
import { checksPage } from './helpers/checks-page.ts'
import { faultsIn } from './helpers/command-lines.ts'
import { pagesOf, withMadeParts } from './helpers/made-parts.ts'
import { probesPage } from './helpers/probes-page.ts'
import { stageMakers } from './helpers/stage-pages.ts'

const read = (path: string) => readFileSync(path, 'utf8')

const pages = pagesOf('.')

t.test('what pages say of commands, options and records is what these say of themselves', async (t) => {
  const commands = await allCommands()
  const makers = stageMakers(commands, pageOf)
  for (const page of pages) {
    const made = withMadeParts(read(page), makers)
    if (process.env.UPDATE_DOCS) writeFileSync(page, made)
    t.equal(read(page), made, page)
  }
})

/** The page of a command, from docs/stages/. */
function pageOf(command: string): string {
  const page = pages.find((name) => read(name).includes(`<!-- made: command ${command} -->`))
  return relative('docs/stages', page ?? `no page has the command ${command}`)
}

t.test('every command line of README and docs parses', async (t) => {
  const commands = await allCommands()
  for (const page of pages) {
    // What sft-stream says begins with its name too.
    const lines = read(page).split('\n').filter((line) => /^ {4}/.test(line) && !/sft-stream(:| \d)/.test(line))
    for (const line of lines) for (const problem of faultsIn(line, commands)) t.fail(`${page}: ${line}: ${problem}`)
  }
})

t.test('every link of the documentation leads to a file, and to a heading that it has', async (t) => {
  for (const page of [...pages, 'ARCHITECTURE.md', 'CONTRIBUTING.md']) {
    for (const [, link] of read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [path, heading] = link.split('#')
      const target = path === '' ? page : join(dirname(page), path)
      t.ok(existsSync(target), `${page}: ${link}`)
      if (heading !== undefined && existsSync(target)) t.ok(headingsOf(read(target)).includes(heading), `${page}: ${link}`)
    }
  }
})

/** As GitHub names them in links. */
function headingsOf(page: string): string[] {
  const titles = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title)
  return titles.map((title) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'))
}

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
