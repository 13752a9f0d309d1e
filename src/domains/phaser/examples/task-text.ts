/** The task of an example in words: what it shows, what moves, what it reacts to. */
import type { Example } from '../../examples.ts'
import type { Facts } from './facts.ts'
import { listenedTo } from './facts.ts'
import { CAUSES, CHANGES, EVENTS, OBJECTS, PROPERTIES, TOPICS, type Words } from './words.ts'

type Language = Example['lang']
type Say = (zh: string, en: string) => string

/** More sentences of one kind would describe the program line by line. */
const MOST = 3

export function taskFor(example: Example, facts: Facts): string {
  const { lang } = example
  const say: Say = (zh, en) => (lang === 'zh' ? zh : en)
  const sentences = [
    opening(example, facts, say),
    ...remark(example, facts),
    ...shown(facts, lang, say),
    ...moving(facts, lang, say),
    ...physical(facts, say),
    ...reacting(example, facts, say),
    ...texts(facts, lang, say),
    ...stage(facts, lang, say),
  ]
  return sentences.join(lang === 'zh' ? '' : ' ')
}

/** One sentence that says which scene or game is asked for. */
export function opening({ title, folders }: Example, { scenes }: Facts, say: Say): string {
  const topic = topicOf([...folders.toReversed(), title])
  const name = title.replace(/[“”"「」]/g, '')
  if (folders.some((folder) => /^games?$/i.test(folder))) {
    return say(`用 Phaser 3 制作小游戏“${name}”。`, `Make a small Phaser 3 game called "${name}".`)
  }
  const what = scenes.length > 1 ? say('程序（多个场景）', 'program of several scenes') : say('场景', 'scene')
  const about = topic ? say(`，主题是${topic.zh}`, ` about ${topic.en}`) : ''
  return say(
    `编写一个 Phaser 3 ${what}，演示“${name}”${about}。`,
    `Create a Phaser 3 ${what}${about} that demonstrates "${name}".`,
  )
}

function topicOf(names: readonly string[]): Words | undefined {
  for (const name of names) {
    const found = TOPICS.find(([pattern]) => pattern.test(name))
    if (found) return found[1]
  }
  return undefined
}

/** What the authors say themselves, in their own language. */
function remark({ lang }: Example, { remarks }: Facts): string[] {
  const [first] = remarks
  if (first === undefined || lang === 'zh') return []
  return [/[.!?]$/.test(first) ? first : `${first}.`]
}

function shown({ observed }: Facts, lang: Language, say: Say): string[] {
  const counts = new Map<string, number>()
  for (const look of [observed?.first, observed?.last]) {
    for (const [type, count] of Object.entries(look?.byType ?? {}))
      counts.set(type, Math.max(count, counts.get(type) ?? 0))
  }
  const parts = [...counts]
    .filter(([type]) => OBJECTS[type])
    .map(([type, count]) => counted(OBJECTS[type], count, lang))
  return parts.length === 0
    ? []
    : [say(`画面上有 ${list(parts, lang).replace(/(?<=[、和])(?=\d)/g, ' ')}。`, `It shows ${list(parts, lang)}.`)]
}

function counted({ zh, en }: Words, count: number, lang: Language): string {
  const many = count > 20
  if (lang === 'zh') return many ? `许多${zh}` : `${count} 个${zh}`
  const [one, several = `${one}s`] = en.split('|')
  return many ? `many ${several}` : count === 1 ? `one ${one}` : `${count} ${several}`
}

function moving({ observed, animations }: Facts, lang: Language, say: Say): string[] {
  const tweens = (observed?.tweens ?? []).slice(0, MOST).map((tween) => {
    const names = tween.properties
      .slice(0, 4)
      .map((name) => PROPERTIES[name]?.[lang] ?? (lang === 'zh' ? ` ${name} ` : name))
    const seconds = Math.round(tween.duration / 10) / 100
    const ever = tween.repeat === -1 || tween.loop === -1
    const zh = `补间在 ${seconds} 秒内改变${list(names, lang)}${tween.ease ? `（缓动 ${tween.ease}）` : ''}${tween.yoyo ? '，往返' : ''}${ever ? '，无限循环' : ''}。`
    const en = `A tween changes ${list(names, lang)} over ${seconds} s${tween.ease ? ` (ease ${tween.ease})` : ''}${tween.yoyo ? ', there and back' : ''}${ever ? ', for ever' : ''}.`
    return say(zh, en)
  })
  const timers = (observed?.timers ?? [])
    .filter(({ delay }) => delay >= 16)
    .slice(0, MOST)
    .map(({ delay, loop, repeat }) => {
      const again = loop || repeat !== 0
      return say(
        again ? `定时器每 ${delay} 毫秒触发一次。` : `${delay} 毫秒后触发一次延时回调。`,
        again ? `A timer fires every ${delay} ms.` : `A delayed call comes after ${delay} ms.`,
      )
    })
  const named = animations.slice(0, 6).map((name) => `'${name}'`)
  const frames =
    named.length === 0
      ? []
      : [
          say(
            `定义并播放逐帧动画 ${list(named, lang)}。`,
            `It defines and plays the frame animation${named.length > 1 ? 's' : ''} ${list(named, lang)}.`,
          ),
        ]
  const alone = (observed?.objects ?? [])
    .filter(({ speed, spin }) => speed !== undefined || spin !== undefined)
    .slice(0, 1)
    .map(({ type, speed, spin }) => {
      const { zh, en } = OBJECTS[type] ?? { zh: '对象', en: 'object' }
      return speed
        ? say(
            `${zh}以约 ${Math.round(speed.typical)} 像素/秒移动。`,
            `${withArticle(en.split('|')[0])} moves at about ${Math.round(speed.typical)} px/s.`,
          )
        : say(
            `${zh}以约 ${Math.round(spin!)} 度/秒旋转。`,
            `${withArticle(en.split('|')[0])} turns at about ${Math.round(spin!)} degrees a second.`,
          )
    })
  const particles = (observed?.particles ?? 0) > 0 ? [say('发射粒子。', 'Particles are emitted.')] : []
  const camera = (observed?.cameras ?? []).find(({ follows }) => follows !== '')
  const following = camera ? [say('摄像机跟随对象。', 'The camera follows an object.')] : []
  const effects = Object.keys(observed?.cameraEffects ?? {})
    .filter((name) => name !== 'startFollow')
    .slice(0, MOST)
  const shaken =
    effects.length === 0
      ? []
      : [
          say(
            `使用摄像机效果 ${list(effects, lang)}。`,
            `It uses the camera effect${effects.length > 1 ? 's' : ''} ${list(effects, lang)}.`,
          ),
        ]
  return [...tweens, ...timers, ...frames, ...(tweens.length > 0 ? [] : alone), ...particles, ...following, ...shaken]
}

function physical({ observed, physics }: Facts, say: Say): string[] {
  if (physics === undefined) return []
  const engine = physics === 'arcade' ? 'Arcade' : 'Matter'
  const gravity = observed?.worlds.find(({ gravity: { x, y } }) => x !== 0 || y !== 0)?.gravity
  const pull = gravity ? say(`，重力为 (${gravity.x}, ${gravity.y})`, `, gravity (${gravity.x}, ${gravity.y})`) : ''
  const touching = (observed?.contacts ?? []).some(({ kind }) => kind !== 'overlap')
  const overlapping = (observed?.contacts ?? []).some(({ kind }) => kind === 'overlap')
  return [
    say(`使用 ${engine} 物理${pull}。`, `It uses ${engine} physics${pull}.`),
    ...(touching ? [say('物体之间发生碰撞。', 'Bodies collide with each other.')] : []),
    ...(overlapping ? [say('检测重叠并作出响应。', 'Overlaps are detected and answered.')] : []),
    ...((observed?.worldBounds ?? 0) > 0
      ? [say('物体留在世界边界之内。', 'Bodies stay inside the world bounds.')]
      : []),
  ]
}

/** What it does on input, as far as the run showed it: a listener that nobody saw answer is no promise. */
function reacting({ code, lang }: Example, { observed }: Facts, say: Say): string[] {
  const answered = (observed?.input.effects ?? []).flatMap(({ handlers }) => Object.keys(handlers))
  const heard = listenedTo(observed).filter((event) => !INPUT_EVENT.test(event) || answers(event, answered))
  const phrases = EVENTS.filter(([pattern]) => heard.some((event) => pattern.test(event))).map(
    ([, words]) => words[lang],
  )
  const scrolls = /KeyControl\(/.test(code) && (observed?.cameras ?? []).some(({ scrolled }) => scrolled)
  const keys = keysOf(observed?.keys ?? [], scrolls ? new Set(CURSOR_KEYS) : keysAnswered(observed), say)
  const results = consequences(code, observed, scrolls, lang)
  return [
    ...(phrases.length === 0 || results.length > 0
      ? []
      : [say(`响应${list(phrases, lang)}。`, `It reacts to ${list(phrases, lang)}.`)]),
    ...results,
    ...(keys.length === 0 ? [] : [say(`用${list(keys, lang)}操作。`, `It is controlled with ${list(keys, lang)}.`)]),
  ]
}

const INPUT_EVENT = /^(?:pointer|gameobject|drag|drop|wheel|key|down$|up$)/

/** Keys have one event each; `listenedTo` gives them one name. */
function answers(event: string, answered: readonly string[]): boolean {
  return answered.some((each) => each === event || (/^key(?:down|up)$/.test(event) && each.startsWith(`${event}-`)))
}

const CURSOR_KEYS = ['DOWN', 'LEFT', 'RIGHT', 'SHIFT', 'SPACE', 'UP']

type Effect = NonNullable<Facts['observed']>['input']['effects'][number]

/**
 * Whether objects came or went by that input. What nobody listened for came by itself, but for a key that the program
 * looks at, when nothing comes with the keys that it does not look at.
 */
function isAnswer({ cause, handlers, spawned }: Effect, observed: Facts['observed']): boolean {
  if (Object.keys(handlers).length > 0) return true
  const keys = (observed?.keys ?? []).map((key) => `key:${key}`)
  const others = (observed?.input.effects ?? []).filter((each) => each.spawned > 0 && !keys.includes(each.cause))
  return spawned > 0 && keys.includes(cause) && others.length === 0
}

/** Keys after which something happened that did not happen by itself. */
function keysAnswered(observed: Facts['observed']): Set<string> {
  const causes = (observed?.objects ?? []).flatMap(({ reactions = [] }) => reactions.map(({ cause }) => cause))
  for (const effect of observed?.input.effects ?? []) {
    if (isAnswer(effect, observed) || effect.state.length > 0) causes.push(effect.cause)
  }
  return new Set(causes.flatMap((cause) => /^key(?:up)?:(.+)$/.exec(cause)?.[1] ?? []))
}

function keysOf(keys: readonly string[], answered: ReadonlySet<string>, say: Say): string[] {
  const isCursors = CURSOR_KEYS.every((key) => keys.includes(key))
  const hasCursors = isCursors && CURSOR_KEYS.some((key) => answered.has(key))
  const others = keys.filter((key) => answered.has(key) && !(isCursors && CURSOR_KEYS.includes(key))).slice(0, 6)
  return [...(hasCursors ? [say('方向键', 'the cursor keys')] : []), ...others.map((key) => say(` ${key} 键`, key))]
}

/** Every click is a press. */
function kindOf(cause: string): string {
  if (/^(?:rightclick|doubleclick)$/.test(cause)) return 'pointerdown'
  return cause.replace(/^keyup:.*/, 'keyup').replace(/^key:.*/, 'key')
}

/**
 * Whether a program listens to that kind of input itself, or looks at the pointer or its keys: to drag is to press and to
 * move as well, and what changes after a press in which nobody is interested changes by itself.
 */
function heardOf(kind: string, code: string, observed: Facts['observed']): boolean {
  if (kind.startsWith('key')) return (observed?.keys ?? []).length > 0 || answers('keydown', observed?.listeners ?? [])
  if (kind !== 'pointerover' && kind !== 'drag' && /\b(?:activePointer|mousePointer|pointer1)\b/.test(code)) return true
  return (observed?.listeners ?? []).some((event) => event.replace('gameobject', 'pointer').startsWith(kind))
}

/** Sentences on what followed each kind of input in the run. */
function consequences(code: string, observed: Facts['observed'], scrolls: boolean, lang: Language): string[] {
  const after = new Map<string, Set<string>>()
  const add = (cause: string, what: string): void => {
    const kind = kindOf(cause)
    if (heardOf(kind, code, observed) && CAUSES[kind] && CHANGES[what]) after.set(kind, (after.get(kind) ?? new Set()).add(what))
  }
  for (const effect of observed?.input.effects ?? []) {
    if (!isAnswer(effect, observed)) continue
    const { cause, spawned, destroyed } = effect
    if (spawned > 0) add(cause, 'spawned')
    if (destroyed > 0) add(cause, 'destroyed')
  }
  for (const { reactions = [] } of observed?.objects ?? []) {
    for (const { cause, changed } of reactions) for (const what of changed) add(cause, what)
  }
  if (scrolls) after.set('key', (after.get('key') ?? new Set()).add('scrolled'))
  return [...after].slice(0, MOST + 1).map(([cause, what]) => {
    const changes = list(
      [...what].slice(0, MOST).map((each) => CHANGES[each][lang]),
      lang,
    )
    return lang === 'zh' ? `${CAUSES[cause].zh}时，${changes}。` : `${CAUSES[cause].en}, ${changes}.`
  })
}

function texts({ observed }: Facts, lang: Language, say: Say): string[] {
  const all = [...new Set(observed?.first?.texts ?? [])]
  const short = all
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text.length > 1 && text.length < 60)
  const shownTexts = short
    .slice(0, 2)
    .map((text) => (lang === 'zh' ? `“${text.replace(/[“”]/g, '')}”` : `"${text.replace(/"/g, "'")}"`))
  return shownTexts.length === 0
    ? []
    : [say(`显示文字${list(shownTexts, lang)}。`, `It shows the text ${list(shownTexts, lang)}.`)]
}

function stage({ canvas: { width, height, background }, textures, maps }: Facts, lang: Language, say: Say): string[] {
  const colour = background === undefined ? '' : say(`，背景 ${background}`, `, background ${background}`)
  const size =
    width && height ? [say(`画布 ${width} x ${height}${colour}。`, `The canvas is ${width} x ${height}${colour}.`)] : []
  const keys = textures.slice(0, 6).map((key) => `'${key}'`)
  const named = maps.slice(0, 6).map((key) => `'${key}'`)
  const built =
    named.length === 0
      ? []
      : [
          say(
            `瓦片地图 ${list(named, lang)} 由代码生成。`,
            `Make the tile map${named.length > 1 ? 's' : ''} ${list(named, lang)} in code.`,
          ),
        ]
  const drawn =
    keys.length === 0
      ? []
      : [
          say(
            `纹理 ${list(keys, lang)} 由代码绘制。`,
            `Draw the texture${keys.length > 1 ? 's' : ''} ${list(keys, lang)} in code.`,
          ),
        ]
  return [...size, ...drawn, ...built]
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'An' : 'A'} ${noun}`
}

/** `a, b and c` · `a、b和c` */
export function list(parts: readonly string[], lang: Language): string {
  const [comma, and] = lang === 'zh' ? ['、', '和'] : [', ', ' and ']
  if (parts.length < 2) return parts[0] ?? ''
  return parts.slice(0, -1).join(comma) + and + parts.at(-1)!
}
