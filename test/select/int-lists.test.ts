import t from 'tap'
import { IntLists } from '../../src/select/int-lists.ts'

t.test('lists come back as they were given, empty ones and long ones too', (t) => {
  const lists = [[], [1, 2, 3], [], Array.from({ length: 3000 }, (_, at) => -at), [7]].map((list) => Int32Array.from(list))
  const all = new IntLists()
  for (const list of lists) all.push(list)
  t.strictSame(lists.map((_, at) => all.at(at)), lists)
  t.end()
})
