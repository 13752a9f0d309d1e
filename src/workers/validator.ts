/** Candidates to verdicts: what is known from before, what the pool must find out, and both put together. */
import { join } from 'node:path'
import type { CheckInput } from '../checks/check.ts'
import { loadChecks } from '../checks/index.ts'
import type { Checked, CheckedLevel } from '../checks/ladder.ts'
import { runtimeMeta } from '../checks/runtime.ts'
import type { Options } from '../config.ts'
import type { Candidate, Level, Verdict } from '../record.ts'
import { summaryOf, type Observed } from '../runtime/observed.ts'
import { contentAddress } from '../store/content-address.ts'
import { noCache, openVerdictCache, type VerdictCache } from '../store/verdict-cache.ts'
import { checkStage, wantedLevels, type CheckStage, type Versions } from './check-stage.ts'
import type { CheckPool } from './pool.ts'
import type { Layer } from './runtime-kind.ts'

/** Whoever checks programs: the pool, or a fake. */
export interface Checker {
  check: CheckPool['check']
  close: CheckPool['close']
}

/** What the cache holds of a level; of what L3 saw all, whatever a verdict shows of it. */
interface Kept {
  readonly level: CheckedLevel
  readonly observed: Observed | null
}

/** The options that decide verdicts, and the rest a validator is made of. */
export interface ValidatorParts {
  readonly options: Pick<Options, 'levels' | 'skipRuntime' | 'allLevels' | 'frames' | 'checkTimeout' | 'observations'>
  readonly versions: Versions
  /** Hash over the code of the checks. */
  readonly rules: string
  /** The inputs that the checks of a level read. */
  readonly reads: (level: Level) => readonly CheckInput[]
  readonly cache: VerdictCache
  readonly checker: Checker
  /** Where programs run; each gives verdicts of its own. */
  readonly runtime: string
  readonly sandbox?: readonly Layer[]
}

/** Checks on this machine: the threads start with the first program. */
async function openPool(stage: CheckStage): Promise<Checker> {
  const worker = await stage.create()
  return { check: async (job) => worker.each(job), close: async () => worker.close() }
}

/**
 * Everything that validation needs, from the options. The index is built on first use, the workers start with the first
 * program that is not in the cache. Throws ERR_IO and ERR_MISSING_COMPONENT as `indexFile` does, and as `openChecker`.
 */
export async function openValidator(
  options: Options,
  notice: (message: string) => void,
  openChecker: (stage: CheckStage) => Promise<Checker> = openPool,
): Promise<Validator> {
  const checks = await loadChecks()
  const stage = await checkStage(options)
  const { versions, rules, runtime } = stage
  const { sandbox } = runtime
  const missing = sandbox.filter(({ present }) => !present).map(({ name }) => name)
  if (missing.length > 0) notice(`programs run without some layers of the sandbox: ${missing.join(', ')}; sft-stream doctor tells what they need`)
  // What workers elsewhere said is kept apart: a run without a queue never believes it.
  const generation = contentAddress({ rules, versions }).slice(0, 16) + (options.queue === undefined ? '' : '-queue')
  return new Validator({
    options,
    versions,
    rules,
    sandbox,
    reads: (level) => {
      const metas = checks.filter((check) => check.level === level).map(({ meta }) => meta)
      return (level === 'L3' ? [...metas, runtimeMeta] : metas).flatMap(({ reads }) => reads)
    },
    cache: options.verdictCache ? openVerdictCache(join(options.cache, 'verdicts'), generation, notice) : noCache,
    runtime: runtime.name,
    checker: await openChecker(stage),
  })
}

export class Validator {
  readonly #parts: ValidatorParts
  readonly #levels: readonly Level[]

  #seen = 0
  #known = 0

  constructor(parts: ValidatorParts) {
    this.#parts = parts
    this.#levels = wantedLevels(parts.options)
  }

  /** What varies between equal runs, for the report. */
  get facts(): { sandbox: Record<string, string>; verdict_cache: { verdicts: number; known: number } } {
    const layers = this.#parts.sandbox ?? []
    const sandbox = layers.map(({ name, present, detail }) => [name, present ? detail : `missing: ${detail}`])
    return { sandbox: Object.fromEntries(sandbox), verdict_cache: { verdicts: this.#seen, known: this.#known } }
  }

  /** The verdict on a candidate if it is known from before; undefined when programs would have to be checked. */
  known(candidate: Candidate): Verdict | undefined {
    const kept = this.#recall(this.#keys(candidate))
    return this.#missing(kept).length === 0 ? this.#verdict(candidate, kept, true) : undefined
  }

  /** The verdict on a candidate. Rejects as `CheckPool.check` does. */
  async validate(candidate: Candidate): Promise<Verdict> {
    const keys = this.#keys(candidate)
    const kept = this.#recall(keys)
    const missing = this.#missing(kept)
    this.#seen++
    if (missing.length === 0) {
      this.#known++
      return this.#verdict(candidate, kept, true)
    }
    const checked = await this.#parts.checker.check({
      code: candidate.code,
      seed: candidate.prompt,
      plan: candidate.plan,
      parseErrors: candidate.parse_errors,
      levels: missing,
      observed: kept.get('L3')?.observed ?? null,
      allLevels: this.#parts.options.allLevels,
    })
    this.#keep(keys, checked)
    for (const level of missing) {
      const result = checked.levels[level]
      if (result) kept.set(level, { level: result, observed: level === 'L3' ? checked.observed : null })
    }
    return this.#verdict(candidate, kept, false)
  }

  /** Ends the workers and their children. */
  async close(): Promise<void> {
    await this.#parts.checker.close()
    this.#parts.cache.close()
  }

  #keys(candidate: Candidate): Map<Level, string> {
    return new Map(this.#levels.map((level) => [level, this.#key(level, candidate)]))
  }

  /** The levels that are still to be checked. */
  #missing(kept: ReadonlyMap<Level, Kept>): Level[] {
    return this.#levels.filter((level) => this.#isReached(level, kept) && !kept.has(level))
  }

  #key(level: Level, candidate: Candidate): string {
    const { options, versions, rules, reads } = this.#parts
    const runtime = { runtime: this.#parts.runtime, frames: options.frames, cpuSeconds: options.checkTimeout }
    const runs = level === 'L3' || (level === 'L4' && this.#levels.includes('L3'))
    const inputs = [...new Set(reads(level))].map((name) => [name, inputOf(candidate, name)])
    const { code } = candidate
    const reading = Object.fromEntries(inputs)
    return contentAddress({ level, code, inputs: reading, runtime: runs && runtime, versions, rules })
  }

  #recall(keys: ReadonlyMap<Level, string>): Map<Level, Kept> {
    const kept = new Map<Level, Kept>()
    for (const [level, key] of keys) {
      const value = this.#parts.cache.get(key) as Kept | undefined
      if (value) kept.set(level, value)
    }
    return kept
  }

  /** Whether no level below a level is known to fail. */
  #isReached(level: Level, kept: ReadonlyMap<Level, Kept>): boolean {
    if (this.#parts.options.allLevels) return true
    const below = this.#levels.slice(0, this.#levels.indexOf(level))
    return below.every((lower) => kept.get(lower)?.level.passed !== false)
  }

  #keep(keys: ReadonlyMap<Level, string>, checked: Checked): void {
    for (const [level, key] of keys) {
      const result = checked.levels[level]
      if (!result?.cacheable) continue
      const value: Kept = { level: result, observed: level === 'L3' ? checked.observed : null }
      this.#parts.cache.put(key, value)
    }
  }

  #verdict(candidate: Candidate, kept: ReadonlyMap<Level, Kept>, fromCache: boolean): Verdict {
    const known = this.#levels.filter((level) => kept.has(level) && this.#isReached(level, kept))
    const passed = (level: Level) => (known.includes(level) ? kept.get(level)!.level.passed : null)
    const observed = known.includes('L3') ? kept.get('L3')!.observed : null
    return {
      ...candidate,
      passed: this.#levels.every((level) => passed(level) === true),
      l1_passed: passed('L1'),
      l2_passed: passed('L2'),
      l3_passed: passed('L3'),
      l4_passed: passed('L4'),
      validation: {
        levels: Object.fromEntries(known.map((level) => [level, levelResult(kept.get(level)!.level)])),
        ...(observed ? { observed: this.#parts.options.observations ? observed : summaryOf(observed) } : {}),
        versions: { ...this.#parts.versions },
        conditions: {
          runtime: this.#parts.runtime,
          frames: this.#parts.options.frames,
          check_timeout: this.#parts.options.checkTimeout,
        },
        from_cache: fromCache,
      },
    }
  }
}

function levelResult({ passed, ms, issues, metrics }: CheckedLevel) {
  return { passed, ms, issues: [...issues], ...(metrics ? { metrics: { ...metrics } } : {}) }
}

function inputOf({ prompt, plan, parse_errors }: Candidate, name: CheckInput): unknown {
  switch (name) {
    case 'seed':
      return prompt
    case 'plan':
      return plan
    case 'parse_errors':
      return parse_errors
    case 'seed.difficulty':
      return prompt.difficulty
    case 'seed.must_use_apis':
      return prompt.must_use_apis
    case 'seed.probes':
      return prompt.probes
  }
}
