/** What became of an id, and why. */
import stableStringify from 'fast-json-stable-stringify'
import { SftError } from '../errors.ts'
import type { Lineage } from '../formats/lineage.ts'
import { byCodeUnits } from '../order.ts'
import type { Reject } from '../record.ts'
import { sha256 } from '../sha256.ts'
import type { RunContext } from '../stream/run-context.ts'
import { nearestNames } from '../text/nearest-names.ts'
import type { DatasetReader } from './folder.ts'
import { replayCommand, replayOf, type Replay } from './replay.ts'

/** The way of a row that is in the dataset. */
export interface RowStory {
  readonly lineage: Lineage
  readonly seed_sha256: string
  /** Where the row stands; undefined when its file lacks it. */
  readonly row: { readonly file: string; readonly line: number; readonly as_written: boolean } | undefined
  /** Other rows of its prompt in the dataset. */
  readonly siblings: readonly string[]
  readonly made_by: {
    readonly versions: Readonly<Record<string, string>>
    readonly options: Readonly<Record<string, unknown>>
  }
  readonly replay: { readonly from: string; readonly command: string } | undefined
}

/** What is said of an id: in the dataset, or where it was dropped. */
interface Fate {
  readonly id: string
  readonly in: boolean
  readonly dropped: readonly Reject[]
}

/** The ids that a word means: exactly that one, or those that begin with it, with or without 'distill_'. */
export async function findIds(reader: DatasetReader, word: string): Promise<Fate[]> {
  const dropped = new Map<string, Reject[]>()
  const names = new Set(reader.ids)
  const known: string[] = [...names]
  for await (const reject of reader.rejects()) {
    if (reject.id === undefined) continue
    if (!names.has(reject.id) && !dropped.has(reject.id)) known.push(reject.id)
    dropped.set(reject.id, [...(dropped.get(reject.id) ?? []), reject])
  }
  const exact = names.has(word) || dropped.has(word)
  const begins = (id: string): boolean => id.startsWith(word) || id.startsWith(`distill_${word}`)
  const meant = exact ? [word] : known.filter(begins).toSorted(byCodeUnits)
  if (meant.length === 0) throw unknown(word, known)
  return meant.map((id) => ({ id, in: names.has(id), dropped: dropped.get(id) ?? [] }))
}

function unknown(word: string, known: readonly string[]): SftError {
  const guesses = nearestNames(word, known, 3)
  const hint =
    guesses.length > 0 ? `did you mean: ${guesses.join(', ')}` : 'ids are those of lineage.jsonl and rejects.jsonl'
  return new SftError('ERR_UNKNOWN_ID', `neither the rows nor what was dropped has an id like '${word}'`, { hint })
}

/** The story of a row that is in the dataset, and its replay. Throws ERR_BAD_INPUT and ERR_IO. */
export async function storyOf(
  context: RunContext,
  reader: DatasetReader,
  id: string,
): Promise<{ story: RowStory; replay: Replay | undefined }> {
  const lineage = await reader.lineage(id)
  const stored = await reader.row(lineage)
  const replay = await replayOf(context, reader, lineage, stored)
  const { versions, options } = reader.manifest
  const prefix = id.replace(/_v\d+(?:_r\d+)?$/, '_v')
  const story: RowStory = {
    lineage,
    seed_sha256: sha256(stableStringify(lineage.seed)),
    row: stored && {
      file: stored.file,
      line: stored.number,
      as_written: sha256(stored.line + '\n') === lineage.row_sha256,
    },
    siblings: prefix === id ? [] : reader.ids.filter((other) => other !== id && other.startsWith(prefix)),
    made_by: { versions, options },
    replay: replay && { from: replay.from, command: replayCommand(reader.path, lineage, replay, context.options) },
  }
  return { story, replay }
}
