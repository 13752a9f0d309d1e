import { assert, integer, property, string } from 'fast-check'
import t from 'tap'
import { docText, readDocumented, shorten } from '../../src/api-index/doc-comment.ts'

t.test('a doc comment reads as its first paragraph', async (t) => {
  const cases: [comment: string, text: string][] = [
    ['/** One line. */', 'One line.'],
    ['/**\n * Two\n * lines.\n *\n * Another paragraph.\n */', 'Two lines.'],
    ['/**\r\n * Windows.\r\n * @param x y\r\n */', 'Windows.'],
    ['/**\n * @param x only tags\n */', ''],
    ['/***/', ''],
    ['/** See {@link A.B#c} and [that]{@linkcode D#event:E}, {@link F text}. */', 'See A.B#c and that, text.'],
    ['/** {@link} and [half]{@link */', '{@link} and [half]{@link'],
  ]
  for (const [comment, text] of cases) t.equal(docText(comment), text, comment)
})

t.test('a text is cut at a word, and never longer than asked', async (t) => {
  t.equal(shorten('one two three', 9), 'one two…')
  t.equal(shorten('one', 3), 'one')
  const lengths = integer({ min: 1, max: 40 })
  assert(property(string(), lengths, (text, length) => shorten(text, length).length <= length))
})

const SOURCE = [
  '/**',
  ' * Down.',
  ' * @event Engine.Events#DOWN',
  ' * @type {string}',
  ' */',
  "module.exports = 'down';",
  '/**',
  '     * @name Engine.Modes.ADD',
  '     * @type {number}',
  '     */',
  '    ADD: 1,',
  '    /** @name inline.is.not.a.tag.line */ X: 2,',
  '    /**',
  '     * @name Engine.SKIP',
  '     */',
  '    SKIP: -1,',
  '/**',
  ' * @name Engine.HEX',
  ' */',
  'var HEX = -0xff;',
  '/**',
  ' * @name Engine.PI2',
  ' */',
  'PI2: Math.PI * 2,',
  '/**',
  ' * Inner angle.',
  ' * @name Engine.Camera#angle',
  ' * @type {(number|string)}',
  ' * @private',
  ' */',
  'this.angle = 0;',
  '/**',
  ' * @method Engine.Camera#_step',
  ' * @private',
  ' * @return {?Engine.Camera} itself',
  ' */',
  '_step: function () {',
  '/**',
  ' * @name Engine.Camera#open',
  ' * @type {number}',
  ' */',
]

t.test('documented source gives values, events and private members, whatever its line ends', async (t) => {
  for (const lineEnd of ['\n', '\r\n']) {
    const { values, events, internals } = readDocumented(SOURCE.join(lineEnd))
    t.strictSame(Object.fromEntries(values), {
      'Engine.Events.DOWN': 'down',
      'Engine.Modes.ADD': 1,
      'Engine.SKIP': -1,
      'Engine.HEX': -255,
      'Engine.Camera#angle': 0,
    })
    t.strictSame([...events], ['Engine.Events.DOWN'])
    t.strictSame(internals, [
      { id: 'Engine.Camera#angle', method: false, type: 'number | string', doc: 'Inner angle.' },
      { id: 'Engine.Camera#_step', method: true, type: 'Engine.Camera', doc: '' },
    ])
  }
})

t.test('an unfinished comment ends the reading, not the program', async (t) => {
  t.equal(readDocumented('/**\n * @name A.B\n * never closed').values.size, 0)
})
