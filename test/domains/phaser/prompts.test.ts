import t from 'tap'
import { prompts } from '../../../src/domains/phaser/prompts/index.ts'
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

t.test('the language is the one that the seed names, else that of its task', async (t) => {
  const cases: [seed: Seed, language: RegExp][] = [
    [seed, /你是/],
    [english, /You are/],
    [{ ...seed, lang: 'en' }, /You are/],
    [{ ...english, lang: 'zh' }, /你是/],
    [{ ...english, task: 'Show the text 開始 on a button' }, /你是/],
  ]
  for (const [seed, language] of cases) {
    t.match(prompts.system(seed, [], 'x'), language)
    t.match(prompts.sampleSystem(seed), language)
  }
})

const pitfall = (n: number) => ({ zh: `错误 ${n}`, en: `mistake ${n}` })

t.test('the system prompt states the output contract and the environment, and holds the context once', async (t) => {
  const parts = [
    '[PLAN]', 'REQ:', 'API:', 'STEPS:', '[/PLAN]', '```javascript', '3.90.0', 'Phaser.AUTO', 'CANVAS', 'Phaser.WEBGL',
    'generateTexture', 'delta', 'window.__signals__', 'THE CONTEXT',
  ]
  for (const each of [seed, english]) {
    const text = prompts.system(each, prompts.pitfalls, 'THE CONTEXT')
    for (const part of parts) t.ok(text.includes(part), part)
    t.equal(text.split('THE CONTEXT').length, 2)
  }
})

t.test('the pitfalls stand in the language of the seed, at most eight, a line that several share once', async (t) => {
  const many = [pitfall(1), pitfall(1), ...Array.from({ length: 9 }, (_, at) => pitfall(at + 2))]
  const lines = prompts.system(english, many).split('\n').filter((line) => line.startsWith('- mistake'))
  t.strictSame(lines, [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `- mistake ${n}`))
  t.match(prompts.system(seed, [pitfall(1)]), /常见错误.*：\n- 错误 1$/)
  t.notMatch(prompts.system(english, []), /mistakes/)
})

t.test('a context arrives as it is, whatever it looks like', async (t) => {
  const nasty = "$& $` $' $1 $$ {API_CONTEXT}"
  t.ok(prompts.system(seed, [], nasty).endsWith(nasty))
  t.ok(prompts.user(seed, nasty).includes(nasty))
})

t.test('without a context, its section is left out', async (t) => {
  t.notMatch(prompts.system(english, []), /API reference/)
  t.ok(prompts.system(english, []).startsWith(prompts.sampleSystem(english)), 'a sample is told the beginning of it')
})

t.test('with the context in the user prompt, the system prompt is that of every seed of the language', async (t) => {
  const other: Seed = { ...english, id: 's2', difficulty: 'hard', task: 'Drag a square.', must_use_apis: [] }
  t.equal(prompts.system(english, prompts.pitfalls), prompts.system(other, prompts.pitfalls))
  t.ok(prompts.system(english, prompts.pitfalls, 'CONTEXT').startsWith(prompts.system(other, prompts.pitfalls)))
  const text = prompts.user(english, 'THE CONTEXT')
  t.match(text, /^API reference .*\n\nTHE CONTEXT\n\nTask: Rotate a circle\.\n/)
  t.ok(text.endsWith(prompts.user(english)), 'the task is the same, and comes last')
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
