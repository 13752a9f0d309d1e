/**
 * Parquet beside the rows as lines: the same columns, a sixth of the size, and types that a reader need not guess.
 *
 * hyparquet-writer is pinned to 0.17.x: before version 1 a minor one may encode the same rows in other bytes, and equal
 * runs must give equal files. It is loaded when it is needed: no other run pays for it.
 */
import { createReadStream } from 'node:fs'
import type { ParquetWriter } from 'hyparquet-writer'
import split2 from 'split2'
import { packageName, packageVersion } from '../version.ts'
import type { Feature } from './feature.ts'
import type { HashedFile } from './hashed-file.ts'

/** Rows that are in memory at one time, and that a reader takes in at one time. */
const ROW_GROUP = 1000

/** Writes the rows of a JSONL file of ours into a new file, which the caller finishes. */
export async function writeParquet(lines: string, into: HashedFile, features: readonly Feature[]): Promise<void> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer')
  const bytes = new ByteWriter()
  const flush = () => {
    into.appendBytes(bytes.getBytes())
    bytes.index = 0
  }
  const schema = [{ name: 'root', num_children: features.length }, ...features.flatMap(elementsOf)]
  const parquet = new ParquetWriter({ writer: bytes, schema, createdBy: `${packageName} version ${packageVersion}` })
  const writeGroup = (rows: readonly Row[]) => {
    const columnData = features.map((feature) => ({
      name: feature.name,
      data: rows.map((row) => valueOf(feature, row[feature.name])),
    }))
    void parquet.write({ columnData, rowGroupSize: ROW_GROUP })
    flush()
  }
  let group: Row[] = []
  for await (const line of createReadStream(lines).pipe(split2())) {
    group.push(JSON.parse(line as string) as Row)
    if (group.length === ROW_GROUP) writeGroup(group.splice(0))
  }
  if (group.length > 0) writeGroup(group)
  void parquet.finish()
  flush()
}

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]

type Row = Readonly<Record<string, unknown>>

const TYPES = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int64: { type: 'INT64' },
  float64: { type: 'DOUBLE' },
  bool: { type: 'BOOLEAN' },
} as const

/** The schema of a column: no value is ever null, and lists have the three levels that the format asks for. */
function elementsOf(feature: Feature): SchemaElement[] {
  const { name } = feature
  const repetition_type = 'REQUIRED'
  if ('dtype' in feature) return [{ name, repetition_type, ...TYPES[feature.dtype] }]
  if ('struct' in feature) return structOf(name, feature.struct)
  const element =
    'list' in feature ? structOf('element', feature.list) : elementsOf({ name: 'element', dtype: 'string' })
  return [
    { name, repetition_type, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...element,
  ]
}

function structOf(name: string, fields: readonly Feature[]): SchemaElement[] {
  return [{ name, repetition_type: 'REQUIRED', num_children: fields.length }, ...fields.flatMap(elementsOf)]
}

/** The value as the writer wants it: 64-bit integers are BigInts. */
function valueOf(feature: Feature, value: unknown): unknown {
  if ('dtype' in feature) return feature.dtype === 'int64' ? BigInt(Math.round(value as number)) : value
  if ('sequence' in feature) return value
  if ('list' in feature) return (value as Row[]).map((each) => fieldsOf(feature.list, each))
  return fieldsOf(feature.struct, value as Row)
}

function fieldsOf(fields: readonly Feature[], row: Row): Row {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, row[field.name])]))
}
