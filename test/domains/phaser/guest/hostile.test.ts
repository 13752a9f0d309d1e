import t from 'tap'
import { near, objectOf, observer } from './helpers.ts'

const observe = await observer(t)

/** Bytes of a report, at most: a verdict must stay a row that one can handle. */
const MAX_REPORT = 200_000

t.test('programs that throw, flood or forge when looked at are observed within bounds', async (t) => {
  for (const name of ['getters', 'size', 'patches', 'numbers']) {
    const observed = await observe(`hostile-${name}`)
    t.ok(JSON.stringify(observed).length < MAX_REPORT, `${name} is bounded`)
    t.strictSame(observed.errors, [], `${name} is not told of an error of ours`)
  }
})

t.test('what stands beside an object that throws is seen all the same', async (t) => {
  const honest = objectOf(await observe('hostile-getters'), 'Arc', 0x00ff00)
  t.match(honest, { interactive: true, last: { x: 50, y: 50 } })
})

t.test('patched prototypes neither see nor change what is observed', async (t) => {
  const observed = await observe('hostile-patches')
  const [forged] = observed.state.filter(({ owner }) => owner === '__signals__')
  t.match(forged, { name: 'length', last: 0 }, 'no setter of the program saw a field of a report')
  t.equal(observed.signals, '"forged"', 'its toJSON speaks for its own objects alone')
  near(t, objectOf(observed, 'Rectangle').speed?.vx, 100, 0.01, 'speed')
})

t.test('two runs of one program give the same observations', async (t) => {
  for (const name of ['arcade-player', 'pointer', 'spawner', 'world']) {
    t.strictSame(await observe(name), await observe(name), name)
  }
})
