import t from 'tap'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import stableStringify from 'fast-json-stable-stringify'
import { estimateTokens } from '../../src/formats/tokens.ts'
import { requestSchema, type Request, type Seed } from '../../src/record.ts'
import { promptTokens } from '../../src/teacher/prices.ts'
import { testContext } from '../helpers/context.ts'
import { buildRequests } from '../../transforms/build-requests.ts'

// Built: the index is made by a process of its own.

const cache = t.testdir({})

const seeds: Seed[] = [
  {
    id: 'spin',
    difficulty: 'easy',
    modules: ['Scene', 'GameObjects'],
    task: '让一个圆形以每秒 80 度的速度持续旋转。',
    must_use_apis: ['Phaser.GameObjects.Graphics', 'Phaser.Not.There'],
    tags: ['rotation'],
    extra: { kept: true },
  },
  { id: 'drag', difficulty: 'easy', modules: ['Input'], task: 'Drag a square with the mouse.' },
]

async function requests(options: Record<string, unknown> = {}, from = seeds) {
  const context = testContext({ cache, ...options })
  const rows = (await Readable.from(from).pipe(await buildRequests(context)).toArray()) as Request[]
  return { rows, tally: context.ledger.stage('requests'), facts: context.facts.prompts! }
}

t.test('each seed becomes its versions, and the counts add up', async (t) => {
  const { rows, tally } = await requests({ versions: 2 })
  t.strictSame(rows.map(({ id }) => id), ['distill_spin_v1', 'distill_spin_v2', 'distill_drag_v1', 'distill_drag_v2'])
  t.strictSame([tally.in, tally.out, tally.droppedTotal], [4, 4, 0])
  for (const row of rows) t.ok(requestSchema.safeParse(row).success, row.id)
})

t.test('versions of a seed differ in nothing but id, version and sampling seed', async (t) => {
  const { rows } = await requests({ versions: 2 })
  const [first, second] = rows
  t.not(second.generation.seed, first.generation.seed)
  const generation = { ...first.generation, seed: second.generation.seed }
  t.strictSame(second, { ...first, id: second.id, version: 2, generation })
})

t.test('a request is the contract: the whole seed, the context that was shown, the sampling options', async (t) => {
  const { rows } = await requests({ versions: 1, topK: 8, temperature: 0.3, maxTokens: 99 })
  const [spin, drag] = rows
  t.strictSame(spin.prompt_meta, seeds[0])
  t.equal(spin.prompt_id, 'spin')
  t.match(spin.generation, { temperature: 0.3, top_p: 0.95, max_tokens: 99 })
  t.ok(spin.generation.seed >= 0 && spin.generation.seed < 2 ** 31)
  t.equal(spin.api_context_injected.length, 9, 'eight members, and the type that is required')
  t.equal(spin.api_context_injected.at(-1), 'Phaser.GameObjects.Graphics')
  t.ok(spin.api_context_injected.includes('Phaser.GameObjects.GameObjectFactory#graphics'))
  t.ok(spin.api_context_injected.includes('Phaser.GameObjects.Graphics#fillCircle'))
  t.ok(spin.system_prompt.includes('fillCircle(x: number, y: number, radius: number): this'))
  t.ok(drag.api_context_injected.includes('Phaser.Input.InputPlugin#setDraggable'))
  t.notOk('timestamp' in spin)
})

t.test('a second run gives the same bytes, another seed of the run other sampling seeds only', async (t) => {
  const { rows } = await requests()
  t.equal(stableStringify((await requests()).rows), stableStringify(rows))
  const other = (await requests({ seed: 2 })).rows
  t.not(other[0].generation.seed, rows[0].generation.seed)
  t.equal(other[0].system_prompt, rows[0].system_prompt)
})

t.test('with no symbols asked for, the prompt has no context', async (t) => {
  for (const none of [{ topK: 0 }, { contextTokens: 0 }]) {
    const { rows } = await requests(none)
    t.strictSame(rows[0].api_context_injected, [])
    t.notMatch(rows[0].system_prompt, /###/)
  }
})

t.test('the context stays within its tokens', async (t) => {
  const [whole] = (await requests()).rows
  const [short] = (await requests({ contextTokens: 300 })).rows
  t.ok(short.api_context_injected.length > 2 && short.api_context_injected.length < whole.api_context_injected.length)
  t.ok(estimateTokens(short.system_prompt) <= estimateTokens(whole.system_prompt) - 300)
})

t.test('--context-in user: the system prompts of one language are equal, and begin those of the other way', async (t) => {
  const [inSystem, inUser] = [(await requests()).rows, (await requests({ contextIn: 'user' })).rows]
  const english = (await requests({ contextIn: 'user' }, [seeds[1], { ...seeds[1], id: 'spin-en', task: 'Spin.' }])).rows
  t.equal(new Set(english.map((row) => row.system_prompt)).size, 1)
  for (const [at, row] of inUser.entries()) {
    const other = inSystem[at]
    t.ok(other.system_prompt.startsWith(row.system_prompt))
    const context = other.system_prompt.slice(row.system_prompt.length).trim()
    t.equal(row.user_prompt, `${context}\n\n${other.user_prompt}`, 'the context stands before the task')
    t.strictSame({ ...row, system_prompt: '', user_prompt: '' }, { ...other, system_prompt: '', user_prompt: '' })
  }
})

t.test('--pitfalls: the advice of a file takes the place of our own', async (t) => {
  const advice = { zh: '不要用黑色。', en: 'Draw nothing in black.' }
  const file = join(t.testdir({ 'p.json': JSON.stringify({ pitfalls: [{ advice: null }, { advice, code: 'x' }] }) }), 'p.json')
  const [spin, , , drag] = (await requests({ pitfalls: file })).rows
  t.match(spin.system_prompt, /：\n- 不要用黑色。\n\n/)
  t.match(drag.system_prompt, /:\n- Draw nothing in black\.\n\n/)
  t.notMatch(spin.system_prompt, /fillStar/)
  t.match((await requests()).rows[0].system_prompt, /fillStar/)
  await t.rejects(requests({ pitfalls: `${file}.not` }), { code: 'ERR_NO_INPUT' })
})

t.test('the tokens of the prompts are counted, wherever the context stands', async (t) => {
  const { rows, facts } = await requests({ versions: 2 })
  t.equal(facts.requests, 4)
  t.equal(facts.tokens, rows.reduce((sum, row) => sum + promptTokens(row), 0))
  t.ok(facts.context_tokens > 0 && facts.shared_tokens > 0)
  t.ok(facts.context_tokens + facts.shared_tokens < facts.tokens)
  const inUser = (await requests({ versions: 2, contextIn: 'user' })).facts
  t.match(inUser, { requests: 4, context_tokens: facts.context_tokens, shared_tokens: facts.shared_tokens })
  t.equal((await requests({ topK: 0 })).facts.context_tokens, 0)
})
