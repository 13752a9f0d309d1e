/** `report --pitfalls`: what programs fail by most often, and how a teacher avoids it; read back by `--pitfalls FILE`. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import type { PitfallText, Prompts } from '../domains/domain.ts'
import { SftError, messageOf } from '../errors.ts'
import { byCodeUnits } from '../order.ts'
import { plainText } from '../stream/plain-text.ts'
import type { LevelFacts, Mistake, MistakeFacts } from '../stream/facts.ts'
import type { Report } from './report.ts'

export interface Pitfall extends Omit<Mistake, 'example'> {
  /** `count` as a share of all programs, 0..1. */
  share: number
  /** null for what is not a teacher's to avoid. */
  advice: PitfallText | null
}

/** All mistakes of a run, the most frequent first. */
export interface PitfallList {
  programs: number
  failed: number
  pitfalls: Pitfall[]
}

/** Ranks nothing anew: adds shares and advice to what was counted. */
export function pitfallsOf({ programs, failed, ranked }: MistakeFacts, prompts: Prompts): PitfallList {
  const pitfalls = ranked.map(({ example: _example, ...mistake }) => ({
    ...mistake,
    share: programs === 0 ? 0 : Number((mistake.count / programs).toFixed(4)),
    advice: prompts.advice(mistake) ?? null,
  }))
  return { programs, failed, pitfalls }
}

/**
 * The mistakes that a report tells of. Reports of earlier versions have no `mistakes`: there the issues of each level
 * stand for them, those that have an advice; they name nothing, and count programs that passed for all their warnings.
 */
export function mistakesOf({ mistakes, levels }: Pick<Report, 'mistakes' | 'levels'>, prompts: Prompts): MistakeFacts {
  if (mistakes) return mistakes
  const all = Object.entries(levels ?? {})
  const programs = Math.max(0, ...all.map(([, { in: taken }]) => taken))
  const failed = all.reduce((sum, [, { in: taken, passed }]) => sum + taken - passed, 0)
  const ranked = all.flatMap(([level, facts]) => fromLevel(level as Mistake['level'], facts, prompts))
  return { programs, failed, ranked: ranked.toSorted((a, b) => b.count - a.count || byCodeUnits(a.level, b.level)) }
}

function fromLevel(level: Mistake['level'], { issues }: LevelFacts, prompts: Prompts): Mistake[] {
  const found = Object.entries(issues).map(([code, count]) => ({
    level,
    code,
    topic: '',
    count,
    symbols: [],
    messages: [],
  }))
  return found.filter((mistake) => prompts.advice(mistake) !== undefined)
}

const lineSchema = z.string().min(1).max(1000)
const fileSchema = z.looseObject({
  pitfalls: z.array(z.looseObject({ advice: z.object({ zh: lineSchema, en: lineSchema }).nullable() })),
})

/** The advice in a file that `report --pitfalls` printed, in its order. Throws ERR_NO_INPUT or ERR_CONFIG. */
export function readPitfalls(file: string): PitfallText[] {
  const bytes = read(file)
  try {
    return fileSchema.parse(JSON.parse(plainText(bytes))).pitfalls.flatMap(({ advice }) => advice ?? [])
  } catch (cause) {
    const hint = 'sft-stream report DIR --pitfalls prints such a file'
    throw new SftError('ERR_CONFIG', `${file}: no list of pitfalls`, { cause, hint })
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open ${file}: ${messageOf(cause)}`, { cause })
  }
}
