/**
 * The rows that travel through the pipeline, one zod schema each; the types follow from the schemas.
 *
 * Schemas say what a stage needs and let everything else through: a reader validates a row and then passes on
 * the *original* object, so that fields this version does not know survive up to the dataset row. What a field says of
 * itself stands in the JSON Schema and in the tables of docs/stages/.
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
  id: id.describe('its name, once in all of the input'),
  difficulty: difficultySchema,
  modules: strings.describe('the parts of the engine that it is about; the first is the one it counts for'),
  task: z.string().min(1).describe('what the program must do, in Chinese or English'),
  constraints: strings.optional().describe('what else holds for the program'),
  must_use_apis: strings.optional().describe('members that it must really use, by their full names'),
  eval_hints: strings.optional().describe('what will be looked at, in words; some stand for probes'),
  tags: strings.optional().describe('words of yours'),
  notes: z.string().optional().describe('a text of yours'),
  probes: z.array(probeSchema).optional().describe('what a run must show, each with its arguments'),
  family: z.string().optional().describe('the template it was made from: rows of one never part between splits'),
  lang: z.enum(['zh', 'en']).optional().describe('of the prompt; without it, that of the task'),
})

export const generationSchema = z.looseObject({
  temperature: finite,
  top_p: finite,
  max_tokens: z.int().positive(),
  seed: z.int().describe('follows from --seed and the id'),
})

export const turnSchema = z.object({ role: z.enum(['user', 'assistant']), content: z.string() })

/** What only rows of a repair have. */
const repairFields = {
  parent_id: rowId.optional().describe('of a repair: the row that is repaired'),
  turn: z.int().positive().optional().describe('of a repair: which one of the first row it is'),
  turns: z
    .array(turnSchema)
    .min(1)
    .optional()
    .describe('of a repair: the whole conversation after the system prompt; ends with the user prompt'),
}

/** One call to a teacher: `distill_<seed id>_v<version>`. */
export const requestSchema = z.looseObject({
  id: rowId.describe('`distill_<seed id>_v<version>`, of a repair with `_r<turn>` behind it'),
  prompt_id: id.describe('the id of the seed'),
  version: z.int().positive().describe('from 1 to --versions'),
  system_prompt: z.string().describe('role, contract of the answer, pitfalls and API context'),
  user_prompt: z.string().min(1).describe('task, constraints and what must be used'),
  prompt_meta: seedSchema.describe('the seed, whole'),
  api_context_injected: strings.describe('the members that the API context tells of'),
  generation: generationSchema.describe('how to sample'),
  ...repairFields,
})

export const usageSchema = z.looseObject({
  input_tokens: finite.describe('all tokens of the request'),
  output_tokens: finite.describe('all tokens of the answer'),
  cached_tokens: finite.describe("those of the input that came from the provider's prompt cache"),
  cache_write_tokens: finite.optional().describe('those of the input that were written to it'),
  reasoning_tokens: finite.optional().describe('those of the output that were thought and not said'),
})

/** What a teacher answered. Only the first five fields are asked of replies that others recorded. */
export const replySchema = z
  .looseObject({
    id: rowId.describe('that of the request'),
    prompt_id: id.describe('the id of the seed'),
    version: z.int().positive().describe('that of the request'),
    prompt_meta: seedSchema.describe('the seed, whole'),
    raw_output: z.string().optional().describe('the answer as it came'),
    output: z.string().optional().describe('the same, as others name it: one of the two must be there'),
    teacher_model: nullish(z.string()).describe('as the provider names it'),
    provider: nullish(z.string()).describe('mock, replay, openai, anthropic'),
    finish_reason: nullish(z.string()).describe('why the answer ended; `length` and `max_tokens`: it was cut'),
    usage: nullish(usageSchema).describe('tokens'),
    cost_usd: nullish(finite).describe('null when the price is not known'),
    api_context_injected: nullish(strings).describe('that of the request'),
    timestamp: nullish(z.string()).describe('when it was asked'),
    attempts: nullish(finite).describe('calls that it took'),
    reply_key: nullish(z.string()).describe('its place in the journal: a hash of what was asked'),
  })
  .refine((row) => row.raw_output !== undefined || row.output !== undefined, {
    path: ['raw_output'],
    error: 'required (or output)',
  })

export const planSchema = z.object({
  requirements: z.string(),
  apis: strings,
  steps: strings,
  raw: z.string().describe('the block as it came'),
})

/** A reply taken apart into plan and code. */
export const candidateSchema = z.looseObject({
  id: rowId.describe('that of the reply'),
  prompt_id: id.describe('the id of the seed'),
  version: z.int().positive().describe('that of the reply'),
  prompt: seedSchema.describe('the seed, whole'),
  teacher_model: z.string().nullable().describe('that of the reply'),
  plan: planSchema.nullable().describe('null: there is none'),
  code: z.string().describe('the program, white space around it trimmed'),
  code_hash: z.string().describe('its SHA-256'),
  parse_errors: strings.describe('why the reply is no use; fails L1'),
  parse_warnings: strings.describe('what was tolerated'),
  api_context_injected: strings.describe('that of the reply'),
  reply_key: z.string().nullable().describe('that of the reply'),
  timestamp: z.string().nullable().optional().describe('that of the reply'),
  source: z.string().optional().describe('where the program comes from: distill (a real teacher), mock, official, …'),
  ...repairFields,
})

export const issueSchema = z.object({
  level: levelSchema,
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']).describe('only errors fail a level'),
  message: z.string(),
  line: nullish(finite),
  column: nullish(finite),
  symbol: z.string().optional().describe('the member it is about'),
  suggestion: z.string().optional().describe('what may have been meant'),
  phase: z.string().optional().describe('of a run: create, update, input …'),
  frame: finite.optional().describe('of a run'),
})

export const levelResultSchema = z.looseObject({
  passed: z.boolean().nullable().describe('null: not run'),
  ms: finite.optional().describe('what it took'),
  issues: z.array(issueSchema),
  metrics: z.record(z.string(), finite).optional().describe('what the quality is made of'),
})

const passedSchema = z.boolean().nullable()

/** Where and how long a program was run for its verdict. */
const conditionsSchema = z.object({
  runtime: z.string().describe("'headless', or the browser with its version"),
  frames: z.int(),
  check_timeout: finite.describe('CPU seconds'),
})

/** A candidate with what the levels said of it. null means: not run. */
export const verdictSchema = candidateSchema.extend({
  passed: z.boolean().describe('every level that was asked for is true'),
  l1_passed: passedSchema.describe('syntax and safety; null: not run'),
  l2_passed: passedSchema.describe('API truth'),
  l3_passed: passedSchema.describe('a real run'),
  l4_passed: passedSchema.describe('function'),
  validation: z.looseObject({
    levels: z.partialRecord(levelSchema, levelResultSchema).describe('of each level `passed`, `ms`, `issues` and `metrics`'),
    observed: z.unknown().optional().describe('what the run showed: a summary, or with --observations all of it'),
    versions: z
      .looseObject({ validator: z.string(), engine: z.string(), index: z.string() })
      .optional()
      .describe('what the verdict rests on besides the program'),
    conditions: conditionsSchema.optional().describe('where and how long it was run'),
    from_cache: z.boolean().optional().describe('it was known'),
  }),
})

/** A verdict that was chosen for the dataset. */
export const selectedSchema = verdictSchema.extend({
  selected: z.literal(true),
  quality_score: finite.describe('0 to 1, spread over the rows of a difficulty'),
  quality: z.record(z.string(), finite).describe('its components'),
})

/** Where the program of somebody else comes from, and under which licence. */
export const originSchema = z.object({
  licence: z.string(),
  repository: z.string(),
  commit: z.string(),
  path: z.string(),
  assets: z.string().describe("'generated' where pictures were replaced by ones drawn in code"),
})

/** What decided about a row on its way here, as lineage.jsonl tells it. */
export const traceSchema = z.object({
  seed: seedSchema.describe('what was asked, whole: with it a program can be judged again'),
  levels: z.partialRecord(levelSchema, z.boolean().nullable()),
  versions: z
    .record(z.string(), z.string())
    .describe('what the verdict rests on besides program and seed; {} for verdicts of others that do not say'),
  conditions: conditionsSchema.partial(),
  issues: z
    .array(issueSchema.pick({ level: true, code: true, severity: true, message: true, line: true }))
    .optional()
    .describe('what the levels remarked; of a row that passed, warnings and the like'),
  probes: z
    .object({ total: z.int(), held: z.int(), failed: z.int(), unknown: z.int() })
    .optional()
    .describe('how the run answered the probes of the seed'),
  quality: z.record(z.string(), finite),
  review: z.literal('keep').optional().describe('of --decisions'),
})

export const SPLITS = ['train', 'val', 'test'] as const
const HELD_OUT = ['', 'held-out-template', 'held-out-prompt'] as const

/** A dataset row. The same keys and types in every row; absent is '', 0 or [], never null. */
export const sampleSchema = z.strictObject({
  turns: z.array(turnSchema).optional().describe('of --repair-keep; in files of its own'),
  origin: originSchema.optional().describe('of programs of others; in lineage and card only'),
  trace: traceSchema.optional().describe('what decided about the row; in the lineage only'),
  system: z.string().describe('role and contract of the answer, without API context'),
  instruction: z.string().describe('task, constraints and what must be used'),
  input: z.string().describe("always ''"),
  output: z.string().describe('the plan, an empty line, the program in one fence'),
  metadata: z.strictObject({
    id: rowId.describe('that of the candidate'),
    prompt_id: id.describe('the id of the seed'),
    source: z.string().describe('distill, mock, official, …'),
    difficulty: z.string(),
    modules: strings,
    split: z.enum(SPLITS),
    group: z.string().describe('rows of one group never part between splits'),
    held_out: z.enum(HELD_OUT).describe("what train knows nothing of; '' in train"),
    quality_score: finite.describe('0 to 1'),
    teacher_model: z.string(),
    code_hash: z.string().describe('SHA-256 of the program'),
    reply_key: z.string().describe('its place in the journal'),
    tokens: finite.describe('of the whole conversation'),
    over_long: z
      .boolean()
      .optional()
      .describe('whether it has more tokens than --cutoff-len; in all rows of a dataset made with it, else in none'),
  }),
})

/** A dropped row or a bad line, as the dead-letter file holds it. */
export const rejectSchema = z.looseObject({
  stage: z.string().describe('that dropped it'),
  reason: z.string().describe('a code that stays'),
  line: z.int().optional().describe('of the input'),
  id: z.string().optional().describe('of the row, where it can be read'),
  message: z.string().optional().describe('the reason in words'),
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
