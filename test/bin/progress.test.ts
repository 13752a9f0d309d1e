import { PassThrough, Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startProgress } from '../../bin/cli/progress.ts'
import type { RawOptions } from '../../src/config.ts'
import { TeacherCounter } from '../../src/teacher/teacher-counter.ts'
import { inEnglish } from '../../src/text/localize.ts'
import type { RecordInput } from '../../src/stream/read-records.ts'
import { testContext } from '../helpers/context.ts'
import { Screen } from '../helpers/screen.ts'

interface Setting {
  input?: Partial<RecordInput>
  options?: RawOptions
  env?: Record<string, string>
  columns?: number
  /** Of stdout. */
  fd?: number
}

function terminal({ input = { bytesRead: 1 }, options = {}, env = {}, columns = 200, fd }: Setting = {}) {
  const context = testContext(options)
  const stderr = new Screen(columns)
  const stdout = Object.assign(new PassThrough(), fd === undefined ? {} : { fd })
  const read = context.ledger.stage('read')
  read.in = 10
  read.out = 8
  read.drop('invalid-json')
  const io = { stdin: new PassThrough(), stdout, stderr, env }
  const opened = { source: Readable.from([]), name: 'x', intake: new AbortController(), ...input }
  return { screen: stderr, context, stop: startProgress(context, io, () => opened, inEnglish) }
}

/** What it shows first. The timer of the progress keeps no process alive, so that waiting for an event would not do. */
async function firstOf(screen: Screen): Promise<string> {
  while (screen.said.length === 0) await sleep(20)
  return screen.text()
}

t.test('a terminal sees what goes in and out of all stages, rate and the time that is left, and a clean screen at the end', async (t) => {
  const { screen, stop, context } = terminal({ input: { size: 1000, bytesRead: 1 } })
  const parse = context.ledger.stage('parse')
  parse.in = 8
  parse.out = 7
  const [times, ...table] = (await firstOf(screen)).split('\n')
  t.match(times, /^0:\d\d {2}ETA \d+:\d\d(:\d\d)? {2}[\d.]+ rows\/s$/)
  t.strictSame(table.map((line) => line.trim().split(/ +/)), [
    ['in', 'out', 'dropped'],
    ['read', '10', '8', '1'],
    ['parse', '8', '7', '0'],
  ])
  stop()
  t.equal(screen.text(), '')
})

t.test('all of it fits into 40 columns', async (t) => {
  const { screen, stop, context } = terminal({ columns: 40 })
  context.ledger.stage('merge-official').in = 1_000_000
  for (const line of (await firstOf(screen)).split('\n')) t.ok(line.length < 40, line)
  t.match(screen.text(), /^merge-official +1000000 +0 +0$/m)
  stop()
})

t.test('what was spent so far stands behind the time', async (t) => {
  const { screen, stop, context } = terminal()
  context.facts.teacher = new TeacherCounter(undefined).facts
  context.facts.teacher.spent_usd = 1.5
  t.match(await firstOf(screen), /^0:\d\d {2}\$1\.50 {2}/)
  stop()
})

t.test('the step of the final pass is told, and then nobody guesses when it will end', async (t) => {
  const { screen, stop, context } = terminal({ input: { size: 1000, bytesRead: 500 } })
  context.underWay.step = { stage: 'select', name: 'near-duplicates', share: 0.417 }
  t.match(await firstOf(screen), /\nselect: near-duplicates 41 %$/)
  t.notMatch(screen.text(), 'ETA')
  stop()
})

t.test('nobody guesses when a pipe will end', async (t) => {
  const { screen, stop } = terminal()
  t.notMatch(await firstOf(screen), 'ETA')
  stop()
})

t.test('--progress never and --quiet start nothing; --progress always is for --quiet too', async (t) => {
  for (const options of [{ progress: 'never' }, { quiet: true }]) {
    const { screen, stop } = terminal({ options })
    await sleep(300)
    stop()
    t.strictSame(screen.said, [])
  }
  const { screen, stop } = terminal({ options: { quiet: true, progress: 'always' } })
  t.match(await firstOf(screen), 'read')
  stop()
})

t.test('a dumb terminal is sent no escape sequence', async (t) => {
  const { screen, stop } = terminal({ env: { TERM: 'dumb' } })
  await sleep(300)
  stop()
  t.strictSame(screen.said, [])
})
