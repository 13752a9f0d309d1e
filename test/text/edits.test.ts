import t from 'tap'
import { applyEdits, wholeLines } from '../../src/text/edits.ts'

t.test('edits change what they name and leave the rest as it was', async (t) => {
  const text = 'one two three'
  const cases: [string, { start: number; end: number; text: string }[], string][] = [
    ['none', [], 'one two three'],
    [
      'in any order',
      [
        { start: 8, end: 13, text: '3' },
        { start: 0, end: 3, text: '1' },
      ],
      '1 two 3',
    ],
    [
      'the same one twice',
      [
        { start: 0, end: 3, text: '1' },
        { start: 0, end: 3, text: '1' },
      ],
      '1 two three',
    ],
    [
      'one inside another',
      [
        { start: 4, end: 7, text: '2' },
        { start: 0, end: 13, text: 'all' },
      ],
      'all',
    ],
    [
      'put in before what is cut',
      [
        { start: 0, end: 4, text: '' },
        { start: 0, end: 0, text: 'zero ' },
      ],
      'zero two three',
    ],
  ]
  for (const [name, edits, expected] of cases) t.equal(applyEdits(text, edits), expected, name)
})

t.test('a statement on a line of its own goes with the line', async (t) => {
  const text = 'a()\n  b()  \nc(); d()\n'
  const cut = (part: string): string => {
    const start = text.indexOf(part)
    return applyEdits(text, [wholeLines(text, start, start + part.length)])
  }
  t.equal(cut('b()'), 'a()\nc(); d()\n')
  t.equal(cut('d()'), 'a()\n  b()  \nc(); \n')
  t.equal(cut('a()'), '  b()  \nc(); d()\n')
})
