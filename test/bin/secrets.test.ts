/** The key of a paid teacher, watched from outside: it is in the request's header and nowhere else. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { bePatient } from '../helpers/patience.ts'
import { allGone, cpuTicks, descendants, isGone, procSkip } from '../runtime/processes.ts'
import { PAID_TEACHERS, serve, type PaidTeacher, type Test } from '../teacher/helpers.ts'

bePatient()

const COMMAND = fileURLToPath(new URL('../../../bin/launch.js', import.meta.url))
const [LINE] = readFileSync('fixtures/seeds/demo.jsonl', 'utf8').split('\n')
const SEED = JSON.parse(LINE) as { task: string }
const PROGRAM = readFileSync('fixtures/runtime/clean/arcade.js', 'utf8')

/** With characters that JSON, URLs and base64 write in other ways. */
const KEY = 'sk-canary/7Q2xVbN9+tKfM4hWz==pLr8'
const bytes = Buffer.from(KEY)
const FORMS = [
  KEY,
  KEY.replaceAll('/', '\\/'),
  encodeURIComponent(KEY),
  bytes.toString('base64'),
  bytes.toString('base64url'),
]

/** Longer than a signal takes to arrive. */
const LATE_MS = 1000

interface Reaction {
  status: number
  headers?: Record<string, string>
  body: string
  /** Answers late, so that the run is interrupted in the middle of a call, which is paid for and saved. */
  late?: boolean
}

type React = (teacher: PaidTeacher, echo: string) => Reaction

const reply = (code: string): string =>
  `[PLAN]\nREQ: r\nAPI: Scene\nSTEPS:\n1. s\n[/PLAN]\n\n\`\`\`javascript\n${code}\n\`\`\``
const answer = (teacher: PaidTeacher, text: string, more: object = {}): string =>
  JSON.stringify({ ...(teacher.answer(text) as object), ...more })
const refusal =
  (status: number): React =>
  (_, echo) => ({
    status,
    body: JSON.stringify({ error: { message: `you sent ${echo}`, code: echo, type: echo } }),
  })

type Reactions = Record<string, React>

/** What a run goes on after: a run on a seed for each sees them all. */
const SURVIVED: Reactions = {
  'an answer': (teacher, echo) => ({
    status: 200,
    body: answer(teacher, reply(`${PROGRAM}\n// ${echo}`), { model: echo, id: echo }),
  }),
  'an answer with escapes': (teacher, echo) => {
    const body = answer(teacher, reply(`${PROGRAM}\n// ${echo}`), { model: KEY })
    return { status: 200, body: body.replaceAll('/', '\\/').replaceAll('canary', '\\u0063anary') }
  },
  'an answer of another type': (_, echo) => ({ status: 200, headers: { 'content-type': `text/${KEY}` }, body: echo }),
  'a packed answer': (_, echo) => ({ status: 200, headers: { 'content-encoding': KEY }, body: echo }),
  'a redirect': (_, echo) => ({ status: 302, headers: { location: `/${KEY}` }, body: echo }),
  'plain text': (_, echo) => ({ status: 500, headers: { 'retry-after': KEY }, body: echo }),
  '400': refusal(400),
  '429': refusal(429),
  '500': refusal(500),
}

const RUNS: Record<string, Reactions> = {
  'a server that answers in many ways': SURVIVED,
  'a server that says 401': { '401': refusal(401) },
  'a server that says 403': { '403': refusal(403) },
  'a server that is interrupted': {
    interrupt: (teacher, echo) => ({ status: 200, body: answer(teacher, echo, { model: echo }), late: true }),
  },
}

/** All that a server can send back of a key. */
function echoOf(headers: IncomingHttpHeaders): string {
  const sent = [headers.authorization, headers['x-api-key']].filter(Boolean).join(' ')
  return [sent, ...FORMS].join(' ')
}

interface Run {
  child: ChildProcess
  folder: string
  said: () => string
}

/** Starts a run on a seed for each reaction of a server; everything that it writes lies in `folder`. */
async function start(
  t: Test,
  teacher: PaidTeacher,
  reactions: Reactions,
  levels: string,
  onCall: (reaction: string) => void = () => {},
): Promise<Run> {
  const folder = t.testdir({})
  mkdirSync(join(folder, 'tmp'))
  const { url } = await serve(t, (response, _call, { headers, body: asked }) => {
    const [name, react] = Object.entries(reactions).find(([name]) => JSON.stringify(asked).includes(`<${name}>`))!
    onCall(name)
    const { status, headers: more, body, late } = react(teacher, echoOf(headers))
    const echoed = { 'content-type': 'application/json', 'x-request-id': KEY, 'set-cookie': KEY, ...more }
    setTimeout(() => response.writeHead(status, echoed).end(body), late ? LATE_MS : 0)
  })
  const asked = [
    '--teacher',
    teacher.name,
    '--model',
    'm',
    '--base-url',
    url + teacher.base,
    '--versions',
    '1',
    '--retries',
    '1',
  ]
  const judged = ['--levels', levels, '--require', levels, '--allow-partial', '--check-timeout', '600', '-j', '1']
  const path = (name: string): string => join(folder, name)
  const files = [
    '--cache',
    path('cache'),
    '--out',
    path('out'),
    '--report',
    path('report'),
    '--rejects',
    path('rejects'),
  ]
  const args = [COMMAND, 'run', ...asked, ...judged, ...files, '--log-level', 'debug', '--progress', 'always']
  const { DEBUG: _debug, NODE_DEBUG: _nodeDebug, ...outer } = process.env
  const env = { ...outer, OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY, TMPDIR: path('tmp') }
  const child = spawn(process.execPath, args, { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (said += part))
  const seeds = Object.keys(reactions).map((name, at) => ({ ...SEED, id: `s${at}`, task: `${SEED.task} <${name}>` }))
  child.stdin.end(seeds.map((seed) => JSON.stringify(seed) + '\n').join(''))
  return { child, folder, said: () => said }
}

const shown = (text: string): string[] => FORMS.filter((form) => text.includes(form))

/** Files of a folder, whole paths. */
function filesBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
}

for (const teacher of PAID_TEACHERS) {
  for (const [name, reactions] of Object.entries(RUNS)) {
    t.test(`${teacher.name}: ${name} and quotes the key shows it to nobody`, async (t) => {
      const interrupts = 'interrupt' in reactions
      const calls = new Set<string>()
      const run: Run = await start(t, teacher, reactions, 'L1', (reaction) => {
        calls.add(reaction)
        if (interrupts) run.child.kill('SIGINT')
      })
      const [status] = (await once(run.child, 'close')) as [number | null]
      t.strictSame([...calls].toSorted(), Object.keys(reactions).toSorted(), run.said())
      if (interrupts) t.equal(status, 130, run.said())
      t.same(shown(run.said()), [], 'stdout and stderr')
      t.ok(run.said().length > 0, 'something was said')
      for (const path of filesBelow(run.folder))
        t.same(shown(readFileSync(path, 'latin1')), [], path.slice(run.folder.length))
      if (reactions !== SURVIVED) return
      t.match(readFileSync(join(run.folder, 'out', 'train.jsonl'), 'utf8'), /\[redacted\]/, 'replies came through')
    })
  }
}

/** Environment and command line of a process, as the system shows them to others. */
function outside(pid: number, name: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

t.test(
  'while programs run, no process below has the key in its environment or command line',
  { skip: procSkip },
  async (t) => {
    const [teacher] = PAID_TEACHERS
    const endless: React = () => ({ status: 200, body: answer(teacher, reply('for (;;);')) })
    const { child, said } = await start(t, teacher, { endless }, 'L3')
    const main = child.pid!
    const busy = (): boolean => descendants(main).some((pid) => cpuTicks(pid) > 50)
    while (!busy() && !isGone(main)) await sleep(50)
    const below = descendants(main)
    t.ok(busy(), said())
    t.same(shown(outside(main, 'cmdline')), [], 'the main process')
    t.ok(outside(main, 'environ').includes(KEY), 'whose environment does hold the key')
    t.ok(
      below.some((pid) => outside(pid, 'cmdline') !== ''),
      'there is something to see',
    )
    for (const pid of below)
      t.same([...shown(outside(pid, 'environ')), ...shown(outside(pid, 'cmdline'))], [], `process ${pid}`)
    child.kill('SIGKILL')
    await allGone([main, ...below])
  },
)
