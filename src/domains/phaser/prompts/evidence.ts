/** Which members go with a task: the lines of `companions.ts` that its parts call up. */
import type { Companion } from '../../../api-index/context.ts'
import type { Seed } from '../../../record.ts'
import { BY_API, BY_SIZE, BY_MODULE, EVERYDAY, type Lines } from './companions.ts'
import { wordsOf } from './query.ts'
import { RECEIVERS } from './receivers.ts'
import { THEMES, type Theme } from './themes.ts'

const ROOT = 'Phaser'

/** What `nearly always | often | at times | hardly` come to; below 0 is evidence against. */
const TIERS = [0.75, 0.4, 0.15, -0.7] as const

/** The members that go along with a seed. One that several parts call up is listed for each of them. */
export function companions(seed: Seed): Companion[] {
  return [
    ...membersOf(EVERYDAY),
    ...at(BY_SIZE, sizeOf(seed)),
    ...modulesOf(seed).flatMap((name) => at(BY_MODULE, name)),
    ...(seed.must_use_apis ?? []).flatMap(ofApi),
    ...[...themesOf(wordsOf(seed))].flatMap(([, line]) => membersOf(line)),
  ]
}

/** A member as programs write it (`add.text`, `Math.Between`) as an id. */
export function memberId(written: string): string {
  const cut = written.lastIndexOf('.')
  const receiver = written.slice(0, cut)
  return Object.hasOwn(RECEIVERS, receiver)
    ? `${ROOT}.${RECEIVERS[receiver]}#${written.slice(cut + 1)}`
    : `${ROOT}.${written}`
}

function sizeOf(seed: Seed): string {
  const isArcade = modulesOf(seed).includes('Physics') || requires(seed, `${ROOT}.Physics.Arcade`)
  return isArcade ? `${seed.difficulty} physics` : seed.difficulty
}

/** Of a seed that requires the other physics, `Physics` means that one. */
function modulesOf(seed: Seed): readonly string[] {
  const isMatter = requires(seed, `${ROOT}.Physics.Matter`)
  return isMatter ? [...new Set(seed.modules.map((name) => (name === 'Physics' ? 'Matter' : name)))] : seed.modules
}

function requires({ must_use_apis = [] }: Seed, namespace: string): boolean {
  return must_use_apis.some((id) => id.startsWith(`${namespace}.`))
}

const themesByWord = new Map<string, Theme[]>()
for (const theme of THEMES) {
  for (const word of theme[0].split(' ')) themesByWord.set(word, [...(themesByWord.get(word) ?? []), theme])
}

/** The themes that words call up, each once. */
function themesOf(words: readonly string[]): Set<Theme> {
  return new Set(words.flatMap((word) => themesByWord.get(word) ?? []))
}

function ofApi(id: string): readonly Companion[] {
  const path = id.startsWith(`${ROOT}.`) ? id.slice(ROOT.length + 1) : id
  const own = at(BY_API, path)
  return own.length > 0 ? own : at(BY_API, path.slice(0, Math.max(0, path.lastIndexOf('#'), path.lastIndexOf('.'))))
}

function at(lines: Lines, key: string): readonly Companion[] {
  return Object.hasOwn(lines, key) ? membersOf(lines[key]) : []
}

const parsed = new Map<string, readonly Companion[]>()

function membersOf(line: string): readonly Companion[] {
  let members = parsed.get(line)
  if (!members) {
    members = line.split('|').flatMap((tier, place) => {
      const written = tier.split(/\s+/).filter((member) => member !== '')
      return written.map((member) => ({ id: memberId(member), likelihood: TIERS[place] }))
    })
    parsed.set(line, members)
  }
  return members
}
