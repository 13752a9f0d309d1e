import t from 'tap'
import { supervisor } from '../../../runtime/helpers.ts'
import { near, objectOf, observer, reactionsTo } from './helpers.ts'

const observe = await observer(t)

/** Most frames of a script for a program with few things to touch, and for any. */
const FEW = 150
const MOST = 260

t.test('empty ground is clicked all over, with both buttons and twice', async (t) => {
  const { signals } = await observe('clicks')
  t.strictSame(JSON.parse(signals!), { right: 1, double: 1, wheel: 2, places: 9 })
})

t.test('keys that the program waits for are held, combos played, and no others pressed', async (t) => {
  const { signals, input } = await observe('keyboard')
  t.strictSame(JSON.parse(signals!), ['F', 'J', 'J up', 'T', 'combo'])
  const keys = input.tried.filter((cause) => cause.startsWith('key:'))
  t.strictSame(keys, ['key:F', 'key:J', 'key:T', 'key:I', 'key:D', 'key:Q'])
  t.match(input.effects.at(-1), { cause: 'key:D', handlers: { keycombomatch: 1 } })
})

t.test('a page that listens to all keys hears letters, digits and the space bar', async (t) => {
  const { signals } = await observe('typing')
  for (const letter of 'wasdeq123 ') t.ok(JSON.parse(signals!).includes(letter), letter)
})

t.test('what a click brings up is played with too', async (t) => {
  const observed = await observe('menu')
  t.strictSame(observed.transitions.map(({ what, scene }) => `${what} ${scene}`), ['stop menu', 'start level'])
  t.match(observed.state, [{ owner: 'level', name: 'score', last: 10 }])
  near(t, reactionsTo(objectOf(observed, 'Triangle'), 'key:RIGHT')[0]?.vx, 90, 0.05, 'the ship of the second scene')
  t.ok(observed.frames - 120 < FEW, 'within the frames of a program with few targets')
})

t.test('a script ends, whatever comes up', async (t) => {
  const runner = await supervisor({ checkTimeout: 30 })
  t.teardown(() => runner.close())
  const { observed } = await runner.run(`new Phaser.Game({ scene: { create() {
    const add = () => this.add.rectangle(Math.random() * 800, Math.random() * 600, 30, 30)
      .setInteractive({ draggable: true }).on('pointerdown', add)
    for (let i = 0; i < 30; i++) add()
    for (const code of Object.values(Phaser.Input.Keyboard.KeyCodes)) this.input.keyboard.addKey(code)
    for (let i = 0; i < 9; i++) this.input.keyboard.createCombo('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  } } })`)
  t.ok(observed!.frames - 120 > 100)
  t.ok(observed!.frames - 120 <= MOST)
})

const handler = (setUp: string) => `new Phaser.Game({
  physics: { default: 'arcade' },
  scene: { create() {
    const box = this.add.rectangle(400, 300, 80, 80).setInteractive({ draggable: true })
    const fail = () => { throw new Error('broken') }
    ${setUp}
  } } })`

const FAULTS: [setUp: string, phase: string, detail: string | undefined][] = [
  ["box.on('pointerdown', fail)", 'event', 'pointerdown'],
  ["box.on('pointerover', fail)", 'event', 'pointerover'],
  ["this.input.on('gameobjectdown', fail)", 'event', 'gameobjectdown'],
  ["this.input.on('dragend', fail)", 'event', 'dragend'],
  ["this.input.on('wheel', fail)", 'event', 'wheel'],
  ["this.input.keyboard.on('keydown-SPACE', fail)", 'event', 'keydown-SPACE'],
  ["this.input.keyboard.addKey('X').on('up', fail)", 'event', 'up'],
  ["this.input.keyboard.on('keydown', fail)", 'event', 'keydown'],
  ["box.on('pointerup', () => box.emit('scored')).on('scored', fail)", 'event', 'scored'],
  ["this.input.on('pointerup', () => this.events.emit('hit')); this.events.on('hit', fail)", 'event', 'pointerup'],
  ["window.addEventListener('keyup', fail); this.input.keyboard.addKey('X')", 'event', 'keyup'],
  ["box.on('ring', fail); this.events.on('update', () => box.emit('ring'))", 'update', undefined],
  [
    "this.physics.add.existing(box); this.physics.add.collider(box, this.physics.add.existing(this.add.rectangle(400, 300, 9, 9)), fail)",
    'physics',
    'arcade',
  ],
]

t.test('an error in a handler carries the name of the event', async (t) => {
  const runner = await supervisor({ checkTimeout: 30 })
  t.teardown(() => runner.close())
  for (const [setUp, phase, detail] of FAULTS) {
    const { observed } = await runner.run(handler(setUp))
    const [error] = observed!.errors
    t.strictSame([error?.phase, error?.detail], [phase, detail], setUp)
  }
})
