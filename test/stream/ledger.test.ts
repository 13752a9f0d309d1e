import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Ledger } from '../../src/stream/ledger.ts'

t.test('a drop is counted under its reason and written to the dead-letter file', async (t) => {
  const file = join(t.testdir(), 'rejects.jsonl')
  const ledger = new Ledger()
  const tally = ledger.stage('read')
  tally.drop('before-the-file-is-open')
  ledger.openRejects(file)
  tally.in = 3
  tally.drop('invalid-json', { line: 7, message: 'seeds.jsonl:7: not JSON' })
  tally.drop('invalid-json', { line: 9 })
  ledger.closeRejects(file)
  t.same(tally.counts(), { in: 3, out: 0, dropped: { 'before-the-file-is-open': 1, 'invalid-json': 2 } })
  t.equal(tally.droppedTotal, 3)
  t.same(readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)), [
    { line: 7, message: 'seeds.jsonl:7: not JSON', reason: 'invalid-json', stage: 'read' },
    { line: 9, reason: 'invalid-json', stage: 'read' },
  ])
})

t.test('one name is one tally, and stages are listed in the order of their first use', async (t) => {
  const ledger = new Ledger()
  t.equal(ledger.stage('b'), ledger.stage('b'))
  ledger.stage('a')
  t.same(Object.keys(ledger.counts()), ['b', 'a'])
})

t.test('a dead-letter file that cannot be written is an I/O error', async (t) => {
  t.throws(() => new Ledger().openRejects(join(t.testdir(), 'no', 'such', 'folder')), { code: 'ERR_IO', exitCode: 74 })
})

t.test('of each reason the first row by id is kept as an example, else the first line, with its texts cut', async (t) => {
  const drops = [
    ['like', { id: 'b', message: 'like x' }],
    ['like', { id: 'a', message: 'like y'.repeat(99) }],
    ['invalid-json', { line: 9 }],
    ['invalid-json', { line: 7 }],
  ] as const
  for (const order of [drops, drops.toReversed()]) {
    const tally = new Ledger().stage('select')
    for (const [reason, detail] of order) tally.drop(reason, detail)
    t.strictSame(tally.examples(), { 'invalid-json': { line: 7 }, like: { id: 'a', message: 'like y'.repeat(20) } })
  }
})
