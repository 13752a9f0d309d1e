import * as z from 'zod'
import { RECORDS, type RecordName } from '../../../src/record.ts'
import type { Command } from '../command.ts'
import { wordOf } from '../words.ts'

const NAMES = Object.keys(RECORDS) as RecordName[]

export const schema: Command = {
  name: 'schema',
  usage: 'RECORD',
  summary: `Prints the JSON Schema of a record: ${NAMES.join(', ')}.`,
  details: 'Fields that a schema does not name are allowed and travel on, but for samples.',
  examples: ['sft-stream schema seed > seed.schema.json'],
  flags: [],
  words: NAMES,
  takes: 'nothing',
  async run({ operands: [name], io }) {
    io.stdout.write(JSON.stringify(z.toJSONSchema(RECORDS[wordOf(schema, NAMES, name)]), null, 2) + '\n')
  },
}
