import t from 'tap'
import { EXACT_LIMIT } from '../../src/select/neighbours.ts'
import { PURGE, findTwins, printsOf, twinPrint } from '../../src/split/twins.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText } from '../helpers/programs.ts'

t.test('prints of few programs are made once each, of many again as they are asked for', async (t) => {
  let made = 0
  const code = (program: number): string => {
    made++
    return `x(${program})`
  }
  const few = resultOf(printsOf(10, code))
  for (let turn = 0; turn < 3; turn++) for (let at = 0; at < 10; at++) few.at(at)
  t.equal(made, 10)
  const many = resultOf(printsOf(EXACT_LIMIT + 1, code))
  t.equal(made, 10, 'nothing is read before it is asked for')
  t.strictSame(many.at(7), twinPrint('x(7)'))
  many.at(7)
  t.equal(made, 11)
})

t.test('twins are found by whatever makes them alike, each pair once', async (t) => {
  const alpha = programText('alpha', 40)
  const renamed = alpha.replace(/\b(add|set|move|turn|grow|fade|spin|drop|push|pull|wrap|tint)/g, 'x$1y')
  const edited = alpha.split('\n').map((line, at) => (at % 12 === 5 ? 'other()' : line)).join('\n')
  const prints = [alpha, programText('beta', 40), renamed, edited].map((code) => twinPrint(code))
  const pairs: string[] = []
  resultOf(findTwins(prints, PURGE, () => true, (a, b) => pairs.push(`${b}-${a}`)))
  t.strictSame(pairs, ['0-2', '0-3', '2-3'])
})
