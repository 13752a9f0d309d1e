/** Hostile Node code in the place of the child, as if a program had broken out of its realm: each layer stops it. */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { bePatient } from '../helpers/patience.ts'
import { ESCAPES, commit, withTargets, type Escape } from '../../src/runtime/escapes.ts'
import { sandboxLayers, thisMachine } from '../../src/runtime/sandbox.ts'
import type { LayerName, Machine } from '../../src/runtime/wrap.ts'
import { probe, supervisor } from './helpers.ts'
import { allGone, cpuTicks, descendants, isGone, procSkip } from './processes.ts'

bePatient()

/** Why it cannot be shown here that the layer stops the act, or false. */
function cannotShow({ layer, asRoot }: Escape): string | false {
  const { present, detail } = sandboxLayers().find(({ name }) => name === layer)!
  if (!present) return `no layer '${layer}' here: ${detail}`
  return asRoot && process.getuid?.() !== 0 ? 'not root: an ordinary user may not do it anyway' : false
}

// One at a time would take a second each on a busy machine; the acts do not see each other.
t.jobs = 3

for (const escape of ESCAPES) {
  const { layer, act, target, beside = [] } = escape
  const name = `without the layer '${layer}', and only without it, hostile code can ${act} (${target ?? 'its own'})`
  t.test(name, { skip: cannotShow(escape), buffered: true }, async (t) => {
    await withTargets(async (targets) => {
      const held = await commit({ act, target }, targets, { without: beside })
      t.equal(held.done, false, `stopped: ${held.detail}`)
      const free = await commit({ act, target }, targets, { without: [...beside, layer] })
      t.equal(free.done, true, `free: ${free.detail}`)
    })
  })
}

t.test('with every layer on, no act succeeds', { buffered: true }, async (t) => {
  const missing = new Set(sandboxLayers().flatMap(({ name, present }) => (present ? [] : [name])))
  await withTargets(async (targets) => {
    for (const { layer, act, target } of ESCAPES.filter((escape) => !missing.has(escape.layer))) {
      t.equal((await commit({ act, target }, targets)).done, false, `${layer}: ${act} (${target ?? 'its own'})`)
    }
  })
})

/** A machine without any tool but env, without which the test's own instruments would reach into the child. */
const BARE: Machine = { env: thisMachine().env, narrow: false, freshProc: false, root: false, dropsRoot: false }

/** A process that has a child which commits the act, in the layers that `options` leave. */
function owner(act: string, options: { without?: LayerName[]; machine?: Machine }) {
  const root = new URL('../../src/runtime/', import.meta.url)
  const child = { ...options, runner: new URL('escape-acts.js', root).pathname, runnerArgs: [act, 'HOSTILE'] }
  const script = `
    const { Child } = await import('${root.href}child-process.js')
    await Child.start({}, ${JSON.stringify(child)}).catch(() => undefined)
    console.log('done')`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function outputOf(act: string, without: LayerName[]): Promise<string> {
  const process = owner(act, { without })
  let text = ''
  for (const stream of [process.stdout, process.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  await new Promise((resolve) => process.once('close', resolve))
  return text
}

t.test("without the layer 'descriptors', and only without it, hostile code writes to ours", { buffered: true }, async (t) => {
  for (const act of ['write to stdout', 'write to stderr']) {
    t.notMatch(await outputOf(act, []), 'HOSTILE', act)
    t.match(await outputOf(act, ['descriptors']), 'HOSTILE', act)
  }
})

/** Kills an owner whose child never ends; resolves to the processes of that child. */
async function orphans(options: { without?: LayerName[]; machine?: Machine }): Promise<number[]> {
  const process = owner('outlive the parent', options)
  let started = descendants(process.pid!)
  while (process.exitCode === null && !(await isBusy(started))) started = descendants(process.pid!)
  process.kill('SIGKILL')
  await allGone([process.pid!])
  return started
}

/** Whether one of them has come to its endless loop: node runs and has used some CPU time. */
async function isBusy(pids: number[]): Promise<boolean> {
  await sleep(50)
  return pids.length > 0 && cpuTicks(pids.at(-1)!) > 50
}

t.test('the verdict does not depend on the layers', { buffered: true }, async (t) => {
  const names = ['clean/input', 'clean/webgl-only', 'broken/update', 'hostile/forge', 'hostile/memory-buffers', 'hostile/stack']
  const [here, bare] = await Promise.all([undefined, { machine: BARE }].map((child) => supervisor({ child })))
  t.teardown(() => Promise.all([here.close(), bare.close()]))
  for (const name of names) t.strictSame(await bare.run(probe(name)), await here.run(probe(name)), name)
})

t.test("without the layer 'dies with parent', and only without it, hostile code outlives us", { skip: procSkip, buffered: true }, async (t) => {
  for (const machine of [thisMachine(), BARE]) {
    await allGone(await orphans({ machine }))
    const left = await orphans({ machine, without: ['dies with parent'] })
    await sleep(1500)
    t.ok(left.some((pid) => !isGone(pid)), machine === BARE ? 'on a bare machine' : 'on this machine')
    for (const pid of left) if (!isGone(pid)) process.kill(pid, 'SIGKILL')
    await allGone(left)
  }
})
