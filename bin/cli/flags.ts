/** The one table of flags: it feeds the parser, --help and the environment names, so that they cannot drift apart. */
import type { OptionName, RawOptions } from '../../src/config.ts'

export interface Flag {
  flags: string
  help: string
  /** Given several times, the values add up. */
  repeatable?: boolean
  /** The words that it takes, where these are fixed; with `list`, several of them with commas between. */
  values?: readonly string[]
  list?: boolean
}

const LEVEL_NAMES = ['L1', 'L2', 'L3', 'L4']

export const FLAGS = {
  jobs: { flags: '-j, --jobs <n>', help: 'programs checked at once (default: the number of cores)' },
  rejects: { flags: '--rejects <file>', help: 'write every dropped row there, with stage, reason and line' },
  report: { flags: '--report <file>', help: 'write the counts of this run as JSON' },
  onError: {
    flags: '--on-error <policy>',
    help: 'what to do with a bad line: skip (default) or fail',
    values: ['skip', 'fail'],
  },
  config: { flags: '--config <file>', help: 'options file, YAML or JSON (default: sft-stream.config.yaml or .json)' },
  seed: { flags: '--seed <n>', help: "seed of the pipeline's randomness (default: 1)" },
  cache: { flags: '--cache <dir>', help: 'folder of API index, verdicts and journal (default: .sft-stream)' },
  verdictCache: { flags: '--no-cache', help: 'judge every program anew; paid replies are kept all the same' },
  tmp: { flags: '--tmp <dir>', help: "folder for the final pass's temporary file" },
  maxItems: { flags: '--max-items <n>', help: 'stop after this many input rows' },
  failUnder: {
    flags: '--fail-under <gate>',
    help: 'exit 1 when a level passes less: L3=90 (percent; repeatable)',
    repeatable: true,
  },
  progress: {
    flags: '--progress <when>',
    help: 'auto (default), always (with -q too) or never',
    values: ['auto', 'always', 'never'],
  },
  quiet: { flags: '-q, --quiet', help: 'nothing on stderr but errors' },
  logLevel: {
    flags: '--log-level <level>',
    help: 'error (as -q), info (default) or debug (errors with their causes)',
    values: ['error', 'info', 'debug'],
  },
  count: { flags: '--count <n>', help: 'how many seeds to make' },
  taskLang: {
    flags: '--task-lang <language>',
    help: 'language of the tasks: zh, en or both (default: both, in turn)',
    values: ['zh', 'en', 'both'],
  },
  family: { flags: '--family <id>', help: 'only tasks led by this family (repeatable, or a list)', repeatable: true },
  ood: { flags: '--ood', help: 'seeds for evaluation: families and combinations that no other run gives' },
  stats: { flags: '--stats', help: 'print what the seeds cover and how much they differ, instead of the seeds' },
  versions: { flags: '--versions <n>', help: 'requests for each seed (default: 3)' },
  topK: { flags: '--top-k <n>', help: 'members in the API context of a request at most (default: 20)' },
  contextTokens: { flags: '--context-tokens <n>', help: 'tokens that this context takes at most (default: 2000)' },
  contextIn: {
    flags: '--context-in <prompt>',
    help: 'where the API context stands: system (default), or user, before the task',
    values: ['system', 'user'],
  },
  pitfalls: { flags: '--pitfalls <file>', help: 'what to warn the teacher of: a file that report --pitfalls printed' },
  listPitfalls: { flags: '--pitfalls', help: 'print what programs fail by most often, ranked, as JSON' },
  repair: { flags: '--repair <n>', help: 'turns that a failed program is given; without it run gives none, repair one' },
  untilCovered: { flags: '--until-covered', help: 'further versions for seeds of which nothing passed' },
  maxAttempts: { flags: '--max-attempts <n>', help: 'versions of one seed at most, with --until-covered (default: 8)' },
  teacher: {
    flags: '--teacher <name>',
    help: 'mock, replay, openai, anthropic, or a list of them (default: mock, which makes its programs up)',
    values: ['mock', 'replay', 'openai', 'anthropic'],
    list: true,
  },
  replies: { flags: '--replies <file>', help: 'recorded replies for --teacher replay' },
  model: { flags: '--model <name>', help: 'model of a real teacher' },
  baseUrl: { flags: '--base-url <url>', help: 'another server of the same API (vLLM, SGLang, Ollama, …)' },
  temperature: { flags: '--temperature <n>', help: 'sampling temperature (default: 0.7)' },
  topP: { flags: '--top-p <n>', help: 'nucleus sampling (default: 0.95)' },
  maxTokens: { flags: '--max-tokens <n>', help: 'longest answer in tokens (default: 4096)' },
  concurrency: { flags: '--concurrency <n>', help: 'teacher calls at once (default: 8)' },
  teacherTimeout: { flags: '--teacher-timeout <s>', help: 'seconds for one call in all (default: 180)' },
  retries: { flags: '--retries <n>', help: 'further tries of a failed call (default: 5)' },
  batch: { flags: '--batch', help: 'through the batch API of openai or anthropic: half the price, up to 24 hours' },
  dryRun: { flags: '--dry-run', help: 'ask nothing: print what it would cost, and what the journal has already' },
  rpm: { flags: '--rpm <n>', help: 'requests a minute that the provider allows' },
  tpm: { flags: '--tpm <n>', help: 'tokens a minute that it allows: N, or INPUT/OUTPUT' },
  budget: { flags: '--budget <usd>', help: 'USD that this run may spend; needs the price of the model in the config' },
  defectRate: { flags: '--defect-rate <share>', help: 'share of mock replies with a planted defect (default: 0)' },
  levels: { flags: '--levels <list>', help: 'levels to run (default: L1,L2,L3,L4)', values: LEVEL_NAMES, list: true },
  skipRuntime: { flags: '--skip-runtime', help: 'do not run programs: L3 is reported as not run' },
  allLevels: { flags: '--all-levels', help: 'run later levels even if an earlier one failed' },
  frames: { flags: '--frames <n>', help: 'frames before and after the scripted input (default: 60)' },
  checkTimeout: { flags: '--check-timeout <s>', help: 'CPU seconds for one program (default: 5)' },
  requireSandbox: {
    flags: '--require-sandbox <kind>',
    help: 'basic (default), or strict: every layer or no run',
    values: ['basic', 'strict'],
  },
  runtime: {
    flags: '--runtime <kind>',
    help: 'where programs run: headless (default), or browser: a real Chromium, for spot checks',
    values: ['headless', 'browser'],
  },
  chromium: { flags: '--chromium <path>', help: 'the Chromium of --runtime browser; without it, the first one found' },
  observations: { flags: '--observations', help: 'keep all that the runs showed: objects, speeds, input, state …' },
  shard: { flags: '--shard <i/n>', help: 'only part I of N of the input, by ids; all parts together are the whole' },
  queue: { flags: '--queue <url>', help: 'let `sft-stream worker` do it, by way of this Redis server: redis://HOST:PORT' },
  queueStore: { flags: '--queue-store <dir>', help: 'a folder that all machines share, for what is sent; without it, Redis' },
  queueWait: { flags: '--queue-wait <s>', help: 'seconds to wait for a worker, or for a lost server (default: 120)' },
  audit: { flags: '--audit <percent>', help: 'percent of the answers of workers that is made again here (default: 1)' },
  stalledAfter: {
    flags: '--stalled-after <s>',
    help: 'seconds of silence after which others take over what a worker was at (default: 15)',
  },
  require: {
    flags: '--require <list>',
    help: 'levels a row must have passed (default: L1,L2,L3,L4)',
    values: LEVEL_NAMES,
    list: true,
  },
  maxPerPrompt: { flags: '--max-per-prompt <n>', help: 'rows kept for one prompt (default: 2)' },
  maxPerTemplate: { flags: '--max-per-template <n>', help: 'rows kept for one template of tasks; with --target a tenth of it by default' },
  similarity: { flags: '--similarity <ratio>', help: 'near-duplicate threshold within a prompt (default: 0.85)' },
  quota: { flags: '--quota <shares>', help: 'shares of easy/medium/hard in percent (default: 40/40/20)' },
  target: { flags: '--target <n>', help: 'exact number of rows; fewer is exit 1' },
  decisions: { flags: '--decisions <file>', help: 'a review by people, {"id", "decision": "keep" | "reject"} a line; split: of official rows' },
  allowPartial: { flags: '--allow-partial', help: 'exit 0 even if a target or a split is short' },
  ratios: { flags: '--ratios <shares>', help: 'shares of train/val/test in percent (default: 90/5/5)' },
  holdOutPrompts: {
    flags: '--hold-out-prompts <percent>',
    help: 'part of train that goes to val as new prompts of known templates (default: 0)',
  },
  official: { flags: '--official <file>', help: 'verdicts of official examples to merge in (train only)' },
  exclude: { flags: '--exclude <file>', help: 'prompts and programs of your evaluation: seeds and rows like them are left out' },
  licence: { flags: '--licence <id>', help: 'SPDX licence of what says none itself; without it, that is skipped' },
  source: { flags: '--source <name>', help: 'what the rows say as their source (default: official)' },
  format: {
    flags: '--format <name>',
    help: 'alpaca (default), sharegpt, openai, or trl (prompt and completion)',
    values: ['alpaca', 'sharegpt', 'openai', 'trl'],
  },
  out: { flags: '--out <dir>', help: 'write a dataset folder instead of rows on stdout' },
  games: { flags: '--games <n>', help: 'rows that report.html can play, drawn over difficulties and modules (default: 100, at most 200)' },
  parquet: { flags: '--parquet', help: 'write train, val and test as Parquet too' },
  tokenizer: {
    flags: '--tokenizer <file>',
    help: "count tokens with this tokenizer.json; without it with Qwen2.5's if it is installed, else by estimate",
  },
  cutoffLen: { flags: '--cutoff-len <n>', help: 'tokens of a row that the trainer will read; longer rows are counted' },
  overLong: {
    flags: '--over-long <what>',
    help: 'rows above --cutoff-len: flag (default) in metadata.over_long, or drop',
    values: ['flag', 'drop'],
  },
  pairs: { flags: '--pairs', help: 'dpo.jsonl and kto.jsonl of passed and failed programs, of the train split only' },
  verdicts: { flags: '--verdicts <file>', help: 'where --pairs takes the failed programs from: what validate printed' },
  repairKeep: { flags: '--repair-keep', help: 'repairs as conversations and pairs in the folder, of the train split only' },
  replay: { flags: '--replay', help: 'print what the row is made of, as a record for parse or validate' },
  sample: { flags: '--sample <n>', help: 'judge so many rows only, drawn by --seed' },
  share: { flags: '--share <percent>', help: 'part of the rows that is reviewed (default: 5)' },
  rows: { flags: '--rows <n>', help: 'so many rows, in place of a share' },
  rejected: { flags: '--rejected <n>', help: 'so many rejected rows besides (default: 0)' },
  reviewer: { flags: '--reviewer <name>', help: 'who reviews (default: reviewer)' },
  thumbnails: { flags: '--thumbnails', help: 'a picture of each game, taken by Chromium' },
  calibrate: {
    flags: '--calibrate <file>',
    help: 'hold decisions of a review against the verdicts (repeatable)',
    repeatable: true,
  },
  page: { flags: '--out <file>', help: 'write one page that needs no server: decisions are downloaded' },
  force: { flags: '--force', help: 'replace what is there: a folder that is not ours, an options file' },
  color: {
    flags: '--color <when>',
    help: 'colour of headings and errors: auto (default), always or never',
    values: ['auto', 'always', 'never'],
  },
  lang: {
    flags: '--lang <language>',
    help: 'language of messages: zh, en or auto (default): that of LC_ALL, LC_MESSAGES, LANG',
    values: ['auto', 'zh', 'en'],
  },
  json: { flags: '--json', help: 'print JSON instead of text' },
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof FLAGS

/** Every stage takes these, whether it has a use for them or not: one set of flags serves all stages of a pipe. */
export const COMMON_FLAGS: readonly FlagName[] = [
  'jobs', 'rejects', 'report', 'onError', 'config', 'seed', 'cache', 'verdictCache', 'tmp', 'maxItems', 'failUnder',
  'progress', 'quiet', 'logLevel',
]
export const SEED_FLAGS: readonly FlagName[] = ['count', 'taskLang', 'quota', 'family', 'ood', 'stats']
export const REQUEST_FLAGS: readonly FlagName[] = ['versions', 'topK', 'contextTokens', 'contextIn', 'pitfalls', 'temperature', 'topP', 'maxTokens']
export const ROUND_FLAGS: readonly FlagName[] = ['repair', 'untilCovered', 'maxAttempts']
export const REPAIR_FLAGS: readonly FlagName[] = ['repair', 'contextIn', 'pitfalls', 'temperature', 'topP', 'maxTokens']
export const TEACH_FLAGS: readonly FlagName[] = [
  'teacher', 'replies', 'model', 'baseUrl', 'concurrency', 'teacherTimeout', 'retries', 'rpm', 'tpm', 'budget', 'batch', 'dryRun',
  'defectRate',
]
export const VALIDATE_FLAGS: readonly FlagName[] = [
  'levels', 'skipRuntime', 'allLevels', 'frames', 'checkTimeout', 'requireSandbox', 'runtime', 'chromium',
  'observations',
]
/** Of whoever sends rows to workers. */
export const QUEUE_FLAGS: readonly FlagName[] = ['queue', 'queueStore', 'queueWait', 'audit']
export const SHARD_FLAGS: readonly FlagName[] = ['shard']
export const WORKER_FLAGS: readonly FlagName[] = ['queue', 'queueStore', 'stalledAfter']
export const OFFICIAL_FLAGS: readonly FlagName[] = ['licence', 'source', 'taskLang']
export const SELECT_FLAGS: readonly FlagName[] = [
  'require', 'maxPerPrompt', 'maxPerTemplate', 'similarity', 'quota', 'target', 'exclude', 'decisions', 'allowPartial',
]
export const SPLIT_FLAGS: readonly FlagName[] = [
  'ratios', 'holdOutPrompts', 'official', 'exclude', 'decisions', 'format', 'out', 'games', 'parquet', 'tokenizer', 'cutoffLen', 'overLong', 'pairs', 'repairKeep', 'force',
  'allowPartial',
]

export const EXPLAIN_FLAGS: readonly FlagName[] = ['replay']
export const VERIFY_FLAGS: readonly FlagName[] = ['sample', 'requireSandbox', 'chromium']

export const REVIEW_FLAGS: readonly FlagName[] = ['share', 'rows', 'rejected', 'reviewer', 'decisions', 'thumbnails', 'page']

/** Of the command `split`: `run` has the verdicts. */
export const PAIR_FLAGS: readonly FlagName[] = ['verdicts']

/** Of the command `report`. */
export const REPORT_FLAGS: readonly FlagName[] = ['calibrate']

/** What every command takes, besides its own. */
export const GENERAL_FLAGS: readonly FlagName[] = ['color', 'lang']

/** The groups of --help, in its order. A command has a group when it takes all flags of it. */
export const FLAG_GROUPS: readonly { title: string; flags: readonly FlagName[] }[] = [
  { title: 'Seeds', flags: SEED_FLAGS },
  { title: 'Prompts', flags: REQUEST_FLAGS },
  { title: 'Teacher', flags: TEACH_FLAGS },
  { title: 'Further rounds', flags: ROUND_FLAGS },
  { title: 'Repairs', flags: REPAIR_FLAGS },
  { title: 'Checks', flags: VALIDATE_FLAGS },
  { title: 'Workers on other machines', flags: QUEUE_FLAGS },
  { title: 'Shards', flags: SHARD_FLAGS },
  { title: 'Serving a queue', flags: WORKER_FLAGS },
  { title: 'Examples of others', flags: OFFICIAL_FLAGS },
  { title: 'Selection', flags: SELECT_FLAGS },
  { title: 'Splits and folder', flags: SPLIT_FLAGS },
  { title: 'Pairs', flags: PAIR_FLAGS },
  { title: 'Telling of a row', flags: EXPLAIN_FLAGS },
  { title: 'Judging again', flags: VERIFY_FLAGS },
  { title: 'Calibration', flags: REPORT_FLAGS },
  { title: 'Review', flags: REVIEW_FLAGS },
  { title: 'Every stage', flags: COMMON_FLAGS },
]

/** What the value of a flag is, for completion: undefined for a switch. */
export function valueOf({ flags, values }: Flag): 'word' | 'file' | 'folder' | 'text' | undefined {
  const [, placeholder] = /<(\w+)>/.exec(flags) ?? []
  if (placeholder === undefined || values) return values && 'word'
  if (placeholder === 'dir') return 'folder'
  return placeholder === 'file' || placeholder === 'path' ? 'file' : 'text'
}

/** Flags that say where options come from or how to print; all others are options. */
export const NOT_OPTIONS: ReadonlySet<string> = new Set<FlagName>(['config', 'json', 'listPitfalls', 'page', 'color'])

/** Option values from SFT_STREAM_* variables: maxPerPrompt is SFT_STREAM_MAX_PER_PROMPT. */
export function optionsFromEnvironment(env: Readonly<Record<string, string | undefined>>): RawOptions {
  const found: RawOptions = {}
  for (const name of Object.keys(FLAGS) as FlagName[]) {
    const value = env['SFT_STREAM_' + name.replace(/[A-Z]/g, (letter) => '_' + letter).toUpperCase()]
    if (value === undefined || value === '' || NOT_OPTIONS.has(name)) continue
    found[name as OptionName] = environmentValue(name, value)
  }
  const noCache = env.SFT_STREAM_NO_CACHE
  if (noCache) found.verdictCache ??= !environmentValue('verdictCache', noCache)
  return found
}

function environmentValue(name: FlagName, value: string): unknown {
  const flag: Flag = FLAGS[name]
  const isSwitch = !flag.flags.includes('<')
  return isSwitch && /^(1|true|yes|0|false|no)$/i.test(value) ? /^(1|true|yes)$/i.test(value) : value
}
