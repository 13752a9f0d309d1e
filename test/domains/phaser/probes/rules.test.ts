import t from 'tap'
import { askProbes, type Probe } from '../../../../src/domains/phaser/probes/ask.ts'
import { factsOf } from '../../../../src/domains/phaser/probes/facts.ts'
import { probesOf, probesOfHint } from '../../../../src/domains/phaser/probes/rules.ts'
import type { Seed } from '../../../../src/record.ts'
import { QUIET } from '../../../helpers/observed.ts'

t.test('a task says its figures in Chinese and in English', async (t) => {
  const table: [task: string, facts: object][] = [
    ['让一个圆形以每秒 80 度的速度持续旋转。', { degrees: 80 }],
    ['Rotate a square at 80 degrees per second.', { degrees: 80 }],
    ['使用 WASD 键控制一个方块移动，速度为 240 像素/秒。', { speed: 240, keys: ['W', 'A', 'S', 'D'], trigger: 'key' }],
    ['Move a square with WASD at 240 px/s.', { speed: 240, keys: ['W', 'A', 'S', 'D'] }],
    ['让一个星形以 240 速度移动，碰到边界时反弹。', { speed: 240 }],
    ['每隔 2 秒在随机位置生成一个星形，最多生成 12 个。', { everyMs: 2000, max: 12 }],
    ['Every 1.5 seconds a star appears, at most 12 of them.', { everyMs: 1500, max: 12 }],
    ['Add a point every second.', { everyMs: 1000 }],
    ['绘制5个随机位置的橙色方块。', { count: 5 }],
    ['Draw 5 squares.', { count: 5 }],
    ['显示一段文字 "Hello Phaser"，字体大小为 48 像素。', { quoted: 'Hello Phaser' }],
    ['Move it at 120 px/s; its rotation speed is 90', { speed: 120 }],
    ['敌人速度 120，玩家速度 200*3', { speed: 120 }],
    ['按方向键进行冲刺', { keys: ['LEFT', 'RIGHT', 'UP', 'DOWN'] }],
    ['按空格键触发', { keys: ['SPACE'], trigger: 'key' }],
    ['按鼠标右键开始回放', { trigger: 'rightclick', keys: [] }],
    ['点击画布任意位置', { trigger: 'pointerdown' }],
    ['角色跳跃收集金币，重力 600', { falls: true }],
  ]
  for (const [task, facts] of table) t.match(factsOf(task), facts, task)
  for (const task of ['移动速度为 200*3', '旋转速度为 90', '冲刺速度 300', 'a rotation speed of 90', 'meet at 10 places'])
    t.equal(factsOf(task).speed, undefined, task)
})

const error = { severity: 'error' }
const warning = { severity: 'warning' }

t.test('a hint stands for probes', async (t) => {
  const table: [hint: string, task: string, probes: Probe[]][] = [
    ['旋转速度符合设定', '以每秒 80 度的速度旋转', [{ kind: 'rotates', deg_s: 80, ...error }]],
    ['The rotation speed is as asked', 'turn at 80 degrees per second', [{ kind: 'rotates', deg_s: 80, ...error }]],
    [
      '速度符合设定',
      '用方向键移动，速度为 120，有重力',
      ['LEFT', 'RIGHT'].map((key) => ({ kind: 'moves-on-key', key, axis: 'x', speed_px_s: 120, ...error })),
    ],
    ['对象持续移动', '以 240 速度移动', [{ kind: 'moves', speed_px_s: 240, ...error }]],
    ['应启用交互并监听拖拽事件', '拖拽', [{ kind: 'draggable', ...error }]],
    ['对象不能移出边界', '', [{ kind: 'stays-in-bounds', ...warning }]],
    [
      '应创建 Text 对象',
      '显示 "你好"',
      [
        { kind: 'objects', type: 'Text', min: 1, ...warning },
        { kind: 'text-shows', text: '你好', ...warning },
      ],
    ],
    ['按键切换暂停状态', '按鼠标左键暂停', [{ kind: 'reacts', event: 'pointerdown', ...warning }]],
    ['相机应 startFollow 目标', '', [{ kind: 'camera-follows', ...error }]],
    ['位置应随机分布', '', []],
  ]
  for (const [hint, task, probes] of table) t.same(probesOfHint(hint, task), probes, hint)
})

const seed: Seed = { id: 's', difficulty: 'easy', modules: [], task: '以 240 速度移动', eval_hints: ['对象持续移动'] }

t.test('the own probes of a seed are all that is asked of it', async (t) => {
  t.same(probesOf({ ...seed, probes: [{ kind: 'tilemap' }] }), { own: true, probes: [{ kind: 'tilemap' }] })
  t.same(probesOf(seed), { own: false, probes: [{ kind: 'moves', speed_px_s: 240, severity: 'error' }] })
  t.same(probesOf({ ...seed, task: 'turn', eval_hints: [], tags: ['Rotation', 'rotation', 'basic'] }).probes, [{ kind: 'rotates', ...warning }])
  t.same(probesOf({ ...seed, tags: ['movement'] }).probes.length, 1, 'a hint says more than a tag')
  t.same(probesOf({ ...seed, eval_hints: ['对象持续移动', '对象持续移动'] }).probes.length, 1, 'nothing is asked twice')
})

t.test('every probe that a rule makes can be read', async (t) => {
  const tasks = ['以 240 速度，每秒 80 度，每隔 2 秒生成 5 个，最多 9 个 "字"，按 WASD', '点击']
  const hints = [
    '旋转速度',
    '随按键',
    '速度符合设定',
    '持续移动',
    '巡逻',
    '可拖拽',
    '速度反向',
    'scale tween',
    'alpha tween',
    '创建 tween',
    '动画循环',
    '同步动画',
    '绘制指定形状',
    '指定数量',
    '迷宫',
    '文本',
    'UI',
    '显示胜利',
    '实时更新',
    'pointerdown',
    '在点击处',
    '监听按键',
    '按键切换',
    '触发生成',
    '定时器',
    '倒计时',
    '定时触发生成',
    '数量有上限',
    '变量',
    '场景切换',
    '碰撞',
    '物理引擎',
    '受重力',
    'startFollow',
    '相机效果',
    '粒子',
    'tilemap',
  ]
  for (const hint of hints) {
    const probes = tasks.flatMap((task) => probesOfHint(hint, task))
    t.ok(probes.length > 0, `${hint} stands for a probe`)
    t.same(
      askProbes(probes, QUIET, '').flatMap(({ fault }) => fault ?? []),
      [],
    )
  }
})
