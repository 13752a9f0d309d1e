import t from 'tap'
import { nearestNames } from '../../src/text/nearest-names.ts'

t.test('a misspelt or invented name finds what was meant', async (t) => {
  const names = 'add circle fillCircle fillPoints fillRect fillStyle setPosition setText x _text'.split(' ')
  const cases: [name: string, best: string][] = [
    ['addd', 'add'],
    ['circel', 'circle'],
    ['drawCircle', 'circle'],
    ['fillStar', 'fillStyle'],
    ['settext', 'setText'],
    ['positionSet', 'setPosition'],
  ]
  for (const [name, best] of cases) t.equal(nearestNames(name, names, 3)[0], best, name)
})

t.test('what is like nothing gets no suggestion', async (t) => {
  t.strictSame(nearestNames('explodeUniverse', ['add', 'setText'], 3), [])
  t.strictSame(nearestNames('', ['add'], 3), [])
  t.strictSame(nearestNames('a'.repeat(100_000), ['a'], 3), [])
})

t.test('the order is fixed and the limit holds', async (t) => {
  t.strictSame(nearestNames('ab', ['ad', 'ac', 'ae'], 2), ['ac', 'ad'])
})
