import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { guest } from '../../src/domains/phaser/guest/index.ts'
import { probe, probes, supervisor } from './helpers.ts'

t.test('on the deferred engine and on the shipped one every program shows the same', async (t) => {
  const { deferredEngineFile, ...shippedOnly } = guest()
  t.ok(deferredEngineFile, 'the build made a deferred engine')
  const deferred = await supervisor({ accepts: () => true })
  const shipped = await supervisor({ guest: shippedOnly })
  t.teardown(() => Promise.all([deferred.close(), shipped.close()]))
  for (const { name, code } of [...probes('clean'), ...probes('broken')]) {
    t.strictSame(await deferred.run(code), await shipped.run(code), name)
  }
})

t.test('what may not stand on the deferred engine is judged on the engine as shipped', async (t) => {
  const whole = guest()
  const deferredEngineFile = join(t.testdir(), 'other.js')
  writeFileSync(deferredEngineFile, readFileSync(whole.engineFile, 'utf8') + '\n;Phaser.Game = class {}')
  const games = async (accepts: () => boolean) => {
    const runner = await supervisor({ guest: { ...whole, deferredEngineFile }, accepts })
    const { observed } = await runner.run(probe('clean/scenes'))
    await runner.close()
    return observed?.games
  }
  t.equal(await games(() => true), 0)
  t.equal(await games(() => false), 1)
})
