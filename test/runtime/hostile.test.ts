/** Programs that mean harm, through the realm: each ends in one verdict, and the next program never notices. */
import t from 'tap'
import { forgeries, harmless } from './hostile-programs.ts'
import { ROOMY, judge } from './judge.ts'
import { allGone, descendants, isGone, procSkip } from './processes.ts'

const before = new Set(descendants(process.pid))

t.test('what breaks is seen to break, whatever it does to hide it', (t) => judge(t, forgeries, ROOMY))
t.test('what is odd or loud, and no more than that, passes', (t) => judge(t, harmless, ROOMY))

t.test('no process of a hostile program is left', { skip: procSkip }, async (t) => {
  const left = descendants(process.pid).filter((pid) => !before.has(pid))
  await allGone(left)
  t.ok(left.every(isGone))
})
