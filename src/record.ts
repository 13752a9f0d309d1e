/**
 * The rows that travel through the pipeline, one zod schema each; the types follow from the schemas.
 *
 * Schemas say what a stage needs and let everything else through: a reader validates a row and then passes on
 * the *original* object, so that fields this version does not know survive up to the dataset row.
 */
import * as z from 'zod'

const id = z.string().min(1).max(5000)
/** The id of a row is made of the id of its seed: `distill_<seed id>_v<version>_r<turn>`. */
const rowId = z.string().min(1).max(5100)
const strings = z.array(z.string())
const finite = z.number()
const nullish = <T extends z.ZodType>(type: T) => type.nullish()

export const LEVELS = ['L1', 'L2', 'L3', 'L4'] as const
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const

export const levelSchema = z.enum(LEVELS)
export const difficultySchema = z.enum(DIFFICULTIES)

const probeSchema = z.looseObject({ kind: z.string().min(1) })

/** A task prompt: what the teacher is asked for. */
export const seedSchema = z.looseObject({
  id,
  difficulty: difficultySchema,
  modules: strings,
  task: z.string().min(1),
  constraints: strings.optional(),
  must_use_apis: strings.optional(),
  eval_hints: strings.optional(),
  tags: strings.optional(),
  notes: z.string().optional(),
  probes: z.array(probeSchema).optional(),
  family: z.string().optional(),
  lang: z.enum(['zh', 'en']).optional(),
})

export const generationSchema = z.looseObject({
  temperature: finite,
  top_p: finite,
  max_tokens: z.int().positive(),
  seed: z.int(),
})

export const turnSchema = z.object({ role: z.enum(['user', 'assistant']), content: z.string() })

/** What only rows of a repair have. */
const repairFields = {
  /** The row that is repaired, and which repair of the first one this is. */
  parent_id: rowId.optional(),
  turn: z.int().positive().optional(),
  /** The whole conversation after the system prompt; ends with the user prompt. */
  turns: z.array(turnSchema).min(1).optional(),
}

/** One call to a teacher: `distill_<seed id>_v<version>`. */
export const requestSchema = z.looseObject({
  id: rowId,
  prompt_id: id,
  version: z.int().positive(),
  system_prompt: z.string(),
  user_prompt: z.string().min(1),
  prompt_meta: seedSchema,
  api_context_injected: strings,
  generation: generationSchema,
  ...repairFields,
})

export const usageSchema = z.looseObject({
  input_tokens: finite,
  output_tokens: finite,
  /** Those of the input tokens that came from the provider's prompt cache. */
  cached_tokens: finite,
  /** Those of the input tokens that were written to it. */
  cache_write_tokens: finite.optional(),
  /** Those of the output tokens that were thought and not said. */
  reasoning_tokens: finite.optional(),
})

/** What a teacher answered. Only the first five fields are asked of replies that others recorded. */
export const replySchema = z
  .looseObject({
    id: rowId,
    prompt_id: id,
    version: z.int().positive(),
    prompt_meta: seedSchema,
    raw_output: z.string().optional(),
    output: z.string().optional(),
    teacher_model: nullish(z.string()),
    provider: nullish(z.string()),
    finish_reason: nullish(z.string()),
    usage: nullish(usageSchema),
    cost_usd: nullish(finite),
    api_context_injected: nullish(strings),
    timestamp: nullish(z.string()),
    attempts: nullish(finite),
    reply_key: nullish(z.string()),
  })
  .refine((row) => row.raw_output !== undefined || row.output !== undefined, {
    path: ['raw_output'],
    error: 'required (or output)',
  })

export const planSchema = z.object({
  requirements: z.string(),
  apis: strings,
  steps: strings,
  raw: z.string(),
})

/** A reply taken apart into plan and code. */
export const candidateSchema = z.looseObject({
  id: rowId,
  prompt_id: id,
  version: z.int().positive(),
  prompt: seedSchema,
  teacher_model: z.string().nullable(),
  plan: planSchema.nullable(),
  code: z.string(),
  code_hash: z.string(),
  parse_errors: strings,
  parse_warnings: strings,
  api_context_injected: strings,
  reply_key: z.string().nullable(),
  timestamp: z.string().nullable().optional(),
  /** Where the program comes from: distill (a real teacher), mock, official, … */
  source: z.string().optional(),
  ...repairFields,
})

export const issueSchema = z.object({
  level: levelSchema,
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  line: nullish(finite),
  column: nullish(finite),
  symbol: z.string().optional(),
  suggestion: z.string().optional(),
  phase: z.string().optional(),
  frame: finite.optional(),
})

export const levelResultSchema = z.looseObject({
  passed: z.boolean().nullable(),
  ms: finite.optional(),
  issues: z.array(issueSchema),
  metrics: z.record(z.string(), finite).optional(),
})

const passedSchema = z.boolean().nullable()

/** Where and how long a program was run for its verdict. */
const conditionsSchema = z.object({
  /** 'headless', or the browser with its version. */
  runtime: z.string(),
  frames: z.int(),
  /** CPU seconds. */
  check_timeout: finite,
})

/** A candidate with what the levels said of it. null means: not run. */
export const verdictSchema = candidateSchema.extend({
  passed: z.boolean(),
  l1_passed: passedSchema,
  l2_passed: passedSchema,
  l3_passed: passedSchema,
  l4_passed: passedSchema,
  validation: z.looseObject({
    levels: z.partialRecord(levelSchema, levelResultSchema),
    observed: z.unknown().optional(),
    versions: z.looseObject({ validator: z.string(), engine: z.string(), index: z.string() }).optional(),
    conditions: conditionsSchema.optional(),
    from_cache: z.boolean().optional(),
  }),
})

/** A verdict that was chosen for the dataset. */
export const selectedSchema = verdictSchema.extend({
  selected: z.literal(true),
  quality_score: finite,
  quality: z.record(z.string(), finite),
})

/** Where the program of somebody else comes from, and under which licence. */
export const originSchema = z.object({
  licence: z.string(),
  repository: z.string(),
  commit: z.string(),
  path: z.string(),
  /** 'generated' where pictures were replaced by ones drawn in code. */
  assets: z.string(),
})

/** What decided about a row on its way here, as lineage.jsonl tells it. */
export const traceSchema = z.object({
  /** What was asked, whole: with it a program can be judged again. */
  seed: seedSchema,
  levels: z.partialRecord(levelSchema, z.boolean().nullable()),
  /** What the verdict rests on besides program and seed; {} for verdicts of others that do not say. */
  versions: z.record(z.string(), z.string()),
  conditions: conditionsSchema.partial(),
  quality: z.record(z.string(), finite),
  /** Of --decisions. */
  review: z.literal('keep').optional(),
})

export const SPLITS = ['train', 'val', 'test'] as const
const HELD_OUT = ['', 'held-out-template', 'held-out-prompt'] as const

/**
 * A dataset row. The same keys and types in every row; absent is '', 0 or [], never null. `turns` (of --repair-keep) goes
 * to files of its own, `origin` to lineage and card, `trace` to lineage.
 */
export const sampleSchema = z.strictObject({
  turns: z.array(turnSchema).optional(),
  origin: originSchema.optional(),
  trace: traceSchema.optional(),
  system: z.string(),
  instruction: z.string(),
  input: z.string(),
  output: z.string(),
  metadata: z.strictObject({
    id: rowId,
    prompt_id: id,
    source: z.string(),
    difficulty: z.string(),
    modules: strings,
    split: z.enum(SPLITS),
    group: z.string(),
    /** What train knows nothing of; '' in train. */
    held_out: z.enum(HELD_OUT),
    quality_score: finite,
    teacher_model: z.string(),
    code_hash: z.string(),
    reply_key: z.string(),
    tokens: finite,
    /** Whether the row has more tokens than --cutoff-len; in all rows of a dataset that was made with it, else in none. */
    over_long: z.boolean().optional(),
  }),
})

/** A dropped row or a bad line, as the dead-letter file holds it. */
export const rejectSchema = z.looseObject({
  stage: z.string(),
  reason: z.string(),
  line: z.int().optional(),
  id: z.string().optional(),
  message: z.string().optional(),
})

export const RECORDS = {
  seed: seedSchema,
  request: requestSchema,
  reply: replySchema,
  candidate: candidateSchema,
  verdict: verdictSchema,
  selected: selectedSchema,
  sample: sampleSchema,
  reject: rejectSchema,
} as const

export type RecordName = keyof typeof RECORDS
export type Level = z.infer<typeof levelSchema>
export type Difficulty = z.infer<typeof difficultySchema>
/** Which held-out set a row is of. */
export type HeldOut = (typeof HELD_OUT)[number]
export type Split = (typeof SPLITS)[number]
export type Seed = z.infer<typeof seedSchema>
export type Request = z.infer<typeof requestSchema>
export type Turn = z.infer<typeof turnSchema>
export type Usage = z.infer<typeof usageSchema>
export type Reply = z.infer<typeof replySchema>
export type Plan = z.infer<typeof planSchema>
export type Candidate = z.infer<typeof candidateSchema>
export type Issue = z.infer<typeof issueSchema>
export type Verdict = z.infer<typeof verdictSchema>
export type Selected = z.infer<typeof selectedSchema>
export type Trace = z.infer<typeof traceSchema>
export type Origin = z.infer<typeof originSchema>
export type Sample = z.infer<typeof sampleSchema>
export type Reject = z.infer<typeof rejectSchema>
