import { PassThrough, Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { inEnglish } from '../../src/text/localize.ts'
import { startProgress } from '../../bin/cli/progress.ts'
import type { RawOptions } from '../../src/config.ts'
import { TeacherCounter } from '../../src/teacher/teacher-counter.ts'
import type { RecordInput } from '../../src/stream/read-records.ts'
import { testContext } from '../helpers/context.ts'

function terminal(input: Partial<RecordInput>, options: RawOptions = {}) {
  const context = testContext(options)
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 200 })
  const said: string[] = []
  stderr.on('data', (part: Buffer) => said.push(part.toString()))
  const read = context.ledger.stage('read')
  read.in = 10
  read.out = 8
  read.drop('invalid-json')
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr, env: {} }
  const opened = { source: Readable.from([]), name: 'x', intake: new AbortController(), ...input }
  return { said, context, stop: startProgress(context, io, () => opened, inEnglish) }
}

/** The timer of the progress keeps no process alive, so that waiting for an event would not do. */
async function firstOf(said: readonly string[]): Promise<string> {
  while (said.length === 0) await sleep(20)
  return said[0]
}

t.test('a terminal sees counts, rate and the time that is left, and a clean line at the end', async (t) => {
  const { said, stop } = terminal({ size: 1000, bytesRead: 1 })
  t.match(await firstOf(said), /^\r\u001b\[2K0:\d\d {2}ETA \d+:\d\d {2}read 8 \(-1\) {2}[\d.]+ rows\/s$/)
  stop()
  await sleep(0)
  t.equal(said.at(-1), '\r\u001b[2K')
})

t.test('what was spent so far stands behind the time', async (t) => {
  const { said, stop, context } = terminal({ bytesRead: 1 })
  context.facts.teacher = new TeacherCounter(undefined).facts
  context.facts.teacher.spent_usd = 1.5
  t.match(await firstOf(said), /0:\d\d {2}\$1\.50 {2}read 8/)
  stop()
})

t.test('nobody guesses when a pipe will end', async (t) => {
  const { said, stop } = terminal({ bytesRead: 1 })
  t.notMatch(await firstOf(said), 'ETA')
  stop()
})

t.test('--progress never and --quiet start nothing', async (t) => {
  for (const options of [{ progress: 'never' }, { quiet: true }]) {
    const { said, stop } = terminal({ size: 1000, bytesRead: 1 }, options)
    await sleep(300)
    stop()
    t.strictSame(said, [])
  }
})
