/** The built command: runs, workers in processes of their own, and a server, all of which may die. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import stableStringify from 'fast-json-stable-stringify'
import { Redis } from 'ioredis'
import t from 'tap'
import { programText } from '../helpers/programs.ts'
import { bePatient } from '../helpers/patience.ts'
import { noRedis, startRedis } from '../helpers/redis.ts'

const command = new URL('../../bin/sft-stream.js', import.meta.url).pathname

if (noRedis) {
  t.pass('skipped', { skip: noRedis })
  process.exit()
}

bePatient()

const ROWS = 256

/** Programs of which some fail, at L1 alone: the engine is not the point here. */
const candidates = Array.from({ length: ROWS }, (_, at) => ({
  id: `row-${at}`,
  prompt_id: `prompt-${at}`,
  version: 1,
  prompt: { id: `prompt-${at}`, difficulty: 'easy', modules: [], task: 'any' },
  teacher_model: null,
  plan: null,
  code: `function make(scene) {\n${programText(`program ${at}`, 40)}\n}`,
  code_hash: `hash-${at}`,
  parse_errors: [],
  parse_warnings: [],
  api_context_injected: [],
  reply_key: null,
}))

const folder = t.testdir({ redis: {}, 'candidates.jsonl': candidates.map((row) => JSON.stringify(row)).join('\n') })
const cache = join(folder, 'cache')
const redis = await startRedis(join(folder, 'redis'))
const started: ChildProcess[] = []
t.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})
t.after(() => redis.kill())

const start = (...args: string[]) => startWith({ SFT_STREAM_QUEUE: redis.url }, args)

function startWith(env: Record<string, string>, args: readonly string[]) {
  const child = spawn(process.execPath, [command, ...args, '--cache', cache], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
  })
  started.push(child)
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  return { child, said, exit: once(child, 'close').then(([code]) => code as number | null) }
}

async function startWorker() {
  const worker = start('worker', '-j', '1', '--stalled-after', '1')
  while (!worker.said.err.includes('serving')) await sleep(20)
  return worker
}

const VALIDATE = ['validate', join(folder, 'candidates.jsonl'), '--levels', 'L1', '--no-cache', '--progress', 'never']
const validate = (...flags: string[]) => start(...VALIDATE, ...flags)

async function validatedHere(): Promise<string> {
  const run = startWith({}, VALIDATE)
  await run.exit
  return run.said.out
}

/** What must be equal between two runs: all but times. */
const lasting = (rows: string) =>
  stableStringify(rows.trim().split('\n').map((line) => JSON.parse(line, (name, value: unknown) => (name === 'ms' ? 0 : value)) as unknown))

/** The job that a process is at, when there is one. */
async function heldBy(client: Redis, pid: number): Promise<string | undefined> {
  for (const list of await client.keys('sft-stream:validate@*:active')) {
    for (const id of await client.lrange(list, 0, -1)) {
      const holder = await client.hget(list.replace(/active$/, id), 'pb')
      if (holder?.endsWith(`-${pid}`)) return id
    }
  }
  return undefined
}

/** Stops a worker in the middle of a job; false when the run is over before. */
async function stopAtItsJob(client: Redis, worker: ChildProcess, run: ChildProcess): Promise<boolean> {
  while (run.exitCode === null) {
    if (await heldBy(client, worker.pid!)) {
      worker.kill('SIGSTOP')
      if (await heldBy(client, worker.pid!)) return true
      worker.kill('SIGCONT')
    }
    await sleep(5)
  }
  return false
}

t.test('the same rows in the same order, with a worker killed at its job and the server restarted', async (t) => {
  const embedded = await validatedHere()
  const workers = [await startWorker(), await startWorker()]
  const run = validate('--audit', '5')
  const client = new Redis(redis.url)
  client.on('error', () => {})
  const [victim] = workers
  t.ok(await stopAtItsJob(client, victim.child, run.child), 'it is killed at its job')
  victim.child.kill('SIGKILL')
  await victim.exit
  await redis.kill()
  await redis.start()
  t.equal(await run.exit, 0, run.said.err)
  client.disconnect()
  t.equal(lasting(run.said.out), lasting(embedded))
  t.equal(run.said.out.trim().split('\n').length, ROWS)
  t.match(run.said.err, /lost the connection/)

  const [, survivor] = workers
  survivor.child.kill('SIGTERM')
  t.equal(await survivor.exit, 143)
})

t.test('a worker that is told to end finishes what it is at', async (t) => {
  const worker = await startWorker()
  const client = new Redis(redis.url)
  const run = validate('--queue-wait', '1')
  while (!(await heldBy(client, worker.child.pid!)) && run.child.exitCode === null) await sleep(5)
  worker.child.kill('SIGTERM')
  t.equal(await worker.exit, 143)
  t.equal(await heldBy(client, worker.child.pid!), undefined, 'it holds nothing')
  t.equal(await run.exit, 69, 'nobody is left')
  t.match(run.said.err, /no worker serves validate@/)
  client.disconnect()
})

t.test('a weak server is told of once, and the password never', async (t) => {
  const weak = await startRedis(t.testdir(), ['--requirepass', 'never-to-be-seen'])
  t.after(() => weak.kill())
  const url = weak.url.replace('//', '//:never-to-be-seen@')
  const run = start('validate', join(folder, 'candidates.jsonl'), '--queue', url, '--queue-wait', '0.1', '--levels', 'L1')
  t.equal(await run.exit, 69)
  t.equal(run.said.err.match(/appendonly yes/g)?.length, 1)
  const wrong = start('worker', '--queue', `${url.replace('seen', 'sin')}`)
  t.equal(await wrong.exit, 4, wrong.said.err)
  const shown = start('config', 'show', '--queue', url)
  await shown.exit
  const misspelt = start('worker', '--queue', url.replace('redis:', 'reddis:'))
  t.equal(await misspelt.exit, 2)
  for (const { said } of [run, wrong, shown, misspelt]) t.notMatch(said.out + said.err, /never-to-be/)
})

t.test('--queue with a browser is refused', async (t) => {
  const run = start('validate', join(folder, 'candidates.jsonl'), '--runtime', 'browser')
  t.equal(await run.exit, 2)
  t.match(run.said.err, /headless only/)
})
