/**
 * `npm run bench:agreement -- FILE [--limit N] [FLAG…]`: runs the candidates of FILE in both runtimes, and prints how far
 * their verdicts agree, and for each id on which they do not, what both say. Further flags go to `validate`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Verdict } from '../../src/record.ts'
import { table } from './measure.ts'
import { validate } from './validate.ts'

type Runtime = 'headless' | 'browser'

const outcome = (verdict: Verdict) => (verdict.l3_passed === true ? 'pass' : 'fail')

function firstMessage(verdict: Verdict): string {
  const errors = verdict.validation.levels.L3?.issues.filter(({ severity }) => severity === 'error') ?? []
  const [first] = errors
  return first === undefined ? 'pass' : `${first.code}, line ${first.line ?? '?'}: ${first.message}`
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { limit: { type: 'string' } },
})
const [file] = positionals
if (file === undefined) throw new Error('usage: npm run bench:agreement -- FILE [--limit N]')

const flags = process.argv.slice(2).filter((word, i, all) => word !== file && word !== '--limit' && all[i - 1] !== '--limit')
const folder = mkdtempSync(join(tmpdir(), 'sft-stream-agreement-'))
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
const limited = join(folder, 'candidates.jsonl')
writeFileSync(limited, lines.slice(0, Number(values.limit ?? lines.length)).join('\n') + '\n')
const verdicts = (runtime: Runtime) => validate(limited, ['--levels', 'L3', '--runtime', runtime, ...flags])
const headless = await verdicts('headless')
const browser = await verdicts('browser')
rmSync(folder, { recursive: true })

const both = [...headless].flatMap(([id, inHeadless]) => {
  const inBrowser = browser.get(id)
  return inBrowser === undefined ? [] : [{ id, inHeadless, inBrowser }]
})
const count = (headlessSays: string, browserSays: string) =>
  String(both.filter(({ inHeadless, inBrowser }) => outcome(inHeadless) === headlessSays && outcome(inBrowser) === browserSays).length)
table(`${both.length} programs`, ['', 'browser: pass', 'browser: fail'], [
  ['headless: pass', count('pass', 'pass'), count('pass', 'fail')],
  ['headless: fail', count('fail', 'pass'), count('fail', 'fail')],
])
for (const { id, inHeadless, inBrowser } of both) {
  if (outcome(inHeadless) === outcome(inBrowser)) continue
  process.stdout.write(`\n${id}\n  headless  ${firstMessage(inHeadless)}\n  browser   ${firstMessage(inBrowser)}\n`)
}
