import { PassThrough } from 'node:stream'
import t from 'tap'
import { StatusArea } from '../../bin/cli/status-area.ts'
import { Screen } from '../helpers/screen.ts'

function areaOf(columns: number) {
  const screen = new Screen(columns)
  return { screen, area: new StatusArea({ stderr: screen, stdout: new PassThrough(), env: {} }) }
}

t.test('lines take the place of those before, and are gone in the end', async (t) => {
  const { screen, area } = areaOf(20)
  area.show(['one', 'two', 'three'])
  t.equal(screen.text(), 'one\ntwo\nthree')
  area.show(['four'])
  t.equal(screen.text(), 'four')
  area.show(['five', 'six'])
  area.close()
  t.equal(screen.text(), '')
})

t.test('what others write stands before the lines, whole', async (t) => {
  const { screen, area } = areaOf(20)
  area.show(['one', 'two'])
  screen.write('a notice that is longer than the terminal is wide\n')
  area.show(['three', 'four'])
  screen.write('another\n')
  t.equal(screen.text(), 'a notice that is lon\nger than the termina\nl is wide\nanother\n')
  area.show(['five'])
  area.close()
  screen.write('after\n')
  t.equal(screen.text(), 'a notice that is lon\nger than the termina\nl is wide\nanother\nafter\n')
})

t.test('rows on stdout of the same terminal too', async (t) => {
  const screen = new Screen(40)
  const stdout = Object.assign(new PassThrough(), { isTTY: true })
  stdout.on('data', (part: Buffer) => screen.write(part))
  const area = new StatusArea({ stderr: screen, stdout, env: {} })
  area.show(['one', 'two'])
  stdout.write('{"id":1}\n')
  t.equal(screen.text(), '{"id":1}\n')
  area.show(['three'])
  area.close()
  stdout.write('{"id":2}\n')
  t.equal(screen.text(), '{"id":1}\n{"id":2}\n')
})

t.test('no line is as long as the terminal is wide, and there are fewer than it has rows', async (t) => {
  const { screen, area } = areaOf(40)
  screen.rows = 4
  area.show(Array.from({ length: 9 }, (_, at) => `${at}`.repeat(90)))
  t.equal(screen.text(), ['0', '1', '2'].map((digit) => digit.repeat(39)).join('\n'))
  area.close()
  t.equal(screen.text(), '')
})

t.test('a terminal that was made narrower is clean all the same', async (t) => {
  const { screen, area } = areaOf(60)
  screen.write('before\n')
  area.show(['a'.repeat(59), 'b'.repeat(30), ''])
  screen.narrow(25)
  area.show(['c'])
  t.equal(screen.text(), 'before\nc')
})

t.test('wide characters count twice, and what would act on the terminal does not', async (t) => {
  const { screen, area } = areaOf(10)
  area.show(['游戏游戏游戏', 'a\u001b[2Jb\u202ec\rd\ne'])
  t.equal(screen.text(), '游戏游戏\na?[2Jb?c?')
})

t.test('a terminal that does not tell its width has that of COLUMNS', async (t) => {
  const screen = new Screen(0)
  screen.columns = 0
  new StatusArea({ stderr: screen, stdout: new PassThrough(), env: { COLUMNS: '12' } }).show(['x'.repeat(50)])
  t.equal(screen.said.join(''), 'x'.repeat(11))
})
