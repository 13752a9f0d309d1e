/**
 * `npm run test:crash [-- --kills N --seed S --fail-rate P --concurrency C --levels L1,L2]`: a run that is killed with
 * SIGKILL again and again, and resumed with the same command each time, must pay for next to nothing twice and end with
 * the dataset of a run that nobody disturbed. Prints a row a kill; exit code 1 when a promise is broken.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Reply, Request } from '../../src/record.ts'
import { table } from '../bench/measure.ts'
import { CrashRun } from './crash-run.ts'
import { output } from './command.ts'
import { bytesOf, countsOf } from './dataset.ts'
import { FINAL_STEPS, killPoints } from './schedule.ts'
import { MODEL, TeacherServer, contentOf } from './teacher-server.ts'

const SEEDS = fileURLToPath(new URL('../../../fixtures/seeds/demo.jsonl', import.meta.url))

/** So many requests a kill, that each run gets further than the calls which the kill before it lost. */
const REQUESTS_PER_KILL = 12

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    'fail-rate': { type: 'string', default: '0.3' },
    concurrency: { type: 'string', default: '8' },
    levels: { type: 'string', default: 'L1,L2' },
  },
})
const [kills, seed, failRate, concurrency] = [values.kills, values.seed, values['fail-rate'], values.concurrency].map(
  Number,
)

const folder = mkdtempSync(join(tmpdir(), 'sft-stream-crash-'))
const at = (...names: string[]): string => join(folder, ...names)
for (const name of ['tmp', 'calm', 'killed']) mkdirSync(at(name))

const seeds = readFileSync(SEEDS, 'utf8').trim().split('\n').length
const versions = String(Math.max(2, Math.ceil((kills * REQUESTS_PER_KILL) / seeds)))
const shared = ['--versions', versions, '--cache', at('cache'), '-q']
const parsed = <Row>(jsonl: string): Row[] =>
  jsonl
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
const requestLines = await output(['requests', SEEDS, ...shared], at('tmp'))
const requests = parsed<Request>(requestLines)
const texts = parsed<Reply>(
  await output(['teach', '--teacher', 'mock', '--cache', at('cache'), '-q'], at('tmp'), requestLines),
)
const textOf = new Map(texts.map(({ id, raw_output }) => [id, raw_output]))
const answers = new Map(requests.map((request) => [contentOf(request), textOf.get(request.id)!]))
const idOf = new Map(requests.map((request) => [contentOf(request), request.id]))

const server = new TeacherServer({ answers, failRate, seed })
const calm = new TeacherServer({ answers, failRate: 0, seed })
const command = (base: string, where: string, ...more: string[]): string[] => {
  const asked = ['--teacher', 'openai', '--base-url', base, '--model', MODEL, '--versions', versions]
  const judged = ['--concurrency', String(concurrency), '--levels', values.levels, '--require', values.levels]
  const written = ['--allow-partial', '--cache', at(where, 'cache'), '--out', at(where, 'home', 'dataset')]
  return ['run', SEEDS, ...asked, ...judged, ...written, '--progress', 'never', ...more]
}

try {
  for (const where of ['calm', 'killed']) mkdirSync(at(where, 'home'))
  const calmUrl = await calm.listen()
  // An older dataset is in the place of the new one, with a file of the user's: both must survive every kill.
  await output(command(calmUrl, 'calm', '--max-items', '10'), at('tmp'))
  writeFileSync(at('calm', 'home', 'dataset', 'notes.txt'), 'mine')
  cpSync(at('calm', 'home'), at('killed', 'home'), { recursive: true })
  await output(command(calmUrl, 'calm'), at('tmp'))

  const run = new CrashRun({
    server,
    concurrency,
    idOf,
    command: command(await server.listen(), 'killed'),
    cache: at('killed', 'cache'),
    out: at('killed', 'home', 'dataset'),
    tmp: at('tmp'),
    finished: bytesOf(at('calm', 'home', 'dataset')),
  })
  // After a kill, replies in flight may still be written: at the last point more than those must be left to ask.
  const last = requests.length - 2 * concurrency
  for (const point of killPoints(kills, last, seed)) await run.killAfter(point)
  for (let n = 0; n < Math.max(1, Math.round(kills / 10)); n++)
    await run.killInFinalPass(FINAL_STEPS[n % FINAL_STEPS.length])
  await run.toTheEnd()
  run.expect(
    countsOf(at('killed', 'home', 'dataset')) === countsOf(at('calm', 'home', 'dataset')),
    'report.json differs',
  )

  const title = `${requests.length} requests, ${server.failures} first tries failed, concurrency ${concurrency}, seed ${seed}`
  table(title, ['kill', 'at', 'served before', 'served after', 'paid twice', 'acknowledged'], run.rows())
  const twice = server.paid.length - requests.length
  process.stdout.write(
    `\npaid twice ${twice}, of ${requests.length} requests; ${run.violations.length} promises broken\n`,
  )
  for (const violation of run.violations) process.stdout.write(`  ${violation}\n`)
  process.exitCode = run.violations.length > 0 ? 1 : 0
} finally {
  server.close()
  calm.close()
  rmSync(folder, { recursive: true, force: true })
}
