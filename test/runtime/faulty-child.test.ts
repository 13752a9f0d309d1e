/** Whatever sits in the place of the child: the supervisor believes nothing of it, and ends it. */
import t from 'tap'
import { Child } from '../../src/runtime/child-process.ts'
import { supervisor } from './helpers.ts'
import { allGone, descendants, procSkip } from './processes.ts'

/** Answers the setup, then each request with `answer`: code that knows `id`, `say` and `raw`. */
const runner = (answer: string): string => `
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
const raw = (text) => { for (let sent = 0; sent < text.length; sent += 65536) writeSync(3, text.slice(sent, sent + 65536)) }
const say = (value) => raw(JSON.stringify(value) + '\\n')
let ready = false
createInterface(process.stdin).on('line', (line) => {
  const { id } = JSON.parse(line)
  if (!ready) { ready = true; say({ ready }) } else { ${answer} }
})`

const CASES: Record<string, { answer: string; code: string }> = {
  'ends without a word': { answer: 'process.exit(0)', code: 'crash' },
  'answers for another program': { answer: `say({ id: 'guess', report: '{}' })`, code: 'crash' },
  'says that it is ready, again': { answer: 'say({ ready: true })', code: 'crash' },
  'answers with nonsense': { answer: `raw('nonsense\\n')`, code: 'crash' },
  'reports nonsense': { answer: `say({ id, report: '{"errors":[]}' })`, code: 'crash' },
  'answers without an end': { answer: `raw('x'.repeat(4e6))`, code: 'crash' },
  'fills stderr and hangs': { answer: `for (;;) writeSync(2, 'x'.repeat(4096))`, code: 'hang' },
  'tells of progress for ever': { answer: `for (;;) say({ id, at: 'x'.repeat(1000) })`, code: 'hang' },
  'ignores every signal': {
    answer: `for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU']) process.on(s, () => 1); for (;;);`,
    code: 'hang',
  },
}

for (const [name, { answer, code }] of Object.entries(CASES)) {
  t.test(`a child that ${name} is a verdict on its program, and gone`, { skip: procSkip }, async (t) => {
    const before = new Set(descendants(process.pid))
    const folder = t.testdir({ 'runner.mjs': runner(answer) })
    const boss = await supervisor({ checkTimeout: 0.3, child: { runner: `${folder}/runner.mjs` } })
    const { observed, stopped } = await boss.run('1')
    t.equal(observed, null)
    t.ok(stopped?.code === code, `${stopped?.code}: ${stopped?.message}`)
    await boss.close()
    await allGone(descendants(process.pid).filter((pid) => !before.has(pid)))
  })
}

t.test('a child that stops itself, or falls silent, is no fault of the machine', { skip: procSkip }, async (t) => {
  const folder = t.testdir({
    'stopped.mjs': runner(`process.kill(process.pid, 'SIGSTOP')`),
    'silent.mjs': runner('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'),
  })
  const setup = { browser: '', engine: '', deferredEngine: null, driver: '', programFile: '', frames: 1 }
  const ends = ['stopped', 'silent'].map(async (name) => {
    const child = await Child.start(setup, { runner: `${folder}/${name}.mjs` })
    const { kind } = await child.run({ id: 'a', code: '', shipped: true, webgl: false, trace: false }, { cpuSeconds: 5, wallSeconds: 15 })
    await child.kill()
    return kind
  })
  t.strictSame(await Promise.all(ends), ['crash', 'crash'])
})

t.test('a second report in the same breath ends the child before the next program', { skip: procSkip }, async (t) => {
  const folder = t.testdir({ 'runner.mjs': runner(`raw((JSON.stringify({ id, report: 'r' }) + '\\n').repeat(2))`) })
  const setup = { browser: '', engine: '', deferredEngine: null, driver: '', programFile: '', frames: 1 }
  const child = await Child.start(setup, { runner: `${folder}/runner.mjs` })
  const limits = { cpuSeconds: 5, wallSeconds: 60 }
  t.match(await child.run({ id: 'a', code: '', shipped: true, webgl: false, trace: false }, limits), { kind: 'report', text: 'r' })
  t.match(await child.run({ id: 'b', code: '', shipped: true, webgl: false, trace: false }, limits), { kind: 'crash' })
  await child.kill()
})
