/**
 * node dist/test/helpers/parquet-round-trip.js FILE < {"rows":[…],"features":[…]}: writes the rows as Parquet, reads them
 * back and prints both. A process of its own, because the loader of the test runner does not resolve what the packages
 * of hyparquet import of each other.
 */
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Feature } from '../../src/formats/feature.ts'
import { HashedFile } from '../../src/formats/hashed-file.ts'
import { writeParquet } from '../../src/formats/parquet.ts'

const [, , path] = process.argv
const { rows, features } = JSON.parse(readFileSync(0, 'utf8')) as { rows: object[]; features: Feature[] }
writeFileSync(`${path}.jsonl`, rows.map((row) => JSON.stringify(row) + '\n').join(''))
const file = new HashedFile(path)
await writeParquet(`${path}.jsonl`, file, features)
const facts = file.finish()
const back = await parquetReadObjects({ file: await asyncBufferFromFile(path) })
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
process.stdout.write(JSON.stringify({ facts, back }, plain))
