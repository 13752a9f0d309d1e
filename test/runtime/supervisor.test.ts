import { spawn } from 'node:child_process'
import t from 'tap'
import { probe, supervisor } from './helpers.ts'
import { allGone, descendants, procSkip as skip } from './processes.ts'
import { sandboxLayers } from '../../src/runtime/sandbox.ts'

t.test('after a hang the same supervisor runs the next program in a fresh child', async (t) => {
  const runner = await supervisor({ checkTimeout: 0.4 })
  t.teardown(() => runner.close())
  const { observed, stopped } = await runner.run(probe('hostile/loop-update'))
  t.equal(observed, null)
  t.equal(stopped?.code, 'hang')
  t.match(stopped?.at, /^frame \d+$/, 'and says how far it was')
  t.strictSame((await runner.run(probe('clean/tweens-text'))).observed?.errors, [])
})

t.test('programs given at once are run one after the other', async (t) => {
  const runner = await supervisor()
  t.teardown(() => runner.close())
  const [first, second, third] = await Promise.all(
    ['clean/scenes', 'broken/create', 'clean/scenes'].map((name) => runner.run(probe(name))),
  )
  t.equal(second.observed?.errors.length, 1)
  t.strictSame(first, third)
})

t.test('close() ends a program that runs, and leaves no process', { skip }, async (t) => {
  const before = new Set(descendants(process.pid))
  const runner = await supervisor({ checkTimeout: 600 })
  await runner.run('1')
  const started = descendants(process.pid).filter((pid) => !before.has(pid))
  t.ok(started.length > 0)
  const endless = runner.run(probe('hostile/loop-toplevel'))
  const rejected = t.rejects(endless, { code: 'ERR_INTERNAL' })
  await runner.close()
  await rejected
  await allGone(started)
  await t.rejects(runner.run('1'), { code: 'ERR_INTERNAL' }, 'a closed supervisor runs nothing')
})

t.test('a child whose supervisor is killed dies too, in the middle of an endless loop', { skip }, async (t) => {
  const root = new URL('../../src/', import.meta.url).href
  const script = `
    const { Supervisor } = await import('${root}runtime/supervisor.js')
    const { guest } = await import('${root}domains/phaser/guest/index.js')
    const runner = new Supervisor({ guest: guest(), frames: 60, checkTimeout: 600, requireSandbox: 'basic' })
    await runner.run('1')
    console.log('ready')
    await runner.run('for (;;);')`
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => owner.stdout.once('data', resolve))
  const started = descendants(owner.pid!)
  t.ok(started.length > 0)
  owner.kill('SIGKILL')
  await allGone(started)
})

t.test('an engine that does not load is a missing component, not a verdict', async (t) => {
  const engineFile = new URL('../../../fixtures/runtime/broken/toplevel.js', import.meta.url).pathname
  const driver = '() => ({})'
  const runner = await supervisor({
    guest: { engineFile, driver, global: 'Phaser', module: 'phaser', speaksOfWebgl: () => false },
  })
  t.teardown(() => runner.close())
  await t.rejects(runner.run('1'), { code: 'ERR_MISSING_COMPONENT' })
})

t.test('strict refuses to work when a layer of the sandbox is missing, and only then', async (t) => {
  const missing = sandboxLayers().filter(({ present }) => !present)
  if (missing.length > 0)
    await t.rejects(supervisor({ requireSandbox: 'strict' }), {
      code: 'ERR_MISSING_COMPONENT',
      message: missing[0].name,
    })
  else await (await supervisor({ requireSandbox: 'strict' })).close()
  for (const name of ['permissions', 'heap', 'dies with parent']) {
    t.match(
      sandboxLayers().find((layer) => layer.name === name),
      { present: true },
      `${name} is never optional`,
    )
  }
})
