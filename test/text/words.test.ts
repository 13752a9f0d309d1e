import { assert, property, string } from 'fast-check'
import t from 'tap'
import { identifierParts, terms } from '../../src/text/words.ts'

t.test('an identifier is its camel-case and snake-case parts', async (t) => {
  const cases: [identifier: string, parts: string[]][] = [
    ['setBlendMode', ['set', 'blend', 'mode']],
    ['POINTER_DOWN', ['pointer', 'down']],
    ['WebGLRenderer', ['web', 'gl', 'renderer']],
    ['Vector2Like', ['vector2', 'like']],
    ['x', ['x']],
    ['', []],
  ]
  for (const [identifier, parts] of cases) t.strictSame(identifierParts(identifier), parts, identifier)
})

t.test('terms are parts, wholes, singulars and pairs of Chinese characters', async (t) => {
  const cases: [text: string, found: string[]][] = [
    ['setBlendMode(value)', ['set', 'blend', 'mode', 'setblendmode', 'value']],
    ['particles, bodies and bounces', ['particle', 'body', 'and', 'bounce']],
    ['class radius', ['class', 'radius']],
    ['让圆形旋转', ['让圆', '圆形', '形旋', '旋转']],
    ['球', ['球']],
    ['用Phaser3画', ['用', 'phaser3', '画']],
    ['!?', []],
  ]
  for (const [text, found] of cases) t.strictSame(terms(text), found, text)
})

function tidy(term: string): boolean {
  return term !== '' && term === term.toLowerCase() && !/\s/.test(term)
}

t.test('any text gives terms without capitals and without white space', async () => {
  assert(property(string({ unit: 'grapheme' }), (text) => terms(text).every(tidy)))
})
