/** Options: names, defaults, units and bounds in one schema; validated once, at the edge, and frozen. */
import { availableParallelism } from 'node:os'
import * as z from 'zod'
import { LEVELS, levelSchema, type Level } from './record.ts'
import { flagError, partError, strangerError, type OptionError } from './option-error.ts'
import { pricesSchema } from './prices.ts'

const levelList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().toUpperCase()))
  .pipe(z.array(levelSchema).min(1))
  .transform((levels): readonly Level[] => LEVELS.filter((level) => levels.includes(level)))

/** "40/40/20": shares in percent. */
const shares = (names: string) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?\/\d+(\.\d+)?\/\d+(\.\d+)?$/, `three numbers, ${names}`)
    .transform((text) => text.split('/').map(Number) as [number, number, number])
    .refine((parts) => Math.abs(parts[0] + parts[1] + parts[2] - 100) < 1e-6, 'the shares must add up to 100')

const gate = z
  .string()
  .regex(/^L[1-4]=\d+(\.\d+)?$/i, 'LEVEL=PERCENT, for example L3=90')
  .transform((text) => {
    const [level, percent] = text.split('=')
    return { level: level.toUpperCase() as Level, percent: Number(percent) }
  })

/** "40000", or "30000/8000": input and output apart. */
const tokensPerMinute = z.coerce
  .string()
  .regex(/^[1-9]\d*(\/[1-9]\d*)?$/, 'a number, or two as IN/OUT')
  .transform((text) => {
    const [input, output] = text.split('/').map(Number)
    return output === undefined ? input : { input, output }
  })

/**
 * Headers for every call, by name. Keys come from the environment only: what sounds like one is refused, so that a file
 * with options can be shown to anyone.
 */
const headers = z
  .record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[\x20-\x7e]*$/))
  .refine((all) => !Object.keys(all).some((name) => /key|auth|token|secret|cookie/i.test(name)), {
    error: 'a key does not belong in a file: it comes from the environment',
  })
  .default({})

/** What a teacher has of its own when --teacher names several. */
const place = {
  model: z.string().min(1).optional(),
  base_url: z.url({ protocol: /^https?$/ }).optional(),
}

/** How a server differs from what its kind of teacher sends. */
const openaiDialect = z
  .strictObject({
    ...place,
    /** Without it: max_tokens, until the server asks for the other. */
    max_tokens_field: z.enum(['max_tokens', 'max_completion_tokens']).optional(),
    omit: z.array(z.enum(['temperature', 'top_p', 'seed'])).default([]),
    headers,
    /** The header that carries the key, in place of `authorization: Bearer`. */
    key_header: z.string().regex(/^[\w-]+$/).optional(),
  })
  .prefault({})

const anthropicDialect = z
  .strictObject({
    ...place,
    omit: z.array(z.enum(['temperature', 'top_p'])).default([]),
    headers,
    /** Whether system prompts are marked for the prompt cache. */
    prompt_cache: z.boolean().default(true),
  })
  .prefault({})

/**
 * How much each component of the quality says. The levels have settled right and wrong before; what is left is ranked by
 * how surely it tells a sound program from the same one with a defect that no level rejects. Chosen from 1..4 each on half
 * of 253 real programs by `npm run bench:quality -- --choose-weights`; ARCHITECTURE.md has what they do on the other half.
 */
export const QUALITY_WEIGHTS = { lint: 4, api: 4, must_use: 2, plan: 1, behaviour: 1, form: 1 } as const

export type QualityWeights = Readonly<Record<keyof typeof QUALITY_WEIGHTS, number>>

const weight = (usual: number) => z.number().min(0).max(100).default(usual)

const qualityRules = z
  .strictObject({
    weights: z
      .strictObject({
        lint: weight(QUALITY_WEIGHTS.lint),
        api: weight(QUALITY_WEIGHTS.api),
        must_use: weight(QUALITY_WEIGHTS.must_use),
        plan: weight(QUALITY_WEIGHTS.plan),
        behaviour: weight(QUALITY_WEIGHTS.behaviour),
        form: weight(QUALITY_WEIGHTS.form),
      })
      .refine((weights) => Object.values(weights).some((each) => each > 0), 'one weight at least must be above 0')
      .prefault({}),
  })
  .prefault({})

/** Never repeated in a message: it may hold a password. */
const queueUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== ''
}, 'the URL of a Redis server, redis://HOST:PORT or rediss://HOST:PORT for TLS')

/** "2/3": the second of three parts */
const shard = z
  .string()
  .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}$/, 'I/N, for example 2/3')
  .transform((text) => {
    const [index, count] = text.split('/').map(Number)
    return { index, count }
  })
  .refine(({ index, count }) => index <= count, 'a number from 1/N to N/N')

/** "1%" or "1": percent */
const percentage = z.coerce
  .string()
  .regex(/^\d+(\.\d+)?%?$/, 'a share in percent, for example 1%')
  .transform((text) => Number(text.replace('%', '')))
  .refine((percent) => percent <= 100, 'at most 100%')

/** "L1=90,L3=80", as the environment and a config file may write what a flag says several times. */
const asList = (value: unknown): unknown =>
  [value].flat().every((part) => typeof part === 'string')
    ? [value].flat().flatMap((part) => String(part).split(',').map((word) => word.trim()))
    : value

export const optionsSchema = z.strictObject({
  // every command
  jobs: z.coerce.number().int().min(1).max(256).default(() => availableParallelism()),
  rejects: z.string().optional(),
  report: z.string().optional(),
  onError: z.enum(['skip', 'fail']).default('skip'),
  seed: z.coerce.number().int().default(1),
  cache: z.string().default('.sft-stream'),
  verdictCache: z.boolean().default(true),
  tmp: z.string().optional(),
  maxItems: z.coerce.number().int().min(1).optional(),
  failUnder: z.preprocess(asList, z.array(gate)).default([]),
  progress: z.enum(['auto', 'always', 'never']).default('auto'),
  quiet: z.boolean().default(false),
  logLevel: z.enum(['error', 'info', 'debug']).default('info'),
  /** Of messages; 'auto' is that of the locale. */
  lang: z.enum(['auto', 'zh', 'en']).default('auto'),
  // seeds
  count: z.coerce.number().int().min(1).max(1_000_000).optional(),
  taskLang: z.enum(['zh', 'en', 'both']).default('both'),
  /** Seeds of families and combinations that are kept from training. */
  ood: z.boolean().default(false),
  /** Families that may lead a task. */
  family: z.preprocess(asList, z.array(z.string())).default([]),
  stats: z.boolean().default(false),
  // requests
  versions: z.coerce.number().int().min(1).max(100).default(3),
  topK: z.coerce.number().int().min(0).max(200).default(20),
  /** The prompt that holds the API context. */
  contextIn: z.enum(['system', 'user']).default('system'),
  /** A file that `report --pitfalls` printed. */
  pitfalls: z.string().optional(),
  /** Estimated tokens that the API context of a request may take. */
  contextTokens: z.coerce.number().int().min(0).max(100_000).default(2000),
  // repair
  /** Turns that a program which fails is given. By default the command `repair` gives one, `run` none. */
  repair: z.coerce.number().int().min(0).max(20).optional(),
  untilCovered: z.boolean().default(false),
  /** Versions that a seed is given at most until one of them survives. */
  maxAttempts: z.coerce.number().int().min(1).max(1000).default(8),
  // teacher
  teacher: z.string().optional(),
  replies: z.string().optional(),
  model: z.string().optional(),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  temperature: z.coerce.number().min(0).max(2).default(0.7),
  topP: z.coerce.number().gt(0).max(1).default(0.95),
  maxTokens: z.coerce.number().int().min(1).default(4096),
  concurrency: z.coerce.number().int().min(1).max(1024).default(8),
  teacherTimeout: z.coerce.number().positive().default(180),
  retries: z.coerce.number().int().min(0).max(20).default(5),
  /** Requests go through the provider's batch API, at half the price and within a day. */
  batch: z.boolean().default(false),
  /** Nothing is asked: only what it would cost is said. */
  dryRun: z.boolean().default(false),
  /** Requests a minute. */
  rpm: z.coerce.number().int().min(1).optional(),
  tpm: tokensPerMinute.optional(),
  /** USD that this run may spend. */
  budget: z.coerce.number().positive().optional(),
  prices: pricesSchema.default({}),
  // teacher, in the options file only
  openai: openaiDialect,
  anthropic: anthropicDialect,
  defectRate: z.coerce.number().min(0).max(1).default(0),
  // validate
  levels: levelList.default(LEVELS),
  skipRuntime: z.boolean().default(false),
  allLevels: z.boolean().default(false),
  /** Programs that the page of a report can play. */
  games: z.coerce.number().int().min(0).max(200).default(100),
  frames: z.coerce.number().int().min(1).max(3600).default(60),
  /** CPU seconds of the child that runs a program; a browser may use several times as many. */
  checkTimeout: z.coerce.number().positive().max(600).default(5),
  requireSandbox: z.enum(['basic', 'strict']).default('basic'),
  runtime: z.enum(['headless', 'browser']).default('headless'),
  /** Path of the browser for `runtime: 'browser'`. */
  chromium: z.string().optional(),
  /** Verdicts carry all that a run showed, not only the summary. */
  observations: z.boolean().default(false),
  /** Only this part of the rows, by their ids. */
  shard: shard.optional(),
  // workers on other machines
  queue: queueUrl.optional(),
  /** A folder that all machines share, for the bodies of batches; without it they lie in Redis. */
  queueStore: z.string().min(1).optional(),
  /** Seconds that a run waits for a worker, or for the server to come back. */
  queueWait: z.coerce.number().positive().max(86_400).default(120),
  /** Percent of the answers of workers that are made again here. */
  audit: percentage.default(1),
  /** Seconds of silence after which others take over what a worker was at. */
  stalledAfter: z.coerce.number().min(1).max(3600).default(15),
  // official
  /** SPDX identifier of the licence of files that say none. */
  licence: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.+-]*$/, 'an SPDX identifier, for example MIT').optional(),
  source: z.string().regex(/^[\w.-]{1,40}$/, 'a word').default('official'),
  // select
  require: levelList.default(LEVELS),
  maxPerPrompt: z.coerce.number().int().min(1).default(2),
  /** Rows of one template of tasks; without it a tenth of --target (at least 20), or any number. */
  maxPerTemplate: z.coerce.number().int().min(1).optional(),
  similarity: z.coerce.number().gt(0).max(1).default(0.85),
  quota: shares('easy/medium/hard').default([40, 40, 20]),
  target: z.coerce.number().int().min(1).optional(),
  /** In the options file only. */
  quality: qualityRules,
  /** Decisions of a review, by people: a file of lines. */
  decisions: z.string().optional(),
  allowPartial: z.boolean().default(false),
  // split and dataset folder
  ratios: shares('train/val/test').default([90, 5, 5]),
  /** Percent of train that is held out by its prompts only. */
  holdOutPrompts: z.coerce.number().min(0).max(50).default(0),
  official: z.string().optional(),
  /** Prompts and programs that the dataset must have nothing like. */
  exclude: z.string().optional(),
  format: z.string().default('alpaca'),
  out: z.string().optional(),
  /** The splits as Parquet too. */
  parquet: z.boolean().default(false),
  /** A tokenizer.json to count tokens with; by default that of the student, where it is installed. */
  tokenizer: z.string().optional(),
  /** Tokens of a row that the trainer reads; what becomes of rows that have more. */
  cutoffLen: z.coerce.number().int().min(16).max(1_000_000).optional(),
  overLong: z.enum(['flag', 'drop']).default('flag'),
  /** Repairs of the train split become files of their own in the folder. */
  repairKeep: z.boolean().default(false),
  /** Passed against failed programs of the train split become files of their own in the folder. */
  pairs: z.boolean().default(false),
  /** The verdicts that `split --pairs` takes failed programs from. */
  verdicts: z.string().optional(),
  force: z.boolean().default(false),
  // explain and verify
  replay: z.boolean().default(false),
  /** Rows to judge again; without it, all. */
  sample: z.coerce.number().int().min(1).optional(),
  // review
  /** Percent of the rows that passed. */
  share: z.coerce.number().gt(0).max(100).default(5),
  /** Rows in place of a share. */
  rows: z.coerce.number().int().min(1).optional(),
  /** Rejected rows besides. */
  rejected: z.coerce.number().int().min(0).default(0),
  /** A picture of each game, where Chromium is. */
  thumbnails: z.boolean().default(false),
  /** Files of decisions that verdicts are held against. */
  calibrate: z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string())).default([]),
  /** Letters, digits, - and _: it becomes part of a file name. */
  reviewer: z.string().regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'a word of letters and digits').default('reviewer'),
})

export type Options = Readonly<z.output<typeof optionsSchema>>
export type OptionName = keyof Options
export type RawOptions = Partial<Record<OptionName, unknown>>

/** Options with parts of their own, for which there is no flag. */
export const FILE_ONLY: ReadonlySet<string> = new Set<OptionName>(['openai', 'anthropic', 'prices', 'quality'])

/** Merges raw values (first one wins), fills defaults, validates. Throws ERR_USAGE naming the option at fault. */
export function resolveOptions(...sources: RawOptions[]): Options {
  const merged: RawOptions = {}
  for (const source of sources.toReversed()) {
    for (const [name, value] of Object.entries(source)) if (value !== undefined) merged[name as OptionName] = value
  }
  const result = optionsSchema.safeParse(merged)
  if (!result.success) throw errorOf(result.error.issues[0], merged)
  const quiet = result.data.quiet || result.data.logLevel === 'error'
  return Object.freeze({ ...result.data, quiet })
}

function errorOf(problem: z.core.$ZodIssue, given: RawOptions): OptionError {
  const [name] = problem.path
  if (name === undefined) return strangerError(problem.code === 'unrecognized_keys' ? problem.keys[0] : '', optionsSchema)
  return FILE_ONLY.has(String(name)) ? partError(problem, optionsSchema) : flagError(problem, given[name as OptionName])
}
