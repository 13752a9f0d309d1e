/** The rows of a dataset folder, for its page. */
import * as z from 'zod'
import { SftError } from '../../errors.ts'
import type { Lineage } from '../../formats/lineage.ts'
import { DatasetReader } from '../../lineage/folder.ts'
import { originSchema, sampleSchema } from '../../record.ts'
import { ROWS_SHOWN, NO_ROWS, pageRows, stratumOf, type KnownRow, type PageRows } from './page-rows.ts'
import { StratifiedSample } from './stratified-sample.ts'

const rowSchema = z.looseObject({ metadata: sampleSchema.shape.metadata })

/**
 * The rows that the page of a folder shows, the same as those of the page that was made with it. Of what is no dataset
 * folder there are none. Throws ERR_BAD_INPUT for a folder that was changed, ERR_IO.
 */
export async function readRows(path: string, games: number, seed: number): Promise<PageRows> {
  const reader = await openFolder(path)
  if (!reader) return NO_ROWS
  try {
    const sample = new StratifiedSample<Lineage>(ROWS_SHOWN, seed)
    for (const id of reader.ids) {
      const lineage = await reader.lineage(id)
      sample.add(id, stratumOf(lineage.seed.difficulty, lineage.seed.modules), lineage)
    }
    const known = await Promise.all(sample.drawn().map((lineage) => knownRow(reader, lineage)))
    return pageRows(
      known.filter((row) => row !== undefined),
      sample.seen,
      games,
    )
  } finally {
    await reader.close()
  }
}

async function openFolder(path: string): Promise<DatasetReader | undefined> {
  try {
    return await DatasetReader.open(path)
  } catch (error) {
    if (error instanceof SftError && error.code === 'ERR_NO_INPUT') return undefined
    throw error
  }
}

/** undefined when its file lacks the row, or has something else in its place. */
async function knownRow(reader: DatasetReader, lineage: Lineage): Promise<KnownRow | undefined> {
  const stored = await reader.row(lineage)
  if (stored?.output === undefined) return undefined
  const row = rowSchema.safeParse(JSON.parse(String(stored.line)))
  if (!row.success) return undefined
  const origin = originSchema.parse(lineage)
  return {
    metadata: row.data.metadata,
    output: stored.output,
    trace: lineage,
    ...(origin.licence === '' ? {} : { origin }),
  }
}
