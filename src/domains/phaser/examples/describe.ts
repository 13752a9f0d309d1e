/** The task that an example answers, and a plan for it: what a person could have asked for to get this program. */
import type { ApiIndex } from '../../../api-index/api-index.ts'
import { parseProgram } from '../../../checks/program.ts'
import type { Difficulty } from '../../../record.ts'
import type { Described, Example } from '../../examples.ts'
import { isUsed } from '../api-resolver/usage.ts'
import { factsOfExample, listenedTo, type Call, type Facts } from './facts.ts'
import { planFor } from './plan-text.ts'
import { taskFor } from './task-text.ts'

export function describe(example: Example, index: ApiIndex): Described | undefined {
  const { program } = parseProgram(example.code)
  if (!program) return undefined
  const facts = factsOfExample(program, index, example.observed)
  const prompt: Described['prompt'] = {
    difficulty: difficultyOf(facts),
    modules: modulesOf(facts),
    task: taskFor(example, facts),
    constraints: constraintsFor(example),
    must_use_apis: tellingApis(example, facts, index),
    tags: [...example.folders, example.title].map((each) => each.toLowerCase()),
    lang: example.lang,
  }
  return { prompt, plan: planFor(example, facts) }
}

/**
 * Tokens and calls: as much as programs of each difficulty have in the middle (see the length bands of the quality
 * score). What stands still is easy, however long it is.
 */
function difficultyOf({ tokens, calls, hasUpdate, observed }: Facts): Difficulty {
  const changes = Object.values(observed?.changes ?? { unknown: 1 }).some((count) => count > 0)
  if (!changes && !hasUpdate && listenedTo(observed).length === 0) return 'easy'
  const size = tokens + 10 * calls.length
  return size < 500 ? 'easy' : size < 1300 ? 'medium' : 'hard'
}

const MODULES: readonly (readonly [string, RegExp])[] = [
  ['GameObjects', /^Phaser\.GameObjects\.(?!Particles)/],
  ['Physics', /^Phaser\.Physics\./],
  ['Input', /^Phaser\.Input\./],
  ['Animations', /^Phaser\.(?:Animations|Tweens)\./],
  ['Camera', /^Phaser\.Cameras\./],
  ['Particles', /^Phaser\.GameObjects\.Particles\./],
  ['Groups', /^Phaser\.GameObjects\.Group\b|Physics\.\w+\.(?:Static)?Group\b/],
  ['Tilemap', /^Phaser\.Tilemaps\./],
  ['Sound', /^Phaser\.Sound\./],
  ['Time', /^Phaser\.Time\./],
]

function modulesOf({ calls }: Facts): string[] {
  const owners = calls.flatMap(({ owner, id }) => [owner, id])
  return [
    'Scene',
    ...MODULES.filter(([, pattern]) => owners.some((owner) => pattern.test(owner))).map(([name]) => name),
  ]
}

function constraintsFor({ lang, assets }: Example): string[] {
  const zh = ['使用 Phaser 3.90（全局变量 Phaser），代码可独立运行', '不加载任何外部资源']
  const en = ['Phaser 3.90 as the global Phaser; the program runs as it is', 'no external files']
  const drawn = { zh: '所需纹理与声音由代码生成', en: 'textures and sounds that are needed are made in code' }
  return [...(lang === 'zh' ? zh : en), ...(assets === 'generated' ? [drawn[lang]] : [])]
}

/** Calls that nearly every program has say nothing of what it is an example of. */
const EVERYDAY = new Set(
  (
    'image sprite text on once add create setOrigin setScale setPosition setText setInteractive setVisible setActive Between start ' +
    'setDepth setAlpha setAngle setTint get play rectangle FloatBetween graphics fillStyle setScrollFactor'
  ).split(' '),
)
const MOST_APIS = 3

/** The members that tell most of what the example is about: those that its title or folder speak of, then the rarer ones. */
function tellingApis({ title, folders }: Example, { calls, analysis }: Facts, index: ApiIndex): string[] {
  const about = wordsOf([title, ...folders].join(' '))
  const score = (call: Call): number => {
    const words = wordsOf(`${call.owner.split('.').slice(1).join(' ')} ${call.name}`)
    const shared = [...words].filter((word) => about.has(word)).length
    return shared * 2 - (EVERYDAY.has(call.name) ? 3 : 0)
  }
  const ranked = calls
    .map((call, at) => ({ call, at, score: score(call) }))
    .filter((each) => each.score >= 0)
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .map(({ call }) => call.id)
  const used = [...new Set(ranked)].filter((id) => {
    const symbol = index.resolve(id)?.symbol
    return symbol !== undefined && isUsed(symbol, index, analysis.usage)
  })
  return used.slice(0, MOST_APIS)
}

function wordsOf(text: string): Set<string> {
  const words =
    text
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? []
  return new Set(words.map((word) => word.replace(/(?:ies|s)$/, '')))
}
