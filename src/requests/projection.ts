/** What a whole run would take, from the survival rates of a part of it. */
import type { Options } from '../config.ts'
import { DIFFICULTIES, type Difficulty } from '../record.ts'

/** Of programs that were judged: how many there are, and how many of them passed. */
export interface Rate {
  judged: number
  passed: number
}

export interface Survival {
  /** First answers. */
  first: Rate
  /** Answers to a repair. */
  repairs: Rate
}

export interface Projection {
  seeds: number
  /** Calls in all, those that were made included. */
  calls: number
  /** Programs that pass the levels, before near-duplicates and quota. */
  programs: number
  /** Seeds with at least one of them. */
  covered: number
  /** null when the price is unknown. */
  usd: number | null
}

/** First answers below which a difficulty takes the rates of all, and all of them below which nothing is projected. */
const ENOUGH = 10

type Plan = Pick<Options, 'versions' | 'repair' | 'untilCovered' | 'maxAttempts'>

/**
 * Expected values, as if every answer to a seed of one difficulty passed or failed by itself. Seeds differ, so that the
 * hardest take more calls than this says, and fewer are covered. null when too little is known.
 */
export function project(
  seeds: ReadonlyMap<Difficulty, number>,
  survival: ReadonlyMap<Difficulty, Survival>,
  plan: Plan,
  costPerCall: number | null,
): Projection | null {
  const all = sum([...survival.values()])
  if (all.first.judged < ENOUGH) return null
  const total: Projection = { seeds: 0, calls: 0, programs: 0, covered: 0, usd: null }
  for (const difficulty of DIFFICULTIES) {
    const count = seeds.get(difficulty) ?? 0
    const own = survival.get(difficulty)
    const each = ofOneSeed(own && own.first.judged >= ENOUGH ? own : all, all, plan)
    total.seeds += count
    total.calls += count * each.calls
    total.programs += count * each.programs
    total.covered += count * each.covered
  }
  const usd = costPerCall === null ? null : total.calls * costPerCall
  const { calls, programs, covered } = total
  return { ...total, calls: Math.round(calls), programs: Math.round(programs), covered: Math.round(covered), usd }
}

interface Expected {
  calls: number
  programs: number
  covered: number
}

function ofOneSeed({ first, repairs }: Survival, all: Survival, plan: Plan): Expected {
  const { versions, repair = 0, untilCovered, maxAttempts } = plan
  const fails = 1 - first.passed / first.judged
  // A repair that was never tried is taken for one that does not help.
  const tried = repairs.judged >= ENOUGH ? repairs : all.repairs
  const staysBroken = 1 - (tried.judged === 0 ? 0 : tried.passed / tried.judged)
  let callsPerVersion = 1
  for (let turn = 1; turn <= repair; turn++) callsPerVersion += fails * staysBroken ** (turn - 1)
  const lost = fails * staysBroken ** repair
  let expected = versions
  const most = untilCovered ? Math.max(versions, maxAttempts) : versions
  for (let version = versions + 1; version <= most; version++) expected += lost ** (version - 1)
  return { calls: expected * callsPerVersion, programs: expected * (1 - lost), covered: 1 - lost ** most }
}

function sum(parts: readonly Survival[]): Survival {
  const rate = (of: (survival: Survival) => Rate): Rate => ({
    judged: parts.reduce((total, part) => total + of(part).judged, 0),
    passed: parts.reduce((total, part) => total + of(part).passed, 0),
  })
  return { first: rate(({ first }) => first), repairs: rate(({ repairs }) => repairs) }
}
