import t from 'tap'
import { oneLine, printable } from '../../src/text/printable.ts'

t.test('what would act on a terminal is shown instead; tabs, newlines and letters of any script stay', async (t) => {
  t.equal(printable('a\u001b[2J\u202eb\u0000'), 'a\\u{1b}[2J\\u{202e}b\\u{0}')
  t.equal(printable('旋转\té\n😀'), '旋转\té\n😀')
  t.equal(printable('\u2028', () => '?'), '?')
})

t.test('one line has no break of any kind', async (t) => {
  t.equal(oneLine('a\r\nb\u2028c\td\u0085', '?'), 'a??b?c?d?')
})
