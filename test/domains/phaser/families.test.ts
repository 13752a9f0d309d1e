import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { loadChecks } from '../../../src/checks/index.ts'
import { climb } from '../../../src/checks/ladder.ts'
import { runtimeIssues } from '../../../src/checks/runtime.ts'
import { apiSource } from '../../../src/domains/phaser/api-source.ts'
import { seedLibrary } from '../../../src/domains/phaser/families/index.ts'
import { readFamily } from '../../../src/domains/phaser/families/load.ts'
import { recipe } from '../../../src/domains/phaser/programs/recipe.ts'
import type { Seed } from '../../../src/record.ts'
import { generate } from '../../../src/seeds/generate.ts'
import { hash32, seededRandom } from '../../../src/stream/random.ts'
import { supervisor } from '../../runtime/helpers.ts'

const library = seedLibrary()
const { families } = library
/** Frames stand around tasks and lead none. */
const leading = families.filter(({ role }) => role !== 'frame')

/** A seed led by each family, ordinary and held out. */
function seedsOfAll(seed: number): Seed[] {
  const found = new Map<string, Seed>()
  for (const ood of [false, true]) {
    for (const quota of [[100, 0, 0], [0, 100, 0], [0, 0, 100]]) {
      const leads = leading.filter(({ id, heldOut }) => heldOut === ood && !found.has(id)).map(({ id }) => id)
      if (leads.length === 0) continue
      const wish = { seed, languages: ['zh', 'en'], leads, ood, quota, count: leads.length } as const
      for (const each of generate(library, wish)) if (!found.has(each.family!)) found.set(each.family!, { ...each, id: each.family! })
    }
  }
  return [...found.values()]
}

t.test('there are families enough, of every module and role, and in ordinary runs too', async (t) => {
  t.ok(leading.filter(({ heldOut }) => !heldOut).length >= 200)
  const modules = new Set(families.map(({ module }) => module))
  for (const module of ['Scene', 'GameObjects', 'Input', 'Animations', 'Physics', 'Camera', 'Particles', 'Tilemap', 'Time', 'Text',
    'Groups', 'Math', 'Data', 'Containers', 'Effects']) t.ok(modules.has(module), module)
  t.ok(families.filter(({ role }) => role === 'game').length >= 15)
})

t.test('an easy family has more tasks than a run takes of it', async (t) => {
  for (const { id, role, slots } of families) {
    const combinations = slots.reduce((product, { options }) => product * options.length, 1)
    if (role === 'solo') t.ok(combinations >= 150, `${id}: ${combinations}`)
  }
})

t.test('two families share no signal but by agreement', async (t) => {
  const owners = new Map<string, string[]>()
  for (const { id, signals } of families) for (const name of Object.keys(signals)) owners.set(name, [...(owners.get(name) ?? []), id])
  const shared = [...owners].filter(([, ids]) => ids.length > 1)
  t.ok(shared.length <= owners.size * 0.1, JSON.stringify(shared))
})

const seeds = seedsOfAll(11)
const programs = new Map(seeds.map((seed) => [seed.id, recipe.write(seed, seededRandom(hash32(seed.id)))]))

t.test('every family leads a task', async (t) => {
  const leads = new Set(seeds.map(({ family }) => family))
  t.strictSame(leading.map(({ id }) => id).filter((id) => !leads.has(id)), [])
})

t.test('every reference program passes all levels, and every probe of its seed holds', async (t) => {
  const index = await openIndex(apiSource(), t.testdir())
  const checks = await loadChecks()
  const runner = await supervisor({ checkTimeout: 60 })
  t.teardown(() => runner.close())
  const execute = async (code: string) => {
    const report = await runner.run(code)
    return { observed: report.observed, issues: runtimeIssues(report), cacheable: report.cacheable }
  }
  for (const seed of seeds) {
    const { plan, code } = programs.get(seed.id)!
    const job = { code, seed, plan: { ...plan, raw: '' }, parseErrors: [], observed: null, allLevels: true }
    const { levels } = await climb({ ...job, levels: ['L1', 'L2', 'L3', 'L4'] }, { checks, index: () => index, execute })
    const errors = Object.values(levels).flatMap((level) => level?.issues ?? []).filter(({ severity }) => severity === 'error')
    t.strictSame(errors, [], seed.id + ' ' + seed.family)
    t.equal(levels.L4?.metrics?.probes_held, seed.probes?.length, `${seed.family}: all probes hold`)
  }
})

t.test('the reference program is no answer to seeds that were not generated, or not so', async (t) => {
  const [seed] = seeds
  const parts = seed.recipe as { family: string; slots: object }[]
  const [first] = parts
  const bad: readonly unknown[] = [
    undefined, null, [], 'text', [null], [{}], [{ family: '../../package', slots: {} }], [{ ...first, slots: null }],
    [{ ...first, slots: { ...first.slots, [Object.keys(first.slots)[0]]: 'none of these' } }],
    Array.from({ length: 9 }, () => first), [{ family: 'constructor', slots: {} }], [{ family: '__proto__', slots: {} }],
  ]
  t.ok(recipe.fits(seed) > 0)
  for (const value of bad) t.equal(recipe.fits({ ...seed, recipe: value }), 0, JSON.stringify(value)?.slice(0, 80) ?? 'none')
})

const SOUND = readFileSync(join(import.meta.dirname, '../../../../src/domains/phaser/families/game-objects/spinning-shape.yaml'), 'utf8')

const FAULTS: readonly (readonly [what: string, from: RegExp, to: string, says: RegExp])[] = [
  ['a field that does not exist', /^role:/m, 'colour: red\nrole:', /colour/],
  ['a text with a slot that does not exist', /\{speed\} 度持续旋转/, '{pace} 度持续旋转', /\{pace\} names no slot/],
  ['a form that the slot does not have', /\{speed\} degrees each/, '{speed.plural} degrees each', /has no such form/],
  ['a slot that a phrasing leaves out', /，让它以每秒 \{speed\} 度持续旋转/, '', /slot speed is not said in every phrasing/],
  ['a probe that does not exist', /kind: rotates/, 'kind: sings', /no probe of kind sings/],
  ['a probe with a field that it does not have', /deg_s:/, 'degrees:', /there is no field 'degrees'/],
  ['a probe with a slot that does not exist', /\$speed \}/, '$pace }', /names no slot/],
  ['a shape that does not exist', /of: \[square/, 'of: [blob', /there is no shape 'blob'/],
  ['too few phrasings', /^ {4}- Show a .*\n/m, '', /task\.en/],
  ['a signal that the program does not show', /^tags:/m, 'signals: { angle: [角度, the angle] }\ntags:', /does not show the signal angle/],
  ['no YAML', /^module:/m, '"module', /./],
]

t.test('a family file says what is wrong with it', async (t) => {
  t.equal(readFamily('spinning-shape', SOUND).id, 'spinning-shape')
  for (const [what, from, to, says] of FAULTS) {
    t.match(SOUND, from, what)
    t.throws(() => readFamily('spinning-shape', SOUND.replace(from, to)), { code: 'ERR_INTERNAL', message: says }, what)
  }
})
