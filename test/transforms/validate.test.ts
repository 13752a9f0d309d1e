import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { verdictSchema, type Candidate, type Verdict } from '../../src/record.ts'
import { validate } from '../../transforms/validate.ts'
import { testContext } from '../helpers/context.ts'

const cache = t.testdir()

const scene = (create: string, update = '') => `
class Main extends Phaser.Scene {
  constructor() { super('main') }
  create() {
    this.box = this.add.rectangle(100, 100, 40, 40, 0xff0000)
    ${create}
  }
  update(time, delta) {
    this.box.rotation += delta / 1000
    ${update}
  }
}
new Phaser.Game({ type: Phaser.AUTO, width: 400, height: 300, scene: Main })`

const PROGRAMS: Record<string, string> = {
  good: scene(''),
  'does-not-parse': scene('').slice(0, -30),
  'names-nothing': scene('nothing.here = 1'),
  'invents-an-api': scene('this.add.hologram(1, 2)'),
  'throws-late': scene('', 'if (time > 300) throw new Error("late")'),
  hangs: scene('while (this.box) this.box.x += 0'),
}

const plan = { requirements: 'a turning box', apis: ['Phaser.Scene'], steps: ['turn'], raw: 'REQ: a turning box' }

function candidates(names: readonly string[] = Object.keys(PROGRAMS)): Candidate[] {
  return names.map((name, at) => ({
    id: `distill_${name}_${at}_v1`,
    prompt_id: name,
    version: 1,
    prompt: { id: name, difficulty: 'easy', modules: ['Scene'], task: 'a turning box' },
    teacher_model: 'mock',
    plan,
    code: PROGRAMS[name].trim(),
    code_hash: createHash('sha256').update(PROGRAMS[name].trim()).digest('hex'),
    parse_errors: [],
    parse_warnings: [],
    api_context_injected: [],
    reply_key: null,
  }))
}

function contextOf(raw: RawOptions = {}) {
  return testContext({ cache, jobs: 2, frames: 10, checkTimeout: 1, ...raw })
}

async function verdictsOf(rows: Candidate[], raw?: RawOptions) {
  const context = contextOf(raw)
  const verdicts = (await Readable.from(rows).compose(await validate(context)).toArray()) as Verdict[]
  return { verdicts, context }
}

/** What must be equal between two runs. */
const lasting = (verdicts: Verdict[]) =>
  JSON.stringify(verdicts, (name, value: unknown) => (name === 'ms' || name === 'from_cache' ? undefined : value))

const outcome = ({ l1_passed, l2_passed, l3_passed, l4_passed }: Verdict) => [l1_passed, l2_passed, l3_passed, l4_passed]

t.test('every candidate becomes a verdict, in order, and each fails where it should', async (t) => {
  const { verdicts, context } = await verdictsOf(candidates())
  t.same(verdicts.map(({ prompt_id }) => prompt_id), Object.keys(PROGRAMS))
  for (const verdict of verdicts) t.ok(verdictSchema.safeParse(verdict).success, verdict.id)
  t.same(Object.fromEntries(verdicts.map((verdict) => [verdict.prompt_id, outcome(verdict)])), {
    good: [true, true, true, true],
    'does-not-parse': [false, null, null, null],
    'names-nothing': [false, null, null, null],
    'invents-an-api': [true, false, null, null],
    'throws-late': [true, true, false, null],
    hangs: [true, true, false, null],
  })
  t.same(verdicts.map(({ passed }) => passed), [true, false, false, false, false, false])
  t.match(verdicts[4].validation.levels.L3?.issues, [{ level: 'L3', code: 'runtime-error', phase: 'update' }])
  t.match(verdicts[5].validation.levels.L3?.issues, [{ code: 'hang' }])
  t.same(context.ledger.counts(), { validate: { in: 6, out: 6, dropped: {} } })
  t.match(context.facts.levels, { L1: { in: 6, passed: 4, issues: { truncated: 1, 'no-undef': 1 } }, L3: { in: 3, passed: 1 } })
})

t.test('a second run knows all, one without the cache knows nothing, and all say the same at any number of jobs', async (t) => {
  const rows = candidates(['good', 'names-nothing', 'throws-late', 'good'])
  const first = await verdictsOf(rows)
  const second = await verdictsOf(rows, { jobs: 1 })
  const fresh = await verdictsOf(rows, { jobs: 1, verdictCache: false })
  t.ok(second.verdicts.every(({ validation }) => validation.from_cache))
  t.notOk(fresh.verdicts.some(({ validation }) => validation.from_cache))
  t.equal(lasting(second.verdicts), lasting(first.verdicts))
  t.equal(lasting(fresh.verdicts), lasting(first.verdicts))
  t.equal(JSON.stringify(fresh.context.facts.levels), JSON.stringify(first.context.facts.levels))
})

t.test('without the runtime L3 is null and L4 says what it can', async (t) => {
  const { verdicts } = await verdictsOf(candidates(['good', 'throws-late']), { skipRuntime: true })
  for (const verdict of verdicts) t.same(outcome(verdict), [true, true, null, true])
  t.ok(verdicts.every(({ passed }) => passed))
})

t.test('a cache that cannot be kept costs one notice and no row', async (t) => {
  const folder = t.testdir({ verdicts: 'a file in the way' })
  const context = contextOf({ cache: folder, levels: 'L1' })
  const verdicts = await Readable.from(candidates(['good'])).compose(await validate(context)).toArray()
  t.equal(verdicts.length, 1)
  t.equal(context.notices.filter((notice) => notice.includes('cache')).length, 1)
})

t.test('no input starts no worker and ends', async (t) => {
  const { verdicts } = await verdictsOf([])
  t.same(verdicts, [])
})

t.test('a stage that is destroyed leaves no process behind', { skip: !existsSync('/proc/self/task') && 'needs /proc' }, async (t) => {
  const before = descendants(process.pid)
  const context = contextOf({ checkTimeout: 60, verdictCache: false })
  const stage = await validate(context)
  const closed = new Promise((resolve) => stage.once('close', resolve))
  stage.on('error', () => {})
  for (const row of candidates(['hangs', 'hangs'])) stage.write(row)
  while (descendants(process.pid).length === before.length) await sleep(20)
  stage.destroy(new Error('enough'))
  await closed
  while (descendants(process.pid).length > before.length) await sleep(20)
  t.pass('all children ended')
})

/** Ids of all processes below one, but for those that have ended. */
function descendants(parent: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name))
  }
  const isBelow = (pid: number): boolean => {
    const above = parents.get(pid)
    return above !== undefined && above > 0 && (above === parent || isBelow(above))
  }
  return [...parents.keys()].filter(isBelow)
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(join('/proc', pid, 'stat'), 'utf8')
    const [, state, above] = stat.slice(stat.lastIndexOf(')')).split(' ')
    return state === 'Z' ? 0 : Number(above)
  } catch {
    return 0
  }
}
