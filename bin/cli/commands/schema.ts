import * as z from 'zod'
import { RECORDS, type RecordName } from '../../../src/record.ts'
import { SftError } from '../../../src/errors.ts'
import type { Command } from '../command.ts'

export const schema: Command = {
  name: 'schema',
  usage: 'RECORD',
  summary: `Prints the JSON Schema of a record: ${Object.keys(RECORDS).join(', ')}.`,
  details: 'Fields that a schema does not name are allowed and travel on, but for samples.',
  examples: ['sft-stream schema seed > seed.schema.json'],
  flags: [],
  async run({ operands: [name = ''], io }) {
    if (!Object.hasOwn(RECORDS, name)) {
      const hint = `records: ${Object.keys(RECORDS).join(', ')}`
      throw new SftError('ERR_USAGE', `no record is named '${name}'`, { hint })
    }
    io.stdout.write(JSON.stringify(z.toJSONSchema(RECORDS[name as RecordName]), null, 2) + '\n')
  },
}
