/** Figures and names in the task of a seed, in Chinese or English. */

export interface TaskFacts {
  /** px/s that something is to move at. */
  readonly speed?: number
  /** Degrees a second that something is to turn at. */
  readonly degrees?: number
  /** ms from one time to the next. */
  readonly everyMs?: number
  /** How many things there may be, and how many there are to be. */
  readonly max?: number
  readonly count?: number
  /** Words in quotes. */
  readonly quoted?: string
  /** Names of keys, as in Phaser's KeyCodes. */
  readonly keys: readonly string[]
  /** The input that sets things off, as probes name it; undefined when the task names none. */
  readonly trigger?: string
  /** Whether things fall: then the keys up and down do not simply move. */
  readonly falls: boolean
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)`

/** A figure that is only part of one (`200*3`) is none, and not all that has a speed moves. */
const SPEED = [
  new RegExp(`(?<!旋转|回放|播放|动画|冲刺|吸引)速度(?:为|是|:|：)?\\s*${NUMBER}(?![\\d.]|\\s*[*/倍])`),
  new RegExp(`以\\s*${NUMBER}\\s*(?:像素/秒|px/s)?\\s*的?速度`),
  new RegExp(
    `(?:at|(?<!rotation |dash )speed(?: of| is| =|:)?)\\s+${NUMBER}\\s*(?:px|pixels)(?:/|\\s+per\\s+|\\s+a\\s+)s`,
    'i',
  ),
  new RegExp(`(?<!rotation |dash )speed(?: of| is| =|:)?\\s+${NUMBER}(?![\\d.]|\\s*[*/x])`, 'i'),
]
const DEGREES = [
  new RegExp(`每秒\\s*${NUMBER}\\s*度`),
  new RegExp(`${NUMBER}\\s*(?:度|°)\\s*(?:/|每)\\s*秒`),
  new RegExp(`${NUMBER}\\s*(?:degrees?|deg|°)\\s*(?:/|per|a)\\s*s`, 'i'),
]
const EVERY = [new RegExp(`每隔?\\s*${NUMBER}?\\s*秒`), new RegExp(`every\\s+(?:${NUMBER}\\s+)?seconds?`, 'i')]
const MAX = [
  new RegExp(`最多(?:生成|允许|同时)?\\s*${NUMBER}`),
  new RegExp(`(?:at most|up to|maximum of)\\s+${NUMBER}`, 'i'),
]
const COUNT = [
  new RegExp(`${NUMBER}\\s*(?:个|颗|只|块)`),
  new RegExp(`\\b${NUMBER}\\s+(?!seconds?|px|pixels?|degrees?|times|points?)[a-z]+`, 'i'),
]
const QUOTED = [/["“「『]([^"“”「」『』]{1,60})["”」』]/]

const KEYS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/wasd/i, ['W', 'A', 'S', 'D']],
  [/方向键|arrow keys?|cursor keys?/i, ['LEFT', 'RIGHT', 'UP', 'DOWN']],
  [/空格|space ?bar|space key|\bspace\b/i, ['SPACE']],
]
const POINTER: readonly (readonly [RegExp, string])[] = [
  [/右键|right[- ](?:click|button)/i, 'rightclick'],
  [/鼠标左键|点击|click|tap|left button/i, 'pointerdown'],
]
const FALLS = /重力|跳跃|跳起|gravity|jump|platformer/i

function figure(task: string, patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(task)
    // "every second" has no figure.
    if (match) return Number(match[1] ?? 1)
  }
  return undefined
}

/** What a task says in figures. */
export function factsOf(task: string): TaskFacts {
  const seconds = figure(task, EVERY)
  const keys = KEYS.flatMap(([pattern, names]) => (pattern.test(task) ? names : []))
  const pointer = POINTER.find(([pattern]) => pattern.test(task))?.[1]
  const facts: { -readonly [Name in keyof TaskFacts]: TaskFacts[Name] } = { keys, falls: FALLS.test(task) }
  const set = <Name extends keyof TaskFacts>(name: Name, value: TaskFacts[Name] | undefined): void => {
    if (value !== undefined) facts[name] = value
  }
  set('speed', figure(task, SPEED))
  set('degrees', figure(task, DEGREES))
  set('everyMs', seconds === undefined ? undefined : seconds * 1000)
  set('max', figure(task, MAX))
  set('count', figure(task, COUNT))
  set(
    'quoted',
    QUOTED.map((pattern) => pattern.exec(task)?.[1]).find((text) => text !== undefined),
  )
  set('trigger', keys.length > 0 ? 'key' : pointer)
  return facts
}
