/** The plan of an example: what its program does, in the order of its life. */
import type { Plan } from '../../../record.ts'
import type { Example } from '../../examples.ts'
import type { Call, Facts } from './facts.ts'
import { list, opening } from './task-text.ts'

/** What a plan names: all kinds of things once, then as many members as people would list. */
const MOST_APIS = 24

export function planFor(example: Example, facts: Facts): Omit<Plan, 'raw'> {
  const { lang } = example
  const say = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  return { requirements: opening(example, facts, say), apis: planApis(facts), steps: stepsOf(facts, lang, say) }
}

function planApis({ calls, helperCalls }: Facts): string[] {
  const firstOfOwner = new Map<string, Call>()
  for (const call of [...calls, ...helperCalls]) if (!firstOfOwner.has(call.owner)) firstOfOwner.set(call.owner, call)
  // Whatever makes an object speaks of its class as well.
  const makers = calls.filter(({ text }) => /\.(?:add|make|tweens|time|anims|load|textures)\.\w+$/.test(text))
  const names = [...makers, ...firstOfOwner.values(), ...calls].map(({ text }) => text)
  return [...new Set(names)].slice(0, MOST_APIS)
}

type Say = (zh: string, en: string) => string

function stepsOf(facts: Facts, lang: Example['lang'], say: Say): string[] {
  const { calls, canvas, physics, textures, maps, animations, hasUpdate, observed, scenes, remarks } = facts
  const size =
    canvas.width && canvas.height ? `${canvas.width} x ${canvas.height}` : say('默认大小', 'the default size')
  const world = physics === undefined ? '' : say(`，启用 ${physics} 物理`, ` with ${physics} physics`)
  const steps = [say(`创建游戏配置：画布 ${size}${world}`, `Configure the game: a canvas of ${size}${world}`)]
  if (scenes.length > 1)
    steps.push(say(`编写场景 ${list(scenes.slice(0, 6), lang)}`, `Write the scenes ${list(scenes.slice(0, 6), lang)}`))
  if (textures.length > 0) {
    const keys = list(textures.slice(0, 8), lang)
    steps.push(say(`在 preload 中用代码绘制纹理 ${keys}`, `In preload, draw the textures ${keys} in code`))
  }
  if (maps.length > 0) {
    const keys = list(maps.slice(0, 8), lang)
    steps.push(say(`在 preload 中用代码生成瓦片地图 ${keys}`, `In preload, make the tile maps ${keys} in code`))
  }
  const made = named(calls, /\.(?:add|make)\.\w+$/)
  if (made.length > 0)
    steps.push(
      say(`在 create 中用 ${list(made, lang)} 创建对象`, `In create, make the objects with ${list(made, lang)}`),
    )
  if (animations.length > 0)
    steps.push(
      say(
        `创建动画 ${list(animations.slice(0, 6), lang)} 并播放`,
        `Create and play the animations ${list(animations.slice(0, 6), lang)}`,
      ),
    )
  const moved = named(calls, /\.(?:tweens|time)\.\w+$/)
  if (moved.length > 0)
    steps.push(say(`用 ${list(moved, lang)} 安排运动与时间`, `Arrange motion and time with ${list(moved, lang)}`))
  const set = calls
    .filter(({ name, text }) => /^(?:set|start)[A-Z]/.test(name) && !text.startsWith('this.add'))
    .map(({ text }) => text)
    .slice(0, 5)
  if (set.length > 0) steps.push(say(`用 ${list(set, lang)} 设置属性`, `Set them up with ${list(set, lang)}`))
  const heard = (observed?.listeners ?? []).slice(0, 6)
  if (heard.length > 0)
    steps.push(say(`监听 ${list(heard, lang)} 并作出响应`, `Listen to ${list(heard, lang)} and respond`))
  if (hasUpdate) steps.push(say('在 update 中逐帧更新', 'Advance it frame by frame in update'))
  if (lang === 'en') steps.push(...remarks.slice(0, 2))
  steps.push(say('用 new Phaser.Game(config) 启动游戏', 'Start the game with new Phaser.Game(config)'))
  return steps
}

function named(calls: readonly Call[], pattern: RegExp): string[] {
  return calls
    .filter(({ text }) => text.startsWith('this.') && pattern.test(text))
    .map(({ text }) => text)
    .slice(0, 6)
}
