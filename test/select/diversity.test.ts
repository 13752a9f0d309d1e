import t from 'tap'
import { diversityOf, membersOf } from '../../src/select/diversity.ts'
import { fingerprint } from '../../src/select/fingerprint.ts'
import { resultOf } from '../../src/stream/work.ts'
import { programText } from '../helpers/programs.ts'

const program = (code: string) => {
  const { tokens, calls, shingles } = fingerprint(code)
  return { length: tokens.length, calls, read: () => ({ code, shingles }) }
}
const different = Array.from({ length: 20 }, (_, at) => program(programText(`own-${at}`)))
const alike = Array.from({ length: 20 }, (_, at) => program(`${programText('same')}\nlast(${at})`))
const members = membersOf([...different, ...alike])

t.test('programs that are all alike count as one, compress better and are near to each other', async (t) => {
  const [many, one] = [resultOf(diversityOf(different, members)), resultOf(diversityOf(alike, members))]
  t.ok(many.vendi > 19 && one.vendi < 1.5, `${many.vendi}, ${one.vendi}`)
  t.ok(one.compression > 3 * many.compression)
  t.strictSame([many.nearest_half, one.nearest_half], [0, 1])
  t.ok(many.api_coverage > one.api_coverage)
  t.equal(many.near_duplicates.clusters, 0)
  t.strictSame(one.near_duplicates, { clusters: 1, programs: 20, largest: 20, sizes: { '17-32': 1 } })
})

t.test('a set covers what its pool calls, and no programs have no figures', async (t) => {
  t.equal(resultOf(diversityOf([...different, ...alike], members)).api_coverage, 1)
  t.strictSame(resultOf(diversityOf([], members)), {
    rows: 0, api_coverage: 0, vendi: 0, compression: 0, nearest_mean: 0, nearest_half: 0, mean_tokens: 0,
    near_duplicates: { clusters: 0, programs: 0, largest: 0, sizes: {} },
  })
})
