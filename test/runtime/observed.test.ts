import t from 'tap'
import { readObserved, summaryOf, type Observed } from '../../src/runtime/observed.ts'
import { QUIET } from '../helpers/observed.ts'

const observed: Observed = { ...QUIET, listeners: ['b', 'a'] }

const OBJECT = { type: 'Arc', first: { x: 0, y: 0 }, last: { x: 0, y: 0 }, changed: [], outside: 0 }

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
    'a colour that is none': { ...observed, objects: [{ ...OBJECT, color: 0x1000000 }] },
    'too many objects': { ...observed, objects: Array.from({ length: 41 }, () => OBJECT) },
    'a tally without end': { ...observed, sounds: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [i, 1])) },
    'a long name': { ...observed, input: { tried: ['x'.repeat(101)], effects: [] } },
    'a value that is no word': { ...observed, state: [{ owner: 'a', name: 'b', first: {}, last: {}, changes: 0 }] },
    'long signals': { ...observed, signals: 'x'.repeat(2001) },
  }
  for (const [name, value] of Object.entries(cases)) t.equal(readObserved(JSON.stringify(value) ?? '{'), null, name)
})

t.test('an object of the observations may have all its parts or few of them', async (t) => {
  const full = {
    ...OBJECT,
    color: 0xff0000,
    draggable: true,
    speed: { typical: 1, max: 2, vx: 1, vy: 0 },
    spin: -30,
    reactions: [{ cause: 'key:LEFT', own: false, changed: ['moved'], vx: -1, vy: 0, count: 1 }],
  }
  const objects = [OBJECT, full]
  t.strictSame(readObserved(JSON.stringify({ ...QUIET, objects }))?.objects, objects)
})

t.test('the summary leaves out the details and nothing else', async (t) => {
  const summary = summaryOf(QUIET)
  for (const key of ['scenes', 'errors', 'console', 'last', 'changes', 'signals']) t.ok(key in summary, key)
  for (const key of ['objects', 'timeline', 'input', 'state', 'tweens']) t.notOk(key in summary, key)
})
