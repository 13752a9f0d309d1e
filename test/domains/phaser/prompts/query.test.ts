import t from 'tap'
import { query, translate, wordsOf } from '../../../../src/domains/phaser/prompts/query.ts'
import type { Seed } from '../../../../src/record.ts'

const seed: Seed = {
  id: 's1',
  difficulty: 'easy',
  modules: ['Scene', 'Input'],
  task: '让一个圆形旋转。',
  constraints: ['不得依赖外部资源'],
  must_use_apis: ['Phaser.GameObjects.Graphics'],
  eval_hints: ['松手后停止'],
}

t.test('a text is translated: Chinese by the longest word at each place, English by words in any form', async (t) => {
  const cases: [text: string, words: RegExp][] = [
    ['方向键', /^cursor createCursorKeys$/],
    ['方向', /^direction/],
    ['倒计时', /^countdown/],
    ['物体碰撞', /body.*collider/],
    ['Drag two Squares', /setDraggable.*fillRect/],
    ['用drag方式', /setDraggable/],
    ['enemies', /overlap/],
    ['dragging', /setDraggable/],
    ['shooting', /velocityFromRotation/],
    ['a Game Over text', /restart.*setText/],
    ['game-over', /restart/],
    ['按WASD键移动', /addKeys/],
  ]
  for (const [text, words] of cases) t.match(translate(text), words, text)
  t.equal(translate('The aardvark 𠀀!'), '')
})

t.test('the query speaks of the task and its hints, not of what all tasks share', async (t) => {
  const words = query(seed)
  for (const word of ['rotate', 'fillCircle', 'dragend']) t.ok(words.includes(word), word)
  t.notMatch(words, /外部资源|[^\x20-\x7e]/)
})

t.test('a seed speaks of the words of its task and tags, in its own English and that of the lexicon', async (t) => {
  const words = wordsOf({ ...seed, tags: ['cooldown'], task: '让一个 bouncing 圆形旋转。' })
  for (const word of ['circle', 'rotate', 'cooldown', 'bounce', 'bouncing']) t.ok(words.includes(word), word)
  t.notOk(words.includes('fillcircle'), 'terms are for the search')
  t.equal(new Set(words).size, words.length)
})
