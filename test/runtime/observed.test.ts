import t from 'tap'
import { readObserved, type Observed } from '../../src/runtime/observed.ts'
import { QUIET } from '../helpers/observed.ts'

const observed: Observed = { ...QUIET, listeners: ['b', 'a'] }

t.test('observations are read with their names sorted and without what is not in the contract', async (t) => {
  const read = readObserved(JSON.stringify({ ...observed, passed: true }))
  t.strictSame(read, { ...observed, listeners: ['a', 'b'] })
})

t.test('what a child says is believed only in shape and size', async (t) => {
  const error = { phase: 'create', message: 'x', frame: 0 }
  const cases: Record<string, unknown> = {
    'no JSON': undefined,
    null: null,
    'a list': [],
    'a field missing': { ...observed, errors: undefined },
    'a wrong type': { ...observed, booted: 'true' },
    'a negative count': { ...observed, games: -1 },
    'too many errors': { ...observed, errors: Array.from({ length: 21 }, () => error) },
    'a long message': { ...observed, errors: [{ ...error, message: 'x'.repeat(401) }] },
    'long signals': { ...observed, signals: 'x'.repeat(2001) },
  }
  for (const [name, value] of Object.entries(cases)) t.equal(readObserved(JSON.stringify(value) ?? '{'), null, name)
})
