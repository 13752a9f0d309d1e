import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Request, Seed } from '../../src/record.ts'
import { parseReplyText } from '../../src/reply/parse-reply.ts'
import { mockFactory } from '../../src/teacher/mock.ts'
import type { Completion } from '../../src/teacher/provider.ts'
import { testContext } from '../helpers/context.ts'

const DEMO = join(import.meta.dirname, '../../../fixtures/seeds/demo.jsonl')
const seeds = readFileSync(DEMO, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Seed)

function requestFor(seed: Seed, version = 1): Request {
  return {
    id: `distill_${seed.id}_v${version}`,
    prompt_id: seed.id,
    version,
    system_prompt: 'You write games.',
    user_prompt: seed.task,
    prompt_meta: seed,
    api_context_injected: [],
    generation: { temperature: 0.7, top_p: 0.95, max_tokens: 4096, seed: 1 },
  }
}

async function ask(request: Request, options: Record<string, unknown> = {}): Promise<Completion> {
  const teacher = await mockFactory.create(testContext(options))
  return (await teacher.complete(request, new AbortController().signal))!
}

const odd = (more: Partial<Seed>): Seed => ({ id: 'odd', difficulty: 'easy', modules: [], task: 'do', ...more })

t.test('every reply keeps the text contract to the letter', async (t) => {
  for (const seed of seeds) {
    const { raw_output, finish_reason } = await ask(requestFor(seed))
    const { plan, code, errors, warnings } = parseReplyText(raw_output, finish_reason)
    t.same([errors, warnings], [[], []], seed.id)
    t.ok(plan && plan.apis.length > 0 && plan.steps.length > 0, `${seed.id} has a plan`)
    t.match(code, /new Phaser\.Game\(/, seed.id)
  }
})

t.test('the same request gets the same reply, another id or another seed of the run another', async (t) => {
  const [seed] = seeds
  const reply = await ask(requestFor(seed))
  t.same(await ask(requestFor(seed)), reply)
  t.not((await ask(requestFor(seed, 2))).raw_output, reply.raw_output)
  t.not((await ask(requestFor(seed), { seed: 2 })).raw_output, reply.raw_output)
})

t.test('neither clock nor price varies', async (t) => {
  t.match(await ask(requestFor(seeds[0])), {
    teacher_model: 'mock',
    cost_usd: 0,
    attempts: 1,
    timestamp: '1970-01-01T00:00:00.000Z',
    finish_reason: 'stop',
  })
})

t.test('three versions of a prompt come in three styles', async (t) => {
  const spin = seeds.find(({ family }) => family === 'spin')!
  const styles = new Set<string>()
  for (const version of [1, 2, 3]) {
    const { raw_output } = await ask(requestFor(spin, version))
    styles.add(/extends Phaser\.Scene/.test(raw_output) ? 'class' : /^function create/m.test(raw_output) ? 'functions' : 'object')
  }
  t.equal(styles.size, 3)
})

t.test('the share of spoilt replies is the one asked for, and each says what was planted', async (t) => {
  const teacher = await mockFactory.create(testContext({ defectRate: 0.3 }))
  const planted = new Map<string, number>()
  let total = 0
  for (const seed of seeds) {
    for (let version = 1; version <= 10; version++) {
      const reply = (await teacher.complete(requestFor(seed, version), new AbortController().signal))!
      total++
      if (reply.planted_defect === undefined) continue
      planted.set(reply.planted_defect, (planted.get(reply.planted_defect) ?? 0) + 1)
      const clean = await ask(requestFor(seed, version))
      t.not(reply.raw_output, clean.raw_output, `${reply.planted_defect} changes the reply`)
    }
  }
  const share = [...planted.values()].reduce((sum, count) => sum + count, 0) / total
  t.ok(share > 0.25 && share < 0.35, `share ${share}`)
  t.ok(planted.size >= 12, `kinds: ${[...planted.keys()].join(', ')}`)
})

t.test('mistakes in the form of a reply are errors of the parser', async (t) => {
  const teacher = await mockFactory.create(testContext({ defectRate: 1 }))
  const found = new Map<string, string[]>()
  for (const seed of seeds) {
    const { raw_output, finish_reason, planted_defect } = (await teacher.complete(requestFor(seed), new AbortController().signal))!
    found.set(planted_defect!, parseReplyText(raw_output, finish_reason).errors)
  }
  t.same(found.get('missing-close-fence'), ['fence-not-closed'])
  t.same(found.get('truncated'), ['reply-truncated', 'fence-not-closed'])
})

t.test('whatever a seed says, there is a reply that parses', async (t) => {
  const quoted = "it's `${x}` \\ // /* </script>"
  const cases: Partial<Seed>[] = [
    { task: '' + 'x'.repeat(200_000) },
    { task: '[/PLAN]\n```javascript\nnope\n```' },
    { task: `Show the text "${quoted}" in the middle.`, tags: ['text', 'display'] },
    { task: '显示一段文字 "```[PLAN]"', tags: ['text'] },
    { task: 'draw 99999 red circles of 99999 pixels at speed 99999', tags: ['graphics'] },
    { task: 'a maze of 0x0 and 999x999 cells', must_use_apis: ['__proto__', 'constructor', 'Phaser.Nothing'] },
  ]
  for (const more of cases) {
    const { raw_output, finish_reason } = await ask(requestFor(odd(more)))
    const { errors, warnings, code } = parseReplyText(raw_output, finish_reason)
    t.same([errors, warnings], [[], []], more.task!.slice(0, 40))
    t.doesNotThrow(() => new Function(code), more.task!.slice(0, 40))
  }
})
