/** Plans: one that is true, for a candidate that came without, and one that lies. */
import type { ApiIndex } from '../../../src/api-index/api-index.ts'
import { parseProgram } from '../../../src/checks/program.ts'
import { analyse } from '../../../src/domains/phaser/api-resolver/analysis.ts'
import type { Candidate } from '../../../src/record.ts'
import { pick, type Original, type Planted } from './mutation.ts'

/** As many as the plans of talkative teachers name. */
const MAX_APIS = 20

/** The candidate with a plan: its own, else one that names what its code uses. */
export function withPlan(candidate: Candidate, index: ApiIndex): Candidate {
  const { program } = parseProgram(candidate.code)
  if (candidate.plan || !program) return candidate
  const { reachable } = analyse(program, index)
  const calls = reachable.filter(({ called, symbols }) => called && symbols.length > 0)
  const apis = [...new Set(calls.map(({ symbols }) => symbols[0].id))].slice(0, MAX_APIS)
  const plan = { requirements: candidate.prompt.task, apis, steps: ['Make the scene', 'Start the game'], raw: '' }
  return { ...candidate, plan }
}

/** APIs that many a plan speaks of; those that a program uses are no lie. */
const CLAIMS = [
  'Phaser.Tilemaps.Tilemap',
  'Phaser.GameObjects.Shader',
  'Phaser.Sound.WebAudioSoundManager',
  'Phaser.Curves.Spline',
  'Phaser.GameObjects.BitmapText',
  'Phaser.Physics.Matter.MatterPhysics',
  'Phaser.GameObjects.Video',
  'Phaser.GameObjects.Rope',
]

/** The plan names three APIs, none of which the program uses. */
export function lie({ candidate }: Original, index: ApiIndex): Planted | undefined {
  const { program } = parseProgram(candidate.code)
  if (!program || candidate.plan === null) return undefined
  const { usage } = analyse(program, index)
  const apis = CLAIMS.filter((api) => !usage.has(api)).slice(0, 3)
  return { original: candidate, broken: { ...candidate, plan: { ...candidate.plan, apis } } }
}

/** Half of what the plan names is gone, and an API that the program does not use stands there instead. */
export function halve({ candidate }: Original, random: () => number, index: ApiIndex): Planted | undefined {
  const { program } = parseProgram(candidate.code)
  const named = candidate.plan?.apis ?? []
  if (!program || candidate.plan === null || named.length < 4) return undefined
  const { usage } = analyse(program, index)
  const other = pick(CLAIMS.filter((api) => !usage.has(api)), random)
  const apis = [...named.slice(0, Math.ceil(named.length / 2)), ...(other === undefined ? [] : [other])]
  return { original: candidate, broken: { ...candidate, plan: { ...candidate.plan, apis } } }
}
