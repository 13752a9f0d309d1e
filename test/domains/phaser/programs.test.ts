import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { loadChecks } from '../../../src/checks/index.ts'
import { climb, type Checked } from '../../../src/checks/ladder.ts'
import { apiSource } from '../../../src/domains/phaser/api-source.ts'
import { families } from '../../../src/domains/phaser/programs/index.ts'
import type { Plan, Seed } from '../../../src/record.ts'
import { hash32, seededRandom } from '../../../src/stream/random.ts'

const DEMO = join(import.meta.dirname, '../../../../fixtures/seeds/demo.jsonl')
const seeds = readFileSync(DEMO, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Seed)

const index = await openIndex(apiSource(), t.testdir())
const checks = await loadChecks()
const written = seeds.map((seed) => {
  const family = bestFor(seed)
  return { seed, family: family.id, ...family.write(seed, seededRandom(hash32(seed.id))) }
})
const judged = await Promise.all(written.map(async (each) => ({ ...each, ...(await judge(each)) })))

function bestFor(seed: Seed) {
  return families.reduce((best, family) => (family.fits(seed) > best.fits(seed) ? family : best))
}

/** What the checks say without running the program. */
async function judge({ code, seed, plan }: { code: string; seed: Seed; plan: Omit<Plan, 'raw'> }): Promise<Checked['levels']> {
  const job = { code, seed, plan: { ...plan, raw: '' }, parseErrors: [], observed: null, allLevels: true }
  const { levels } = await climb({ ...job, levels: ['L1', 'L2', 'L4'] }, { checks, index: () => index, execute: notAskedFor })
  return levels
}

function notAskedFor(): Promise<never> {
  return Promise.reject(new Error('L3 was not asked for'))
}

t.test('the families have names of their own', async (t) => {
  t.ok(families.length >= 30)
  t.equal(new Set(families.map(({ id }) => id)).size, families.length)
})

t.test('the demo has a seed for every family, in the shares of the quota', async (t) => {
  t.same(written.map(({ family }) => family), seeds.map(({ family }) => family))
  // The recipe answers generated seeds alone: test/domains/phaser/families.test.ts.
  const own = families.filter(({ id }) => id !== 'recipe')
  t.same(new Set(seeds.map(({ family }) => family)), new Set(own.map(({ id }) => id)))
  const count = (difficulty: string) => seeds.filter((seed) => seed.difficulty === difficulty).length
  t.same(['easy', 'medium', 'hard'].map(count), [24, 24, 12])
})

t.test('every program passes the static checks and uses what its seed asks for', async (t) => {
  for (const { seed, family, L1, L2, L4 } of judged) {
    const issues = [L1, L2, L4].flatMap((level) => level?.issues ?? []).filter(({ severity }) => severity === 'error')
    t.same(issues, [], family)
    t.equal(L2?.metrics?.must_use_met, seed.must_use_apis?.length, `${family} uses all must-use APIs`)
  }
})

t.test('plan and program speak of the same symbols', async (t) => {
  const sum = { precision: 0, recall: 0 }
  for (const { family, L4 } of judged) {
    const { plan_precision = 0, plan_recall = 0 } = L4?.metrics ?? {}
    t.ok(plan_precision >= 0.8, `${family}: precision ${plan_precision}`)
    sum.precision += plan_precision / written.length
    sum.recall += plan_recall / written.length
  }
  t.ok(sum.precision > 0.95 && sum.recall > 0.9, `on average: ${JSON.stringify(sum)}`)
})

t.test('programs are as long as the answer of a teacher', async (t) => {
  for (const { family, code } of written) {
    const lines = code.split('\n').length
    t.ok(lines >= 25 && lines <= 160, `${family}: ${lines} lines`)
  }
})

function program(family: string, task: string): string {
  return families.find(({ id }) => id === family)!.write({ id: 's', difficulty: 'easy', modules: [], task }, seededRandom(5)).code
}

t.test('numbers, colours and keys of the task are those of the program', async (t) => {
  t.match(program('spin', 'Rotate a square at 77 degrees per second'), /\b77\b/)
  t.match(program('edge-bounce', '让一个圆形以 333 速度移动，碰到边界反弹'), /\b333\b/)
  t.match(program('timed-spawn', '每隔 1.7 秒生成一个星形，最多 13 个'), /\b1700\b[^]*\b13\b/)
  t.match(program('key-walk', 'Move a square with WASD'), /KeyCodes\.W\b/)
  t.match(program('drag-home', '可拖拽的红色圆形'), /0x(?:ff0000|e53935|e74c3c)/)
  t.match(program('text-card', '显示一段文字 "早安"'), /'早安'/)
})

t.test('comments and texts are in the language of the seed', async (t) => {
  const chinese = /[\u4e00-\u9fff]/
  for (const { seed, code } of written) t.equal(chinese.test(code), seed.lang === 'zh', seed.id)
})

t.test('required APIs that the subject has no use for get a piece of their own', async (t) => {
  const apis = [
    'Phaser.GameObjects.Text', 'Phaser.Time.TimerEvent', 'Phaser.Tweens.Tween', 'Phaser.Physics.Arcade.Sprite',
    'Phaser.Physics.Arcade.Group', 'Phaser.Input.Keyboard.KeyCodes', 'Phaser.Cameras.Scene2D.Camera',
    'Phaser.Input.Events.GAMEOBJECT_DRAG', 'Phaser.Input.Events.POINTER_DOWN', 'Phaser.Input.Events.POINTER_MOVE',
    'Phaser.Math.Angle', 'Phaser.Math.Distance', 'Phaser.Math.RND', 'Phaser.GameObjects.Group', 'Phaser.Tilemaps.Tilemap',
    'Phaser.GameObjects.Particles.ParticleEmitter', 'Phaser.Scene', 'Phaser.Input.Pointer', 'Phaser.GameObjects.Graphics',
  ]
  const spin = families.find(({ id }) => id === 'spin')!
  for (const lang of ['zh', 'en'] as const) {
    const seed: Seed = { id: 's', difficulty: 'hard', modules: [], task: 'spin', lang, must_use_apis: apis }
    const { L1, L2 } = await judge({ seed, ...spin.write(seed, seededRandom(9)) })
    t.ok(L1?.passed && L2?.passed, JSON.stringify([L1?.issues, L2?.issues]))
    t.equal(L2?.metrics?.must_use_met, apis.length)
  }
})
