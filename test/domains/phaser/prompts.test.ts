import t from 'tap'
import type { ApiIndex, ApiSymbol } from '../../../src/api-index/api-index.ts'
import { prompts } from '../../../src/domains/phaser/prompts/index.ts'
import { translate } from '../../../src/domains/phaser/prompts/query.ts'
import type { Seed } from '../../../src/record.ts'

const seed: Seed = {
  id: 's1',
  difficulty: 'easy',
  modules: ['Scene', 'Input'],
  task: '让一个圆形旋转。',
  constraints: ['不得依赖外部资源'],
  must_use_apis: ['Phaser.GameObjects.Graphics'],
  eval_hints: ['旋转持续进行'],
}
const english: Seed = { ...seed, task: 'Rotate a circle.', constraints: [], eval_hints: [] }

function symbol(part: Partial<ApiSymbol> & { id: string }): ApiSymbol {
  const cut = Math.max(part.id.lastIndexOf('#'), part.id.lastIndexOf('.'))
  const [owner, name] = [part.id.slice(0, Math.max(0, cut)), part.id.slice(cut + 1)]
  return { kind: 'method', owner, name, static: false, signature: `${name}()`, params: [], type: '', doc: '', bases: [], ...part }
}

const types = new Map([symbol({ id: 'Phaser.GameObjects.Graphics', kind: 'class', doc: 'Draws.' })].map((type) => [type.id, type]))
const index = { get: (id: string) => types.get(id) } as ApiIndex

t.test('the language is the one that the seed names, else that of its task', async (t) => {
  const cases: [seed: Seed, language: RegExp][] = [
    [seed, /你是/],
    [english, /You are/],
    [{ ...seed, lang: 'en' }, /You are/],
    [{ ...english, lang: 'zh' }, /你是/],
    [{ ...english, task: 'Show the text 開始 on a button' }, /你是/],
  ]
  for (const [seed, language] of cases) {
    t.match(prompts.system(seed, 'x'), language)
    t.match(prompts.sampleSystem(seed), language)
  }
})

t.test('the system prompt states the output contract and holds the context once', async (t) => {
  for (const each of [seed, english]) {
    const text = prompts.system(each, 'THE CONTEXT')
    for (const part of ['[PLAN]', 'REQ:', 'API:', 'STEPS:', '[/PLAN]', '```javascript', '3.90', 'THE CONTEXT']) {
      t.ok(text.includes(part), part)
    }
    t.notOk(text.includes('{API_CONTEXT}'))
    t.equal(text.split('THE CONTEXT').length, 2)
  }
})

t.test('a context with replacement patterns arrives as it is', async (t) => {
  const nasty = "$& $` $' $1 $$ {API_CONTEXT}"
  t.ok(prompts.system(seed, nasty).endsWith(nasty))
})

t.test('without a context, its section is left out', async (t) => {
  t.notMatch(prompts.system(english, ''), /API reference|\{API_CONTEXT\}/)
  t.ok(prompts.system(english, '').startsWith(prompts.sampleSystem(english)), 'a sample is told the beginning of it')
})

t.test('the user prompt names everything that is asked for, the instruction leaves the hints out', async (t) => {
  t.equal(
    prompts.user(seed),
    '任务：让一个圆形旋转。\n\n难度：基础\n\n约束：\n- 不得依赖外部资源\n\n' +
      '必须使用的 API：\n- Phaser.GameObjects.Graphics\n\n验收要点：\n- 旋转持续进行',
  )
  t.equal(
    prompts.sampleInstruction(seed),
    '任务：让一个圆形旋转。\n\n难度：基础\n\n约束：\n- 不得依赖外部资源\n\n必须使用的 API：\n- Phaser.GameObjects.Graphics',
  )
  t.equal(prompts.user({ ...english, must_use_apis: undefined }), 'Task: Rotate a circle.\n\nDifficulty: easy')
})

t.test('the context groups by owner, in order of first mention, with the type on top of its members', async (t) => {
  const symbols = [
    symbol({ id: 'Phaser.GameObjects.Graphics', kind: 'class', doc: 'Draws.' }),
    symbol({ id: 'Phaser.Input.Events.DOWN', kind: 'event', signature: 'const DOWN: string', value: 'down' }),
    symbol({
      id: 'Phaser.GameObjects.Graphics#fillStyle',
      signature: 'fillStyle(style: Phaser.Types.GameObjects.Graphics.Style, alpha?: number): this',
      doc: 'Sets the style.',
    }),
  ]
  t.equal(
    prompts.apiContext(symbols, index),
    '### Phaser.GameObjects.Graphics (class)\n- Draws.\n' +
      '- fillStyle(style: Style, alpha?: number): this — Sets the style.\n\n' +
      "### Phaser.Input.Events\n- const DOWN: string = 'down'",
  )
  t.equal(prompts.apiContext([], index), '')
})

t.test('a text is translated: Chinese by the longest word at each place, English by whole words', async (t) => {
  const cases: [text: string, words: RegExp][] = [
    ['方向键', /^cursor keys/],
    ['方向', /^direction/],
    ['倒计时', /countdown/],
    ['物体碰撞', /body.*collide/],
    ['Drag two Squares', /setDraggable.*fillRect/],
    ['用drag方式', /setDraggable/],
  ]
  for (const [text, words] of cases) t.match(translate(text).join(' '), words, text)
  t.strictSame(translate('The dragon 𠀀!'), [])
})

t.test('the query speaks of the task, not of what all tasks share', async (t) => {
  const query = prompts.query(seed)
  for (const word of ['rotate', 'circle', 'fillStyle', 'Phaser.GameObjects.Graphics']) t.ok(query.includes(word), word)
  t.notOk(query.includes('外部资源'))
})

function weight(id: string): number {
  return prompts.weight(symbol({ id }))
}

t.test('everyday symbols weigh more than the engine room, and a longer entry beats a shorter one', async (t) => {
  t.ok(weight('Phaser.GameObjects.GameObjectFactory#text') > weight('Phaser.GameObjects.Components.Tint#setTint'))
  t.ok(weight('Phaser.Renderer.Snapshot.Canvas') < 0.1)
  t.equal(weight('Phaser.DOM.RemoveFromDOM'), 0)
  t.ok(weight('Phaser.Input.InputPlugin#activePointer') > weight('Phaser.Input.InputPlugin#setPollRate'))
  t.equal(weight('Elsewhere.thing'), 0)
})
