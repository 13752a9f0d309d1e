import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { guest } from '../../../src/domains/phaser/guest/index.ts'
import { browserStarter } from '../../../src/runtime/browser/browser-runner.ts'
import { processTree } from '../../../src/runtime/browser/process-tree.ts'
import { probe } from '../helpers.ts'
import { browserSupervisor, chromium, skip } from './helpers.ts'

t.setTimeout(900_000)

/** CPU seconds for programs that never end: more than a page takes to open. */
const SHORT = 12

const GAME = 'new Phaser.Game({ scene: { create() {} } })'

const below = (root: number) => processTree(root).map(({ pid }) => pid).filter((pid) => pid !== root)

async function allGone(pids: number[]): Promise<void> {
  while (pids.some((pid) => processTree(pid).some(({ isRunning }) => isRunning))) await sleep(50)
}

// A folder of our own: other tests start browsers too.
const folder = mkdtempSync(join(tmpdir(), 'sft-stream-test-'))
process.env.TMPDIR = folder
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

const profiles = () => readdirSync(folder)

t.test('a program that never ends is a hang, and the next one runs', { skip }, async (t) => {
  const browser = await browserSupervisor({ checkTimeout: SHORT })
  t.teardown(() => browser.close())
  for (const [name, at] of [
    ['loop-toplevel', /^top level$/],
    ['loop-update', /^frame \d+$/],
  ] as const) {
    const { observed, stopped, cacheable } = await browser.run(probe(`hostile/${name}`))
    t.equal(observed, null, name)
    t.match(stopped, { code: 'hang', at }, name)
    t.equal(cacheable, true, name)
  }
  t.strictSame((await browser.run(probe('clean/scenes'))).observed?.errors, [])
})

t.test('a program that takes all memory is stopped for it', { skip }, async (t) => {
  const browser = await browserSupervisor()
  t.teardown(() => browser.close())
  t.match((await browser.run(probe('hostile/memory-buffers'))).stopped, { code: 'memory' })
  t.strictSame((await browser.run(GAME)).observed?.errors, [])
})

t.test('a program that leaves its page has crashed it', { skip }, async (t) => {
  const browser = await browserSupervisor()
  t.teardown(() => browser.close())
  t.match((await browser.run(`location = 'about:blank'`)).stopped, { code: 'crash', message: 'left its page' })
})

t.test('a program cannot speak for the page', { skip }, async (t) => {
  const browser = await browserSupervisor()
  t.teardown(() => browser.close())
  const { observed } = await browser.run(`
    const found = Object.getOwnPropertyNames(window).filter((name) => /^(tell|say|driver|recorder|kit)$/.test(name))
    const frame = document.createElement('iframe')
    document.body.append(frame)
    frame.contentWindow.tell?.('report {"errors":[]}')
    window.__signals__ = found
    throw new Error('seen')`)
  t.equal(observed?.signals, '[]')
  t.match(observed?.errors, [{ phase: 'toplevel', message: 'Error: seen', line: 7 }])
})

t.test('close() ends a program that runs, and leaves neither process nor file', { skip }, async (t) => {
  const files = profiles()
  const before = new Set(below(process.pid))
  const browser = await browserSupervisor()
  await browser.run(GAME)
  const started = below(process.pid).filter((pid) => !before.has(pid))
  t.ok(started.length > 1)
  const rejected = t.rejects(browser.run(probe('hostile/loop-toplevel')), { code: 'ERR_INTERNAL' })
  await browser.close()
  await rejected
  t.strictSame(started.flatMap(processTree).filter(({ isRunning }) => isRunning), [])
  t.strictSame(profiles(), files)
})

t.test('a browser whose owner is killed ends too, in the middle of an endless loop', { skip }, async (t) => {
  const root = new URL('../../../src/', import.meta.url).href
  const script = `
    const { Supervisor } = await import('${root}runtime/supervisor.js')
    const { browserStarter } = await import('${root}runtime/browser/browser-runner.js')
    const { guest } = await import('${root}domains/phaser/guest/index.js')
    const common = { guest: guest(), frames: 60, requireSandbox: 'basic' }
    const startRunner = browserStarter({ ...common, chromium: ${JSON.stringify(chromium)} })
    const runner = new Supervisor({ ...common, checkTimeout: 600, startRunner })
    await runner.run(${JSON.stringify(GAME)})
    console.log('ready')
    await runner.run('for (;;);')`
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => owner.stdout.once('data', resolve))
  const started = below(owner.pid!)
  t.ok(started.length > 1)
  owner.kill('SIGKILL')
  await allGone(started)
})

t.test('a browser that does not start is a missing component, not a verdict', async (t) => {
  const common = { guest: guest(), frames: 60, requireSandbox: 'basic' as const }
  const startRunner = browserStarter({ ...common, chromium: '/bin/false' })
  const runner = await browserSupervisor({ startRunner })
  t.teardown(() => runner.close())
  await t.rejects(runner.run('1'), { code: 'ERR_MISSING_COMPONENT', message: '/bin/false does not start' })
})
