/** Programs that eat memory, or the native stack. */
import t from 'tap'
import { bePatient } from '../helpers/patience.ts'
import { hungry } from './hostile-programs.ts'
import { ROOMY, judge } from './judge.ts'

bePatient()

t.test('what eats memory or the stack ends, and harms nobody', (t) => judge(t, hungry, ROOMY))
