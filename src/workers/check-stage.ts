/** What judges programs, as a stage: a program and the levels to climb in, what they say out. */
import stableStringify from 'fast-json-stable-stringify'
import * as z from 'zod'
import { indexFile, loadIndexFile } from '../api-index/index-store.ts'
import type { Checked, CheckedLevel, CheckJob } from '../checks/ladder.ts'
import { rulesHash } from '../checks/rules-hash.ts'
import type { Options } from '../config.ts'
import { domain } from '../domains/registry.ts'
import { LEVELS, issueSchema, levelSchema, planSchema, seedSchema, type Level } from '../record.ts'
import { observedSchema } from '../runtime/observed.ts'
import { contentAddress } from '../store/content-address.ts'
import type { Stage } from '../stream/row-stage.ts'
import { packageVersion } from '../version.ts'
import { CheckPool } from './pool.ts'
import { openRuntime, type RuntimeKind } from './runtime-kind.ts'

/** What a verdict rests on, besides the program. */
export interface Versions {
  readonly validator: string
  readonly engine: string
  readonly index: string
}

export interface CheckStage extends Stage<CheckJob, Checked> {
  readonly versions: Versions
  /** Hash over the code of the checks. */
  readonly rules: string
  readonly runtime: RuntimeKind
}

/** The levels that the options ask for. */
export function wantedLevels({ levels, skipRuntime }: Pick<Options, 'levels' | 'skipRuntime'>): readonly Level[] {
  return levels.filter((level) => level !== 'L3' || !skipRuntime)
}

const jobSchema: z.ZodType<CheckJob> = z.strictObject({
  code: z.string(),
  seed: seedSchema,
  plan: planSchema.nullable(),
  parseErrors: z.array(z.string()),
  levels: z.array(levelSchema).min(1).max(LEVELS.length),
  observed: observedSchema.nullable(),
  allLevels: z.boolean(),
})

const checkedSchema = z.strictObject({
  levels: z.partialRecord(
    levelSchema,
    z.strictObject({
      passed: z.boolean(),
      ms: z.number().nonnegative(),
      issues: z.array(issueSchema),
      metrics: z.record(z.string(), z.number()).optional(),
      cacheable: z.boolean(),
    }),
  ),
  observed: observedSchema.nullable(),
}) as z.ZodType<Checked>

/**
 * The index is built on first use; threads start with the first program. Messages of the engine end up in verdicts, and
 * they are those of V8: it is part of the version. Throws as `indexFile` and `openRuntime` do.
 */
export async function checkStage(options: Options): Promise<CheckStage> {
  const api = await domain().api()
  const index = await indexFile(api, options.cache)
  const versions = { validator: packageVersion, engine: api.engine, index: loadIndexFile(index).version }
  const rules = rulesHash()
  const runtime = await openRuntime(options, wantedLevels(options).includes('L3'))
  const { frames, requireSandbox, jobs } = options
  const { chromium, checkTimeout } = runtime
  return {
    name: 'validate',
    version: `${packageVersion}-${contentAddress({ rules, versions, v8: process.versions.v8 }).slice(0, 16)}`,
    settings: { frames, checkTimeout: options.checkTimeout, requireSandbox },
    row: jobSchema,
    answer: checkedSchema,
    create() {
      const pool = new CheckPool({ jobs, setup: { indexFile: index, frames, checkTimeout, requireSandbox, chromium } })
      return { each: (job) => pool.check(job), close: () => pool.close() }
    },
    refuse: gapIn,
    difference,
    versions,
    rules,
    runtime,
  }
}

/** A level may only be left out behind one that failed, or where there may be no syntax tree to read. */
function gapIn({ levels, allLevels }: CheckJob, checked: Checked): string | undefined {
  const stranger = (Object.keys(checked.levels) as Level[]).find((level) => !levels.includes(level))
  if (stranger) return `it tells of ${stranger}, which nobody asked for`
  for (const level of levels) {
    const result = checked.levels[level]
    if (!result && level !== 'L2' && level !== 'L4') return `it tells nothing of ${level}`
    const failed = result?.issues.some(({ severity }) => severity === 'error')
    if (result && failed === result.passed) return `its issues of ${level} contradict it`
    if (failed && !allLevels) return undefined
  }
  return undefined
}

function difference(answer: Checked, ours: Checked): string | undefined {
  for (const level of LEVELS) {
    const [theirs, own] = [answer.levels[level], ours.levels[level]]
    // A clock or a host had a part in it, and what comes behind it is not comparable.
    if (own?.cacheable === false) return undefined
    if (theirs?.cacheable === false) return theirs.passed && !own?.passed ? level : undefined
    if (lasting(theirs) !== lasting(own)) return level
  }
  return stableStringify(answer.observed) === stableStringify(ours.observed) ? undefined : 'what the run showed'
}

function lasting(level: CheckedLevel | undefined): string {
  return level ? stableStringify({ ...level, ms: 0 }) : ''
}
