import t from 'tap'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { apiSource } from '../../../src/domains/phaser/api-source.ts'
import { defects, families } from '../../../src/domains/phaser/programs/index.ts'
import type { Candidate, Seed } from '../../../src/record.ts'
import type { Observed } from '../../../src/runtime/observed.ts'
import { seededRandom } from '../../../src/stream/random.ts'
import type { Original } from '../../bench/mutants/mutation.ts'
import { mutations } from '../../bench/mutants/mutations.ts'
import { withPlan } from '../../bench/mutants/plans.ts'
import { QUIET } from '../../helpers/observed.ts'
import { staticIssues } from '../../helpers/static-issues.ts'

const seed: Seed = { id: 's', difficulty: 'medium', modules: [], task: 'Move at 200 px/s.', lang: 'en' }
const index = await openIndex(apiSource(), t.testdir())
const classes = mutations(index)

/** What a run would show: one thing that is led by a key at the speed of the task. */
const reaction = { cause: 'key:LEFT', own: false, changed: ['moved'], vx: -200, vy: 0, count: 1 }
const led = { type: 'Rectangle', changed: ['moved'], outside: 0, reactions: [reaction] }
const observed = { ...QUIET, objects: [led] } as unknown as Observed

function originalOf(code: string, plan: Candidate['plan'] = null): Original {
  const row = { id: 'c', prompt_id: 's', version: 1, prompt: seed, plan, code, code_hash: '' }
  const rest = { teacher_model: null, parse_errors: [], parse_warnings: [], api_context_injected: [], reply_key: null }
  return { candidate: { ...row, ...rest }, observed }
}

function familyOf(id: string, variant: number): Original {
  const { code, plan } = families.find((family) => family.id === id)!.write(seed, seededRandom(variant))
  return originalOf(code, { ...plan, raw: '' })
}

const plant = (id: string, original: Original, variant = 1) =>
  classes.find((mutation) => mutation.id === id)!.plant(original, seededRandom(variant))

interface Expected {
  readonly families: readonly string[]
  /** What stands in the mutant and not in the original; undefined where the code stays as it is. */
  readonly says?: RegExp
  /** What the static checks say of it; null: nothing. */
  readonly found: RegExp | null
}

const EXPECTED: Record<string, Expected> = {
  'must-use-replaced': { families: ['spin', 'collect-items', 'camera-follow'], found: /^error must-use-missing$/ },
  'physics-config-dropped': { families: ['collect-items', 'boss-fight', 'dash'], found: null },
  'scenes-key': { families: ['spin', 'collect-items', 'camera-follow'], says: /\bscenes\b/, found: /^error no-scene$/ },
  'method-never-defined': { families: ['pause-overlay'], says: /\w+Old\(/, found: /^error unknown-api$/ },
  'method-invented': { families: ['spin', 'dash'], says: /\.prepareEverything\(\)/, found: /^error unknown-api$/ },
  'nan-from-delta': {
    families: ['key-walk', 'edge-bounce', 'star-field'],
    says: /\bdelta\.ms\b/,
    found: /^error number-member$/,
  },
  'nan-from-factor': { families: ['edge-bounce', 'collect-items', 'dash'], says: /\.pace\b/, found: /unknown-/ },
  'tenfold-speed': { families: ['key-walk', 'edge-bounce'], says: /\b2000\b/, found: null },
  'lying-plan': { families: ['spin', 'collect-items'], found: /^error plan-inconsistent$/ },
  'dead-update': { families: ['collect-items', 'boss-fight', 'dash'], says: /if \(false\)|\bupdateAll\b/, found: null },
  'alpha-zero': { families: ['click-counter', 'bar-chart'], says: /\.setAlpha\(0\)/, found: null },
  'argument-order': { families: ['spin', 'collect-items', 'boss-fight'], found: null },
  'number-order': { families: ['bar-chart', 'collect-items'], found: null },
  'unheard-event': { families: ['click-counter', 'drag-home'], found: /^warning unknown-event$/ },
  'half-true-plan': { families: ['collect-items', 'boss-fight'], found: null },
  'left-over': { families: ['spin', 'collect-items'], says: /\bdefaultSpeed\b/, found: /^warning no-unused-vars$/ },
  'motion-dropped': { families: ['collect-items', 'boss-fight', 'dash'], found: null },
}

t.same(
  classes.map(({ id }) => id),
  [...defects.map(({ id }) => id), ...Object.keys(EXPECTED)],
  'the classes are those of the mock and those of the table',
)
t.equal(new Set(classes.map(({ id }) => id)).size, classes.length, 'no two classes have one name')

const MILD = /^(?:warning|info) /

for (const [id, { families: names, says, found }] of Object.entries(EXPECTED)) {
  t.test(`${id} plants what it says`, async (t) => {
    for (const [variant, name] of names.entries()) {
      const given = familyOf(name, variant)
      const planted = plant(id, given, variant)
      if (!planted) return void t.fail(`nothing planted in ${name}`)
      const { original, broken } = planted
      t.strictSame(plant(id, given, variant), planted, 'twice the same')
      t.equal(original.code, given.candidate.code, 'the original keeps its code')
      t.strictSame(original.prompt, broken.prompt, 'both are asked for the same')
      t.not(JSON.stringify([original.code, original.plan]), JSON.stringify([broken.code, broken.plan]), name)
      if (says) t.ok(says.test(broken.code) && !says.test(original.code), `${name}: ${says}`)
      const before = await issuesOf(original)
      t.strictSame(before.filter((issue) => !MILD.test(issue)), [], `${name}: the original has no error`)
      const after = await issuesOf(broken)
      if (found) t.ok(after.some((issue) => found.test(issue)), `${name}: ${after.join(', ')}`)
      else t.strictSame(after.filter((issue) => !MILD.test(issue)), [], name)
    }
  })
}

async function issuesOf({ code, prompt, plan }: Candidate): Promise<string[]> {
  const issues = await staticIssues(code, prompt, plan!, index)
  return issues.map((issue) => `${issue.severity} ${issue.code}`)
}

t.test('what is asked of the seed is what the program does', async (t) => {
  const { original } = plant('must-use-replaced', familyOf('spin', 0))!
  t.equal(original.prompt.must_use_apis?.length, 1)
  t.ok(index.resolve(original.prompt.must_use_apis![0]), 'an API of the engine')
  const { original: walker } = plant('tenfold-speed', familyOf('key-walk', 0))!
  t.strictSame(walker.prompt.probes, [
    { kind: 'moves-on-key', key: 'LEFT', axis: 'x', target: { type: 'Rectangle' }, speed_px_s: 200 },
  ])
})

t.test('what has nothing to break, or where breaking it would be right, stays whole', async (t) => {
  for (const code of ['', 'const x = 1', 'not ( a program']) {
    for (const { id } of classes) t.equal(plant(id, originalOf(code)), undefined, `${id} in ${JSON.stringify(code)}`)
  }
  const table: readonly [string, string][] = [
    ['alpha-zero', 'this.add.text(1, 2, "x"); this.tweens.add({ alpha: 1 })'],
    ['alpha-zero', 'const pen = this.add.graphics(); pen.generateTexture("ball", 8, 8)'],
    ['dead-update', 'function update() {}'],
    ['nan-from-delta', 'function update(time, step) { ball.x += 2 * step.delta }'],
    ['nan-from-delta', 'function update(time, delta) { record(delta) }'],
    ['physics-config-dropped', 'new Phaser.Game({ width: 1, scene: {}, physics: { default: "arcade" } })'],
    ['half-true-plan', 'this.add.text(1, 2, "x")'],
    ['motion-dropped', 'ball.x += 1; this.add.text(1, 2, "x")'],
    ['scenes-key', 'this.load.image({ scene: 1 })'],
    ['must-use-replaced', 'thing.setText("x"); other.setText("y")'],
  ]
  for (const [id, code] of table) t.equal(plant(id, originalOf(code)), undefined, `${id}: ${code}`)
})

t.test('a speed is asked for only where one object has it, and keeps it', async (t) => {
  const original = familyOf('key-walk', 0)
  const twins = { ...observed, objects: [led, { ...led }] } as unknown as Observed
  t.ok(plant('tenfold-speed', original))
  t.equal(plant('tenfold-speed', { ...original, observed: twins }), undefined)
  const kept = `${original.candidate.code}\nball.body.velocity.normalize()`
  t.equal(plant('tenfold-speed', originalOf(kept)), undefined, 'nor where the program itself brings it back')
})

t.test('a candidate without a plan is given one that its code bears out', async (t) => {
  const { candidate } = familyOf('collect-items', 0)
  t.equal(withPlan(candidate, index), candidate, 'its own plan stays')
  const planned = withPlan({ ...candidate, plan: null }, index)
  t.ok(planned.plan!.apis.length > 3, planned.plan!.apis.join(', '))
  t.strictSame(planned, withPlan({ ...candidate, plan: null }, index))
  t.strictSame((await issuesOf(planned)).filter((issue) => issue.includes('plan-')), [])
})
