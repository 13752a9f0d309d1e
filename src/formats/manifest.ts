/** manifest.json: what the folder holds and what made it. Equal runs give equal bytes. */
import stableStringify from 'fast-json-stable-stringify'
import * as z from 'zod'
import type { Options } from '../config.ts'
import { sortedByKey } from '../order.ts'
import { packageName, packageVersion } from '../version.ts'
import { asciiJson } from './dataset-info.ts'
import type { FileFacts } from './hashed-file.ts'

export const MANIFEST_FILE = 'manifest.json'

/** Raised when a reader of older folders would misread the layout. */
const LAYOUT = 1

/**
 * The options that decide the files, given the rows that arrive here. What decided those rows (teacher, levels, quota)
 * is in the rows, and in report.json: a `split` at the end of a pipe cannot know it, and its folder must equal that of
 * `run`. Worker counts, caches and paths of this machine decide nothing.
 */
const DECIDING = [
  'cutoffLen', 'format', 'official', 'overLong', 'pairs', 'parquet', 'quality', 'ratios', 'repairKeep', 'seed',
] as const satisfies readonly (keyof Options)[]

interface ManifestFacts {
  options: Options
  /** Name and version of the engine that the programs are written for: 'name@1.2.3'. */
  engine: string
  /** What tokens were counted with; they decide cutoffs, and `tokens` in every row. */
  tokens: string
  rows: Readonly<Record<string, number>>
  /** The files whose bytes follow from the rows; reports, rejects and the card tell of the run and are not listed. */
  files: ReadonlyMap<string, FileFacts>
}

/** The text of manifest.json. */
export function renderManifest({ options, engine, tokens, rows, files }: ManifestFacts): string {
  const manifest = {
    name: packageName,
    layout: LAYOUT,
    versions: { [packageName]: packageVersion, engine },
    options: Object.fromEntries(DECIDING.map((name) => [name, options[name] ?? null])),
    tokens,
    rows,
    files: sortedByKey(files),
  }
  // Through the stable form first: key order must not hang on the order in which this object was written down.
  return asciiJson(JSON.parse(stableStringify(manifest)))
}

export const manifestSchema = z.looseObject({
  name: z.literal(packageName),
  layout: z.literal(LAYOUT),
  versions: z.record(z.string(), z.string()),
  options: z.looseObject({ format: z.string(), seed: z.number() }),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
})

export type Manifest = z.infer<typeof manifestSchema>

/** Whether a text is a manifest that a version of this program wrote. */
export function isOurManifest(text: string): boolean {
  try {
    const value = JSON.parse(text) as { name?: unknown; files?: unknown } | null
    return value?.name === packageName && typeof value.files === 'object'
  } catch {
    return false
  }
}
