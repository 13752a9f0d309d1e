/** kill -9 of the built command in the middle of an endless program: no process is left. */
import { spawn } from 'node:child_process'
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
