import t from 'tap'
import {
  COMMON_FLAGS, FLAGS, GENERAL_FLAGS, NOT_OPTIONS, OFFICIAL_FLAGS, EXPLAIN_FLAGS, PAIR_FLAGS, QUEUE_FLAGS, REPAIR_FLAGS, REPORT_FLAGS, REQUEST_FLAGS, REVIEW_FLAGS, ROUND_FLAGS, SEED_FLAGS, SELECT_FLAGS,
  SHARD_FLAGS, SPLIT_FLAGS,
  TEACH_FLAGS, VALIDATE_FLAGS, VERIFY_FLAGS, WORKER_FLAGS,
  optionsFromEnvironment, type Flag, type FlagName,
} from '../../bin/cli/flags.ts'
import { FILE_ONLY, optionsSchema, resolveOptions, type OptionName } from '../../src/config.ts'
import { flagName } from '../../src/option-error.ts'

const defaults = resolveOptions()
const options = Object.entries<Flag>(FLAGS).filter(([name]) => !NOT_OPTIONS.has(name)) as [OptionName, Flag][]

/** Defaults of the help that are no value of the schema: they depend on the machine, or on what else is given. */
const TOLD_IN_WORDS: Partial<Record<OptionName, string>> = { jobs: 'the number of cores', teacher: 'mock' }

/** The default that a help text names: `(default: 5)`, or the word before `(default)`. */
function defaultIn(help: string): string | undefined {
  const named = /\(default: (the number of cores|[^),\s]*(?:,[^),\s]+)*)/.exec(help)
  return (named ?? /([\w-]+) \(default\)/.exec(help))?.[1]
}

function shown(name: OptionName): string | undefined {
  const value = defaults[name]
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.join(typeof value[0] === 'number' ? '/' : ',')
  // A switch is off unless it is given (and --no-cache is on); its help need not say so.
  return typeof value === 'boolean' || value === undefined ? undefined : String(value)
}

/** Names of a registry, which is asked when the option is used. */
const FREE: ReadonlySet<string> = new Set(['teacher', 'format'])

function takes(name: OptionName, value: string): boolean {
  return optionsSchema.safeParse({ [name]: value }).success
}

/** Whether the schema takes some words only. */
function isChoice(name: OptionName): boolean {
  const { error } = optionsSchema.safeParse({ [name]: 'no-such-word' })
  return error?.issues[0]?.code === 'invalid_value'
}

t.test('the help of every flag names the default of the schema', async (t) => {
  for (const [name, { help }] of options) t.equal(defaultIn(help), TOLD_IN_WORDS[name] ?? shown(name), name)
})

t.test('flags and options are the same set, and every flag is spelt after its option', async (t) => {
  const withFlag = Object.keys(optionsSchema.shape).filter((name) => !FILE_ONLY.has(name))
  t.strictSame(options.map(([name]) => name).toSorted(), withFlag.toSorted())
  for (const [name, { flags }] of options) {
    const long = flags.split(/[ ,]+/).find((word) => word.startsWith('--'))
    t.equal(long, flagName(name))
  }
})

t.test('every flag belongs to a group, and switches take no value', async (t) => {
  const groups = [
    COMMON_FLAGS, SEED_FLAGS, REQUEST_FLAGS, TEACH_FLAGS, ROUND_FLAGS, REPAIR_FLAGS, VALIDATE_FLAGS, OFFICIAL_FLAGS, SELECT_FLAGS, SPLIT_FLAGS,
    PAIR_FLAGS, EXPLAIN_FLAGS, VERIFY_FLAGS, REVIEW_FLAGS, REPORT_FLAGS, QUEUE_FLAGS, SHARD_FLAGS, WORKER_FLAGS,
  ]
  const grouped = new Set<FlagName>([...groups.flat(), ...GENERAL_FLAGS, 'json', 'listPitfalls'])
  t.strictSame([...grouped].toSorted(), Object.keys(FLAGS).toSorted())
  for (const [name, { flags }] of options) {
    t.equal(flags.includes('<'), typeof defaults[name] !== 'boolean', name)
  }
})

t.test('the values of a flag are those that its option takes, and its help names each', async (t) => {
  for (const [name, { values, help, list }] of options) {
    if (!values) continue
    for (const value of values) t.ok(help.includes(value), `${name}: ${value} in the help`)
    if (FREE.has(name)) continue
    const taken = values.filter((value) => takes(name, value))
    t.strictSame(taken, values, name)
    t.notOk(takes(name, 'no-such-word'), `${name} takes nothing else`)
    t.equal(takes(name, values.join(',')), list === true, `${name} takes a list`)
  }
  for (const [name, { values }] of options) {
    t.equal(isChoice(name), values !== undefined && !FREE.has(name), `${name} has its values in the table of flags`)
  }
})

t.test('an environment variable sets the option of its name; an empty one sets nothing', async (t) => {
  const env = { SFT_STREAM_MAX_PER_PROMPT: '3', SFT_STREAM_FORCE: 'yes', SFT_STREAM_SEED: '', SFT_STREAM_JSON: '1' }
  t.strictSame(optionsFromEnvironment(env), { maxPerPrompt: '3', force: true })
  t.strictSame(resolveOptions(optionsFromEnvironment({ SFT_STREAM_FAIL_UNDER: 'L1=90,L3=80' })).failUnder, [
    { level: 'L1', percent: 90 },
    { level: 'L3', percent: 80 },
  ])
  t.strictSame(optionsFromEnvironment({ SFT_STREAM_VERDICT_CACHE: 'no' }), { verdictCache: false })
})
