import t from 'tap'
import { joined, signalList, worded } from '../../src/seeds/wording.ts'
import { COLORS } from './library.ts'

const slots = new Map([
  ['color', COLORS[1]],
  ['count', { id: 8, value: 8, words: ['8', '8'] as const, forms: { seconds: ['0.008', '0.008'] as const } }],
])

const CASES: readonly (readonly [text: string, lang: 'zh' | 'en', expected: string])[] = [
  ['画 {count} 个{color}圆。', 'zh', '画 8 个橙色圆。'],
  ['Draw a {color} circle.', 'en', 'Draw an orange circle.'],
  ['A {color} circle', 'en', 'An orange circle'],
  ['an {count}-sided shape', 'en', 'an 8-sided shape'],
  ['a {count} px dot', 'en', 'an 8 px dot'],
  ['a 60 px dot, a 11 px one', 'en', 'a 60 px dot, an 11 px one'],
  ['an square, a ellipse', 'en', 'a square, an ellipse'],
  ['a unit, a one-way street, an hour', 'en', 'a unit, a one-way street, an hour'],
  ['after {count.seconds} s', 'en', 'after 0.008 s'],
  ['{color.hex}', 'en', '#ff8800'],
  ['{color} tiles fall. {color} ones stay.', 'en', 'Orange tiles fall. Orange ones stay.'],
  ['steer with A and D', 'en', 'steer with A and D'],
  ['A and D steer', 'en', 'A and D steer'],
  ['{nobody}', 'en', '{nobody}'],
]

t.test('slots become words, and English articles follow them', async (t) => {
  for (const [text, lang, expected] of CASES) t.equal(worded(text, slots, lang), expected, text)
})

t.test('sentences are joined as the language writes them, empty ones left out', async (t) => {
  t.equal(joined(['', '一。', '二。'], 'zh'), '一。二。')
  t.equal(joined(['One.', '', 'Two.'], 'en'), 'One. Two.')
})

t.test('signals are listed with what they mean', async (t) => {
  const signals = { score: ['得分', 'points so far'], lives: ['生命', 'lives left'] } as const
  t.equal(signalList(signals, 'zh'), 'score（得分）、lives（生命）')
  t.equal(signalList(signals, 'en'), 'score (points so far), lives (lives left)')
})
