import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Spool } from '../../src/stream/spool.ts'

t.test('rows come back by their place, in any order, written or still pending', async (t) => {
  const folder = t.testdir()
  const spool = new Spool<{ i: number; text: string }>(folder)
  const rows = Array.from({ length: 3000 }, (_, i) => ({ i, text: 'ä'.repeat(i) }))
  t.same(readdirSync(folder), [], 'not even while it is used is there a name that a kill could leave behind')
  const places = rows.map((row) => spool.append(row))
  for (const i of [2999, 0, 1500, 1, 2998]) t.same(spool.read(places[i]), rows[i])
  t.same(spool.read(spool.append({ i: -1, text: 'late' })), { i: -1, text: 'late' })
  spool.close()
})

t.test('a folder that does not exist is an I/O error that names --tmp', async (t) => {
  t.throws(() => new Spool(join(t.testdir(), 'missing')), { code: 'ERR_IO', hint: /--tmp/ })
})
