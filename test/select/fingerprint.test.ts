import t from 'tap'
import { fingerprint } from '../../src/select/fingerprint.ts'

t.test('programs that differ in comments and white space only have one hash, others have not', async (t) => {
  const { hash } = fingerprint('add(1, 2)')
  t.match(hash, /^[0-9a-f]{32}$/)
  t.equal(fingerprint('add( 1,\n2 ) // sums').hash, hash)
  t.not(fingerprint('add(2, 1)').hash, hash)
})

t.test('the calls of a program are the names behind a dot and before a bracket, each once', async (t) => {
  const { calls } = fingerprint('this.add.circle(1); this.add.circle(2); circle(3); this.tint = 4')
  t.equal(calls.length, 1)
  t.strictSame(fingerprint('x.circle()').calls, calls)
  const own = 'class A { circle(a) { return (1) } } const b = { fire: () => {} }; this.jump = function () {}; this.circle(); b.fire(); this.jump()'
  t.strictSame([...fingerprint(own).calls], [], 'what a program defines is not of the engine')
})
