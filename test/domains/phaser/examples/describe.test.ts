import t from 'tap'
import { indexFile, loadIndexFile } from '../../../../src/api-index/index-store.ts'
import type { Example } from '../../../../src/domains/examples.ts'
import { describe } from '../../../../src/domains/phaser/examples/describe.ts'
import { resolvePlanApi } from '../../../../src/domains/phaser/plan/plan-api.ts'
import { domain } from '../../../../src/domains/registry.ts'
import type { Observed } from '../../../../src/runtime/observed.ts'
import { QUIET } from '../../../helpers/observed.ts'
import { folderWith } from '../../../helpers/folder.ts'

const observedRun = (overrides: Partial<Observed>): Observed => ({ ...QUIET, ...overrides })

const cache = folderWith(t, {})
const index = loadIndexFile(await indexFile(await domain().api(), cache))

const CODE = `class Example extends Phaser.Scene {
  create() {
    //  The lamp swings until somebody stops it
    const lamp = this.add.image(400, 100, 'lamp');
    this.tweens.chain({ targets: lamp, tweens: [{ y: 500, duration: 900 }] });
    this.input.on('pointerdown', () => lamp.setFlipX(true));
  }
}
new Phaser.Game({ width: 640, height: 480, backgroundColor: '#102030', scene: Example });
`

const example = (overrides: Partial<Example> = {}): Example => ({
  code: CODE,
  title: 'swinging lamp',
  folders: ['tweens', 'chains'],
  assets: 'none',
  lang: 'en',
  observed: null,
  ...overrides,
})

t.test('the task tells subject, remark, canvas and what the run showed', async (t) => {
  const observed = observedRun({
    first: {
      objects: 3,
      byType: { Image: 1, Text: 2 },
      texts: ['Click me'],
      transparent: 0,
      tweens: 1,
      timers: 0,
      bodies: 0,
      particles: 0,
    },
    listeners: ['pointerdown'],
    keys: ['A', 'B'],
    input: {
      tried: ['key:A', 'key:B', 'pointerdown'],
      effects: [
        { cause: 'key:A', frame: 70, frames: 1, handlers: {}, spawned: 0, destroyed: 0, state: ['speed'] },
        {
          cause: 'pointerdown',
          frame: 80,
          frames: 1,
          handlers: { pointerdown: 1 },
          spawned: 0,
          destroyed: 0,
          state: [],
        },
      ],
    },
    tweens: [
      {
        properties: ['y'],
        target: 'Image',
        duration: 900,
        delay: 0,
        repeat: -1,
        loop: 0,
        yoyo: true,
        ease: 'Bounce.Out',
        count: 1,
      },
    ],
  })
  const { task } = describe(example({ observed }), index)!.prompt
  for (const part of [
    'Create a Phaser 3 scene about tweens that demonstrates "swinging lamp".',
    'The lamp swings until somebody stops it.',
    'It shows one image and 2 text objects.',
    'A tween changes y over 0.9 s (ease Bounce.Out), there and back, for ever.',
    'It reacts to pointer presses.',
    'It is controlled with A.',
    'It shows the text "Click me".',
    'The canvas is 640 x 480, background #102030.',
  ]) {
    t.ok(task.includes(part), `${part} in: ${task}`)
  }
  const zh = describe(example({ observed, lang: 'zh' }), index)!.prompt.task
  t.match(zh, /^编写一个 Phaser 3 场景，演示“swinging lamp”，主题是补间动画。/)
  t.notMatch(zh, 'The lamp swings')
  t.match(zh, /画面上有 1 个图像和 2 个文本。[\s\S]*响应按下指针。[\s\S]*画布 640 x 480/)
})

t.test('a task promises no input that the run saw nothing answer', async (t) => {
  const observed = observedRun({ listeners: ['pointerdown', 'keydown-A'], keys: ['A', 'B'] })
  for (const lang of ['en', 'zh'] as const) {
    const { task } = describe(example({ observed, lang }), index)!.prompt
    t.notMatch(task, /reacts|controlled|响应|操作/, lang)
  }
})

t.test('what a key brings is told when keys that the program does not look at bring nothing', async (t) => {
  const effect = { cause: 'key:SPACE', frame: 70, frames: 1, handlers: {}, spawned: 1, destroyed: 0, state: [] }
  const taskOf = (effects: Observed['input']['effects']) => {
    const observed = observedRun({ keys: ['SPACE'], input: { tried: ['key:SPACE', 'key:A'], effects } })
    return describe(example({ observed }), index)!.prompt.task
  }
  t.match(taskOf([effect]), 'While a key is held, new objects appear. It is controlled with SPACE.')
  t.notMatch(taskOf([effect, { ...effect, cause: 'key:A' }]), /key|SPACE/)
})

t.test('a view that controls of the engine scroll is told, one that scrolls by itself is not', async (t) => {
  const camera = { scene: 'default', follows: '', scrollX: 50, scrollY: 0, zoom: 1, scrolled: true, zoomed: false }
  const observed = observedRun({ cameras: [camera], keys: ['DOWN', 'LEFT', 'RIGHT', 'SHIFT', 'SPACE', 'UP'] })
  const withControls = CODE.replace(
    '    //',
    '    this.controls = new Phaser.Cameras.Controls.FixedKeyControl({});\n    //',
  )
  const told = /While a key is held, the view scrolls\. It is controlled with the cursor keys\./
  t.match(describe(example({ observed, code: withControls }), index)!.prompt.task, told)
  t.notMatch(describe(example({ observed }), index)!.prompt.task, /key/)
})

t.test('a remark over several lines is read as one text, and told only to the end of a sentence', async (t) => {
  const remarks = '// The map comes from an editor, and it has\n    // a name there. Since we want to change it, it\n'
  const { task } = describe(
    example({ code: CODE.replace('//  The lamp swings until somebody stops it\n', remarks) }),
    index,
  )!.prompt
  t.match(task, 'The map comes from an editor, and it has a name there.')
  t.notMatch(task, 'Since')
})

t.test('a program of a folder of games is a game', async (t) => {
  t.match(
    describe(example({ folders: ['games'] }), index)!.prompt.task,
    /^Make a small Phaser 3 game called "swinging lamp"\./,
  )
})

t.test('modules and must-use APIs come from the calls, those that the title speaks of first', async (t) => {
  const { modules, must_use_apis: apis, difficulty, lang, tags } = describe(example(), index)!.prompt
  t.strictSame(modules, ['Scene', 'GameObjects', 'Input', 'Animations'])
  t.equal(apis![0], 'Phaser.Tweens.TweenManager#chain')
  t.ok(apis!.every((api) => index.resolve(api) !== undefined))
  t.strictSame([difficulty, lang, tags], ['easy', 'en', ['tweens', 'chains', 'swinging lamp']])
})

t.test('the plan names what the code calls, and its steps follow the life of the program', async (t) => {
  const { plan } = describe(example(), index)!
  t.match(plan.requirements, 'swinging lamp')
  t.ok(plan.apis.includes('this.tweens.chain'))
  t.strictSame(
    plan.apis.filter((api) => resolvePlanApi(api, index).kind === 'unknown'),
    [],
  )
  t.match(plan.steps[0], 'a canvas of 640 x 480')
  t.match(plan.steps.at(-1)!, 'new Phaser.Game(config)')
})

t.test('difficulty grows with size and calls; what stands still is easy', async (t) => {
  const body = Array.from(
    { length: 60 },
    (_, at) => `const r${at} = this.add.rectangle(${at}, 0, 10, 10, 0xff0000);`,
  ).join('\n')
  const code = (rest: string) =>
    `class A extends Phaser.Scene {\n create() {\n${body}\n${rest} } }\nnew Phaser.Game({ scene: A });\n`
  const still = observedRun({})
  t.equal(describe(example({ code: code(''), observed: still }), index)!.prompt.difficulty, 'easy')
  t.equal(describe(example({ code: code('') }), index)!.prompt.difficulty, 'medium')
  t.equal(describe(example({ code: code(body.replaceAll('const r', 'const s')) }), index)!.prompt.difficulty, 'hard')
})

t.test('what is no program is not described', async (t) => {
  t.equal(describe(example({ code: 'const = 1' }), index), undefined)
})
