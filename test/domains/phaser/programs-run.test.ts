import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { families } from '../../../src/domains/phaser/programs/index.ts'
import type { Seed } from '../../../src/record.ts'
import { hash32, seededRandom } from '../../../src/stream/random.ts'
import { supervisor } from '../../runtime/helpers.ts'

const DEMO = join(import.meta.dirname, '../../../../fixtures/seeds/demo.jsonl')
const seeds = readFileSync(DEMO, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Seed)

t.test('a sample of the programs runs in the engine without an error, a file or a missing texture', async (t) => {
  const runner = await supervisor({ checkTimeout: 60 })
  t.teardown(() => runner.close())
  for (const seed of seeds.filter((_, index) => index % 3 === 0)) {
    const family = families.find(({ id }) => id === seed.family)!
    const { observed, stopped } = await runner.run(family.write(seed, seededRandom(hash32(seed.id))).code)
    t.equal(stopped, null, family.id)
    t.same([observed?.errors, observed?.loads, observed?.missingTextures], [[], [], []], family.id)
    t.ok(observed?.scenes.some(({ created, status }) => created && status === 'running'), `${family.id} runs a scene`)
  }
})
