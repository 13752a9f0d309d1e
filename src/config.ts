/** Options: names, defaults, units and bounds in one schema; validated once, at the edge, and frozen. */
import { availableParallelism } from 'node:os'
import * as z from 'zod'
import { LEVELS, levelSchema, type Level } from './record.ts'
import { SftError } from './errors.ts'
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

/** "100000": input and output tokens together; "80000/20000": each for itself. */
const tokensPerMinute = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^[1-9]\d*(?:\/[1-9]\d*)?$/, 'N, or INPUT/OUTPUT'))
  .transform((text): { both?: number; input?: number; output?: number } => {
    const [first, second] = text.split('/').map(Number)
    return second === undefined ? { both: first } : { input: first, output: second }
  })

/** "L1=90,L3=80", as the environment and a config file may write what a flag says several times. */
const asList = (value: unknown): unknown =>
  typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value

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
  // requests
  versions: z.coerce.number().int().min(1).max(100).default(3),
  topK: z.coerce.number().int().min(0).max(200).default(20),
  // repair
  /** Turns that a program which fails is given. */
  repair: z.coerce.number().int().min(1).max(20).default(1),
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
  /** Nothing is asked: only what it would cost is said. */
  dryRun: z.boolean().default(false),
  /** Requests a minute. */
  rpm: z.coerce.number().int().min(1).optional(),
  tpm: tokensPerMinute.optional(),
  /** USD that this run may spend. */
  budget: z.coerce.number().positive().optional(),
  prices: pricesSchema.default({}),
  defectRate: z.coerce.number().min(0).max(1).default(0),
  // validate
  levels: levelList.default(LEVELS),
  skipRuntime: z.boolean().default(false),
  allLevels: z.boolean().default(false),
  frames: z.coerce.number().int().min(1).max(3600).default(60),
  /** CPU seconds of the child that runs a program; a browser may use several times as many. */
  checkTimeout: z.coerce.number().positive().max(600).default(5),
  requireSandbox: z.enum(['basic', 'strict']).default('basic'),
  runtime: z.enum(['headless', 'browser']).default('headless'),
  /** Path of the browser for `runtime: 'browser'`. */
  chromium: z.string().optional(),
  /** Verdicts carry all that a run showed, not only the summary. */
  observations: z.boolean().default(false),
  // select
  require: levelList.default(LEVELS),
  maxPerPrompt: z.coerce.number().int().min(1).default(2),
  similarity: z.coerce.number().gt(0).max(1).default(0.85),
  quota: shares('easy/medium/hard').default([40, 40, 20]),
  target: z.coerce.number().int().min(1).optional(),
  allowPartial: z.boolean().default(false),
  // split and dataset folder
  ratios: shares('train/val/test').default([90, 5, 5]),
  official: z.string().optional(),
  format: z.string().default('alpaca'),
  out: z.string().optional(),
  force: z.boolean().default(false),
})

export type Options = Readonly<z.output<typeof optionsSchema>>
export type OptionName = keyof Options
export type RawOptions = Partial<Record<OptionName, unknown>>

/** Merges raw values (first one wins), fills defaults, validates. Throws ERR_USAGE naming the option at fault. */
export function resolveOptions(...sources: RawOptions[]): Options {
  const merged: RawOptions = {}
  for (const source of sources.toReversed()) {
    for (const [name, value] of Object.entries(source)) if (value !== undefined) merged[name as OptionName] = value
  }
  const result = optionsSchema.safeParse(merged)
  if (!result.success) {
    const [problem] = result.error.issues
    const name = problem.code === 'unrecognized_keys' ? problem.keys.join(', ') : String(problem.path[0])
    const value = merged[name as OptionName]
    const shown = value === undefined ? '' : ` (got ${JSON.stringify(value)})`
    throw new SftError('ERR_USAGE', `${flagName(name)}: ${problem.message}${shown}`)
  }
  const quiet = result.data.quiet || result.data.logLevel === 'error'
  return Object.freeze({ ...result.data, quiet })
}

/** 'maxPerPrompt' -> '--max-per-prompt' */
export function flagName(option: string): string {
  return '--' + option.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase())
}
