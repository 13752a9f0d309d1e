/** From what a seed says in words to probes. A rule that cannot be judged from a run has no place here. */
import type { Seed } from '../../../record.ts'
import type { Probe } from './ask.ts'
import { factsOf, type TaskFacts } from './facts.ts'

interface Rule {
  /** What a hint must say, in either language. */
  readonly hint: RegExp
  /**
   * Whether a program that fails its probes is wrong. Said of rules whose probes held in every one of at least 15
   * programs of real teachers that run clean (of 740), all but one of 1300 answers together; the others only warn.
   */
  readonly certain?: true
  readonly probes: (facts: TaskFacts) => readonly Probe[]
}

const one =
  (kind: string, args: Readonly<Record<string, unknown>> = {}) =>
  (): Probe[] => [{ kind, ...args }]

const VERTICAL = new Set(['W', 'S', 'UP', 'DOWN'])
const HORIZONTAL = new Set(['A', 'D', 'LEFT', 'RIGHT'])

/** Every direction key of the task moves something along its axis; where things fall, only those to the sides do. */
function movesOnKeys({ keys, speed, falls }: TaskFacts, exact: boolean): Probe[] {
  const directions = keys.filter((key) => HORIZONTAL.has(key) || (VERTICAL.has(key) && !falls))
  const wanted = exact && speed !== undefined ? { speed_px_s: speed } : {}
  return directions.map((key) => ({ kind: 'moves-on-key', key, axis: HORIZONTAL.has(key) ? 'x' : 'y', ...wanted }))
}

const withSpeed = ({ speed }: TaskFacts): Probe[] =>
  speed === undefined ? [{ kind: 'moves' }] : [{ kind: 'moves', speed_px_s: speed }]

const SHOWS_TEXT = [{ kind: 'objects', type: 'Text', min: 1 }]

/** By topic. All rules that a hint meets apply. */
const RULES: readonly Rule[] = [
  // Motion.
  {
    hint: /旋转速度|旋转持续|更新 rotation|rotation (?:speed|continues)|keeps rotating/i,
    certain: true,
    probes: ({ degrees }) => [{ kind: 'rotates', ...(degrees && { deg_s: degrees }) }],
  },
  {
    hint: /随按键|按键时.{0,200}移动|玩家(?:可移动|可控制)|移动控制|moves? (?:with|on|by) (?:the )?keys?/i,
    certain: true,
    probes: (facts) => movesOnKeys(facts, false),
  },
  {
    hint: /^速度符合设定$|speed (?:is|matches) (?:as )?(?:set|asked|the)/i,
    certain: true,
    probes: (facts) => movesOnKeys(facts, true),
  },
  { hint: /(?:持续|往返|左右)移动|movement continues|keeps moving/i, certain: true, probes: withSpeed },
  {
    hint: /障碍物?下落|追踪玩家|持续追踪|接近时追踪|敌人追踪|巡逻|被吸引|朝玩家|向指针|随指针|可移动目标|平台移动|falls?\b|chas|patrol|follows? the pointer/i,
    probes: one('moves'),
  },
  { hint: /拖拽(?:事件|过程)|可拖拽|drag/i, certain: true, probes: one('draggable') },
  {
    hint: /不能移出边界|速度反向|检测边界碰撞|设置边界碰撞|stays? (?:inside|within|in bounds)|bounces?\b/i,
    probes: one('stays-in-bounds'),
  },

  // Looks.
  { hint: /scale tween|缩放到|拖拽时应用缩放|scales? to/i, certain: true, probes: one('changes', { what: 'scaled' }) },
  { hint: /scale tween/i, certain: true, probes: one('tweens', { property: 'scale' }) },
  { hint: /alpha tween|透明度|fades?\b/i, certain: true, probes: one('changes', { what: 'faded' }) },
  { hint: /创建 tween|create a tween/i, certain: true, probes: one('tweens') },
  { hint: /动画(?:应)?循环|loops?\b/i, certain: true, probes: one('tweens', { loop: true }) },
  { hint: /同步动画|动画效果/, probes: one('tweens') },
  {
    hint: /(?:绘制|显示)指定(?:形状|数量)|绑定到场景|血条|进度条|draws? the shapes?/i,
    probes: one('objects', { min: 1 }),
  },
  {
    hint: /指定数量|创建多个|多个(?:目标|对象|物体)|number of shapes/i,
    probes: ({ count }) => (count ? [{ kind: 'objects', min: count }] : []),
  },
  { hint: /颜色(?:交替|应随机)|生成地图|随机生成障碍|生成布局|迷宫/, probes: one('objects', { min: 1 }) },
  {
    hint: /Text 对象|文本|文字|text object/i,
    probes: ({ quoted }) => [...SHOWS_TEXT, ...(quoted ? [{ kind: 'text-shows', text: quoted }] : [])],
  },
  {
    hint: /^UI|^显示|显示(?:分数|关卡|波次|状态|统计|击杀|倒计时|seed)|应显示 ?seed|弹窗|暂停提示|shows? the (?:score|level|wave|state)/i,
    probes: () => SHOWS_TEXT,
  },
  {
    hint: /(?:显示|结束|胜利|失败|完成|通关|提示|信息)/,
    probes: ({ quoted }) => (quoted ? [{ kind: 'text-shows', text: quoted }] : []),
  },
  { hint: /实时(?:更新|显示)|同步更新|击杀数更新|updates? (?:live|in real time)/i, probes: one('text-changes') },

  // Input.
  { hint: /pointerdown/i, certain: true, probes: one('listens', { event: 'pointerdown' }) },
  { hint: /点击坐标|点击新增|在点击|on click/i, certain: true, probes: one('spawns', { on: 'pointerdown' }) },
  {
    hint: /键盘输入|监听(?: ?WASD)? ?按键|按键(?:扣血|对应|控制)|keyboard|listens? (?:to|for) keys?/i,
    certain: true,
    probes: ({ trigger }) => [{ kind: 'listens', event: trigger ?? 'key' }],
  },
  {
    hint: /按键(?:切换|触发|扣血|控制)|冲刺速度|可跳跃|on key ?(?:press|down)?/i,
    probes: ({ trigger }) => [{ kind: 'reacts', event: trigger ?? 'key' }],
  },
  {
    hint: /触发(?:生成|发射)|子弹朝|发射方向|shoots?\b/i,
    probes: ({ trigger }) => (trigger ? [{ kind: 'spawns', on: trigger }] : []),
  },

  // What goes on.
  {
    hint: /定时器|定时触发|timer/i,
    certain: true,
    probes: ({ everyMs }) => [{ kind: 'timer', ...(everyMs && { every_ms: everyMs }) }],
  },
  { hint: /倒计时|每秒更新|countdown/i, probes: one('timer') },
  {
    hint: /定时触发生成|持续生成|spawns?\b/i,
    probes: ({ everyMs }) => [{ kind: 'spawns', ...(everyMs && { every_ms: everyMs }) }],
  },
  {
    hint: /数量(?:应)?有上限|at most|upper limit/i,
    probes: ({ max, everyMs }) => (max ? [{ kind: 'spawns', max, ...(everyMs && { every_ms: everyMs }) }] : []),
  },
  {
    hint: /变量|分数持续|加分|次数|扣血|回血|(?:state|score|health|level) ?(?:变量|variable)/i,
    probes: one('state-changes'),
  },
  { hint: /场景切换|(?:从|至少).{0,200}Scene|三个场景|changes? scene/i, probes: one('starts-scene') },

  // The world.
  { hint: /碰撞|collision|collides?|overlap/i, probes: one('collides') },
  { hint: /Arcade Physics|物理引擎|physics/i, probes: one('physics') },
  { hint: /受重力|重力方向|切换重力|方向重力|gravity/i, probes: one('gravity') },
  {
    hint: /startFollow|相机(?:跟随|保持跟随)|目标移动时相机|camera follows?/i,
    certain: true,
    probes: one('camera-follows'),
  },
  { hint: /相机效果|相机 ?shake|震屏|camera (?:effect|shake)/i, probes: one('camera-effect') },
  { hint: /粒子|particles?/i, probes: one('particles') },
  { hint: /tilemap/i, probes: one('tilemap') },
]

/** What a tag of a seed stands for. Tags name topics, no promises: what they stand for only warns. */
const TAGS: ReadonlyMap<string, Probe> = new Map<string, Probe>([
  ['bounds', { kind: 'stays-in-bounds' }],
  ['camera', { kind: 'camera-effect' }],
  ['click', { kind: 'listens', event: 'pointerdown' }],
  ['collision', { kind: 'collides' }],
  ['drag', { kind: 'draggable' }],
  ['fade', { kind: 'changes', what: 'faded' }],
  ['gravity', { kind: 'gravity' }],
  ['keyboard', { kind: 'listens', event: 'key' }],
  ['movement', { kind: 'moves' }],
  ['particles', { kind: 'particles' }],
  ['physics', { kind: 'physics' }],
  ['rotation', { kind: 'rotates' }],
  ['score', { kind: 'state-changes' }],
  ['text', { kind: 'objects', type: 'Text', min: 1 }],
  ['tilemap', { kind: 'tilemap' }],
  ['timer', { kind: 'timer' }],
  ['tween', { kind: 'tweens' }],
])

/** A task or hint is a paragraph: of a longer one only so much is read, since rules look for words far apart. */
const MOST_READ = 4000

/** The probes that one hint of a seed asks for; none when no rule knows what it says. */
export function probesOfHint(hint: string, task: string): Probe[] {
  return hinted(hint, factsOf(task.slice(0, MOST_READ)))
}

function hinted(hint: string, facts: TaskFacts): Probe[] {
  const text = hint.slice(0, MOST_READ)
  return unique(RULES.filter((rule) => rule.hint.test(text)).flatMap((rule) => withSeverity(rule, rule.probes(facts))))
}

/**
 * What the task alone asks for: something moves at the speed that it names. So it was in all but one of 147 real programs
 * of all difficulties, and in that one nothing moves.
 */
function probesOfTask({ speed }: TaskFacts): Probe[] {
  return speed === undefined ? [] : [{ kind: 'moves', speed_px_s: speed, severity: 'error' }]
}

function withSeverity({ certain }: Rule, probes: readonly Probe[]): Probe[] {
  return probes.map((probe) => ({ ...probe, severity: certain ? 'error' : 'warning' }))
}

/** The probes that a seed asks for: its own, or else what its hints and tags say. */
export function probesOf(seed: Seed): { readonly own: boolean; readonly probes: readonly Probe[] } {
  const { probes = [], eval_hints = [], tags = [], task } = seed
  if (probes.length > 0) return { own: true, probes }
  const facts = factsOf(task.slice(0, MOST_READ))
  const said = [...eval_hints.flatMap((hint) => hinted(hint, facts)), ...probesOfTask(facts)]
  // A hint says more exactly what a tag of the same kind stands for.
  const topics = tags.map((tag) => TAGS.get(tag.toLowerCase())).filter((probe) => probe !== undefined)
  const more = topics.filter(({ kind }) => !said.some((probe) => probe.kind === kind))
  return { own: false, probes: unique([...said, ...more.map((probe) => ({ ...probe, severity: 'warning' }))]) }
}

function unique(probes: readonly Probe[]): Probe[] {
  return [...new Map(probes.map((probe) => [JSON.stringify(probe), probe])).values()]
}
