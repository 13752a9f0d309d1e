/** The built command in the middle of an endless program, killed or stopped by two Ctrl-Cs: no process is left. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { allGone, cpuTicks, descendants, isGone, procSkip } from '../runtime/processes.ts'

const command = new URL('../../bin/sft-stream.js', import.meta.url).pathname

const candidate = (id: string): string =>
  JSON.stringify({
    id,
    prompt_id: id,
    version: 1,
    prompt: { id, difficulty: 'easy', modules: [], task: 'hang' },
    teacher_model: 'none',
    plan: null,
    code: `for (;;);// ${id}`,
    code_hash: id,
    parse_errors: [],
    parse_warnings: [],
    api_context_injected: [],
    reply_key: '',
    timestamp: '2024-01-01T00:00:00Z',
  })

/** Children that run programs, and have used some CPU time on them. */
const busy = (pids: readonly number[]) => pids.filter((pid) => cpuTicks(pid) > 100)

t.test('kill -9 of validate -j 2 leaves no process', { skip: procSkip }, async (t) => {
  const cache = t.testdir()
  const args = ['validate', '--levels', 'L3', '-j', '2', '--check-timeout', '600', '--cache', cache]
  const main = spawn(process.execPath, [command, ...args], { stdio: ['pipe', 'ignore', 'ignore'] })
  main.stdin.end([candidate('a'), candidate('b')].join('\n') + '\n')
  let below = descendants(main.pid!)
  while (busy(below).length < 2 && !isGone(main.pid!)) {
    await sleep(100)
    below = descendants(main.pid!)
  }
  t.ok(busy(below).length >= 2, 'both programs run')
  main.kill('SIGKILL')
  await allGone([main.pid!, ...below])
  t.ok(below.every(isGone))
})

t.test('the first Ctrl-C waits for what is in flight, the second does not; both say what happens', { skip: procSkip }, async (t) => {
  const args = ['validate', '--levels', 'L3', '-j', '1', '--check-timeout', '600', '--cache', t.testdir()]
  const main = spawn(process.execPath, [command, ...args], { stdio: ['pipe', 'ignore', 'pipe'] })
  main.stdin.end(candidate('a') + '\n')
  let said = ''
  main.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const closed = once(main, 'close')
  let below = descendants(main.pid!)
  while (busy(below).length < 1 && !isGone(main.pid!)) {
    await sleep(100)
    below = descendants(main.pid!)
  }
  main.kill('SIGINT')
  while (!said.includes('stops at once\n') && !isGone(main.pid!)) await sleep(20)
  t.match(said, /^sft-stream: stopping: what is in flight is finished and saved; a second Ctrl-C or SIGTERM stops at once$/m)
  main.kill('SIGTERM')
  const [status] = (await closed) as [number]
  t.equal(status, 143)
  t.match(said, 'stopped at once; the replies and verdicts that had arrived are saved\n')
  t.match(said, 'the same command goes on from there: sft-stream validate --levels L3 -j 1 ')
  await allGone(below)
  t.ok(below.every(isGone))
})
