import { readFileSync } from 'node:fs'
import t from 'tap'
import { whoseRecord } from '../../src/stream/other-record.ts'
import { parseRecord } from '../../src/stream/read-records.ts'
import { selectedRow, verdictRow } from '../helpers/programs.ts'

const [line] = readFileSync('fixtures/seeds/demo.jsonl', 'utf8').split('\n')
const seed = JSON.parse(line) as object
const { validation: _, ...candidate } = verdictRow('a')

t.test('a record of another stage is told, with the command that takes it', async (t) => {
  t.equal(whoseRecord(seed), 'this is a seed, which sft-stream run takes')
  t.equal(whoseRecord(candidate), 'this is a candidate, which sft-stream validate takes')
  t.equal(whoseRecord(verdictRow('a')), 'this is a verdict, which sft-stream select takes')
  t.equal(whoseRecord(selectedRow('a')), 'this is a selected row, which sft-stream split takes')
  t.equal(whoseRecord({ text: 'once upon a time' }), undefined)
})

t.test('a stage that gets the records of another says so', async (t) => {
  t.throws(() => parseRecord('selected', JSON.stringify(verdictRow('a'))), {
    message: 'this is a verdict, which sft-stream select takes',
  })
  const broken = { ...verdictRow('a'), passed: 'yes' }
  t.throws(() => parseRecord('verdict', JSON.stringify(broken)), { message: 'passed: must be true or false' })
  t.throws(() => parseRecord('seed', '{"id":"a"}'), { message: 'difficulty: required' })
})
