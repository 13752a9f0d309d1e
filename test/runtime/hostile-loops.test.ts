/** Programs that never end, whatever phase they hang in. */
import t from 'tap'
import { bePatient } from '../helpers/patience.ts'
import { endless, loops } from './hostile-programs.ts'
import { SHORT, judge } from './judge.ts'

bePatient()

t.test('an endless loop is a hang in every phase', (t) => judge(t, loops, SHORT))
t.test('whatever else never ends is a hang', (t) => judge(t, endless, SHORT))
