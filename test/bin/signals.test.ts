/** Ctrl-C in the middle of a final pass, in process: the signals are those that bin/sft-stream.ts makes of the real ones. */
import { PassThrough } from 'node:stream'
import t from 'tap'
import { main } from '../../bin/cli/main.ts'
import { programText, verdictRow } from '../helpers/programs.ts'
import { Screen } from '../helpers/screen.ts'

/** So many that the selection computes for longer than the progress takes to show it. */
const ROWS = Array.from({ length: 1000 }, (_, at) => {
  const prompt = { id: `p${at}`, difficulty: 'easy' as const, modules: [], task: `task ${at}` }
  return verdictRow(`row-${at}`, { prompt_id: prompt.id, prompt, code: programText(`own-${at}`, 80) })
})

/** Runs `select`, and calls `shown` whenever the terminal changes. */
async function select(args: readonly string[], shown: (text: string, controllers: AbortController[]) => void) {
  const [interrupt, stop] = [new AbortController(), new AbortController()]
  const stdin = new PassThrough()
  stdin.end(ROWS.map((row) => JSON.stringify(row) + '\n').join(''))
  const screen = new Screen(100)
  const rows: Buffer[] = []
  const stdout = new PassThrough().on('data', (part: Buffer) => rows.push(part))
  const watch = setInterval(() => shown(screen.text(), [interrupt, stop]), 10)
  const io = { stdin, stdout, stderr: screen, env: { NO_COLOR: '1' }, interrupt: interrupt.signal, stop: stop.signal }
  const exit = await main(['select', ...args], io)
  clearInterval(watch)
  return { exit, rows: Buffer.concat(rows).toString(), screen: screen.text() }
}

const AGAIN = 'sft-stream select --require L1'

t.test('once: the pass ends without a row, and the command is told that goes on', async (t) => {
  const { exit, rows, screen } = await select(['--require', 'L1'], (text, [interrupt]) => {
    if (/^select: /m.test(text)) interrupt.abort(130)
  })
  t.equal(exit, 130)
  t.equal(rows, '')
  t.match(screen, /^sft-stream: stopping: /m)
  t.match(screen, `interrupted; what was in flight is saved\n  the same command goes on from there: ${AGAIN}\n`)
  t.notMatch(screen, 'near-duplicates', 'nothing of the progress is left')
})

t.test('twice, with --quiet: it is told before the process ends, and exit codes are those of the signal', async (t) => {
  let told = ''
  const { exit, rows, screen } = await select(['--require', 'L1', '-q', '--progress', 'always'], (text, [interrupt, stop]) => {
    if (!/^select: /m.test(text)) return
    interrupt.abort(143)
    stop.abort(143)
    told = text
  })
  t.equal(exit, 143)
  t.equal(rows, '')
  t.not(told, '')
  t.match(screen, `sft-stream: stopped at once; the replies and verdicts that had arrived are saved\n  the same command goes on from there: ${AGAIN}`)
})
