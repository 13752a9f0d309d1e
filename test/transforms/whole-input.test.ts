import t from 'tap'
import { wholeInput } from '../../transforms/whole-input.ts'
import { testContext } from '../helpers/context.ts'
import { through } from '../helpers/streams.ts'

t.test('all rows go on when nothing was interrupted', async (t) => {
  t.same(await through([{ id: 'a' }, { id: 'b' }], wholeInput(testContext())), [{ id: 'a' }, { id: 'b' }])
})

t.test('an interrupted run ends before the final pass, though its rows have drained', async (t) => {
  const stop = new AbortController()
  const stage = wholeInput({ ...testContext(), interrupt: stop.signal })
  stop.abort(130)
  await t.rejects(through([{ id: 'a' }], stage), { code: 'ERR_INTERRUPTED', hint: /goes on/ })
})
