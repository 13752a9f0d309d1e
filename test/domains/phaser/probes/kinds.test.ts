/** Each kind of probe against what a run may have shown. */
import t from 'tap'
import { askProbes, type Probe } from '../../../../src/domains/phaser/probes/ask.ts'
import { probeKinds } from '../../../../src/domains/phaser/probes/kinds/index.ts'
import type { Observed } from '../../../../src/runtime/observed.ts'
import { QUIET } from '../../../helpers/observed.ts'

type Thing = Observed['objects'][number]

const thing = (more: Partial<Thing> = {}): Thing => ({
  type: 'Rectangle',
  first: { x: 0, y: 0 },
  last: { x: 0, y: 0 },
  changed: [],
  outside: 0,
  ...more,
})
const reaction = (cause: string, changed: string[], more: Partial<NonNullable<Thing['reactions']>[number]> = {}) => ({
  cause,
  own: false,
  changed,
  count: 1,
  ...more,
})
const walker = (key: string, vx: number, vy: number): Partial<Observed> => ({
  keys: [key],
  input: { tried: [`key:${key}`], effects: [] },
  objects: [thing({ changed: ['moved'], reactions: [reaction(`key:${key}`, ['moved'], { vx, vy })] })],
})
const moving = (typical: number, more: Partial<Thing> = {}) =>
  thing({ changed: ['moved'], speed: { typical, max: typical, vx: typical, vy: 0 }, ...more })
const redrawn: Partial<Observed> = { objects: [thing({ type: 'Graphics', changed: ['redrawn'] })] }
const tween = (more: Partial<Observed['tweens'][number]>): Observed['tweens'][number] => ({
  properties: ['x'],
  target: 'Rectangle',
  duration: 500,
  delay: 0,
  repeat: 0,
  loop: 0,
  yoyo: false,
  ease: '',
  count: 1,
  ...more,
})
const slowTimer = { delay: 4000, repeat: 0, loop: true, fired: 0, count: 1 }
const moment = (objects: number) => ({ frame: 8, objects, byType: { Rectangle: objects }, spawned: 0, destroyed: 0 })
const effect = (cause: string, more: Partial<Observed['input']['effects'][number]> = {}) => ({
  cause,
  frame: 60,
  frames: 2,
  handlers: {},
  spawned: 0,
  destroyed: 0,
  state: [],
  ...more,
})
const input = (...effects: ReturnType<typeof effect>[]) => ({ tried: effects.map(({ cause }) => cause), effects })
const world = (more: Partial<Observed['worlds'][number]>): Observed['worlds'][number] => ({
  kind: 'arcade',
  scene: 'main',
  dynamic: 0,
  static: 0,
  gravity: { x: 0, y: 0 },
  ...more,
})
const camera = (more: Partial<Observed['cameras'][number]>): Observed['cameras'][number] => ({
  scene: 'main',
  follows: '',
  scrollX: 0,
  scrollY: 0,
  zoom: 1,
  scrolled: false,
  zoomed: false,
  ...more,
})

type Row = [answer: 'holds' | 'fails' | 'unknown', seen: Partial<Observed>, code?: string]

const table: [probe: Probe, ...rows: Row[]][] = [
  [
    { kind: 'moves-on-key', key: 'W', axis: 'y', speed_px_s: 240 },
    ['holds', walker('W', 0, -240)],
    ['holds', walker('W', 0, -215)],
    ['fails', walker('W', 0, -2400)],
    ['fails', walker('W', 0, -24)],
    ['unknown', walker('W', 0, -24), 'hero.setAccelerationY(-480)'],
    ['fails', walker('W', -240, 0)],
    ['fails', { input: { tried: ['key:W'], effects: [] }, keys: ['W'], objects: [thing()] }],
    ['fails', { objects: [thing()] }],
    ['unknown', { keys: ['Q'] }],
    ['unknown', { ...redrawn, keys: ['W'], input: { tried: ['key:W'], effects: [] } }],
  ],
  [
    { kind: 'moves-on-key', key: 'D' },
    ['holds', walker('D', 12, 0)],
    ['holds', { ...walker('D', 0, 0), objects: [thing({ reactions: [reaction('key:D', ['moved'])] })] }],
  ],
  [
    { kind: 'moves', speed_px_s: 100 },
    ['holds', { objects: [moving(95)] }],
    ['fails', { objects: [moving(1000)] }],
    ['fails', { objects: [moving(1000)] }, 'ship.setAccelerationX(9)'],
    ['fails', { objects: [moving(30)] }],
    ['unknown', { objects: [moving(30)] }, 'ship.setAccelerationX(9)'],
    ['unknown', { objects: [thing({ changed: ['moved'] })] }],
    ['unknown', redrawn],
    ['unknown', { timers: [slowTimer] }],
  ],
  [
    { kind: 'moves', target: { color: 0xff0000 } },
    ['holds', { objects: [moving(9, { color: 0xff0000 }), thing()] }],
    ['fails', { objects: [moving(9, { color: 0x00ff00 }), thing({ color: 0xff0000 })] }],
  ],
  [
    { kind: 'rotates', deg_s: 80 },
    ['holds', { objects: [thing({ changed: ['rotated'], spin: -80 })] }],
    ['fails', { objects: [thing({ changed: ['rotated'], spin: 8 })] }],
    ['fails', { objects: [thing()] }],
    ['unknown', redrawn],
  ],
  [
    { kind: 'draggable' },
    ['holds', { objects: [thing({ reactions: [reaction('drag', ['moved'])] })] }],
    ['fails', { objects: [thing({ draggable: true })] }],
    ['unknown', redrawn],
  ],
  [
    { kind: 'stays-in-bounds' },
    ['holds', { objects: [moving(9)] }],
    ['fails', { objects: [moving(9, { outside: 300 })] }],
    ['holds', { ...walker('W', 0, 9), objects: [...walker('W', 0, 9).objects!, moving(9, { outside: 300 })] }],
    ['unknown', { objects: [thing({ outside: 300 })] }],
  ],
  [
    { kind: 'objects', min: 3, max: 4, type: 'Rectangle' },
    ['holds', { timeline: [moment(3)] }],
    ['fails', { timeline: [moment(3), moment(5)] }],
    ['fails', { timeline: [moment(2)] }],
    ['unknown', { timeline: [moment(2)], objects: [thing({ type: 'Graphics' })] }],
  ],
  [
    { kind: 'text-shows', text: 'Score' },
    ['holds', { objects: [thing({ type: 'Text', text: 'Score: 0' })] }],
    ['holds', { objects: [thing({ type: 'Text', firstText: 'Score', text: '' })] }],
    ['unknown', {}, "text.setText('Score')"],
    ['fails', {}],
  ],
  [
    { kind: 'text-changes' },
    ['holds', { objects: [thing({ type: 'Text', changed: ['text'] })] }],
    ['unknown', { objects: [thing({ type: 'Text' })], timers: [slowTimer] }],
    ['unknown', { objects: [thing({ type: 'Text' })] }, 'label.setText(n)'],
    ['fails', { objects: [thing({ type: 'Text' })] }],
    ['fails', {}],
  ],
  [
    { kind: 'color-changes-on', event: 'pointerdown' },
    ['holds', { objects: [thing({ reactions: [reaction('pointerdown', ['recolored'])] })] }],
    [
      'fails',
      { objects: [thing({ reactions: [reaction('pointerdown', ['moved'])] })], input: input(effect('pointerdown')) },
    ],
    ['unknown', { objects: [thing()] }],
  ],
  [
    { kind: 'changes', what: 'faded' },
    ['holds', { objects: [thing({ changed: ['faded'] })] }],
    ['fails', { objects: [thing({ changed: ['moved'] })] }],
    ['unknown', redrawn],
  ],
  [
    { kind: 'tweens', property: 'scale', loop: true },
    ['holds', { tweens: [tween({ properties: ['scaleX'], repeat: -1 })] }],
    ['holds', { tweens: [tween({ properties: ['scaleX'], count: 2 })] }],
    ['unknown', { tweens: [tween({ properties: ['scaleX'] })] }],
    ['fails', { tweens: [tween({ repeat: -1 })] }],
  ],
  [
    { kind: 'listens', event: 'pointerdown' },
    ['holds', { listeners: ['gameobjectdown'] }],
    ['holds', { input: input(effect('pointerdown', { spawned: 1 })) }],
    ['fails', { listeners: ['pointermove'], input: input(effect('pointerdown')) }],
  ],
  [
    { kind: 'listens', event: 'keydown' },
    ['holds', { keys: ['SPACE'] }],
    ['holds', { listeners: ['keydown-SPACE'] }],
    ['fails', {}],
  ],
  [{ kind: 'listens', event: 'keydown-SPACE' }, ['holds', { keys: ['SPACE'] }], ['fails', { keys: ['ENTER'] }]],
  [
    { kind: 'reacts', event: 'key' },
    ['holds', { input: input(effect('key:SPACE', { state: ['score'] })) }],
    ['holds', { objects: [thing({ reactions: [reaction('key:SPACE', ['moved'])] })] }],
    ['fails', { input: input(effect('key:SPACE')) }],
    ['unknown', { keys: ['SPACE'] }],
    ['unknown', { input: input(effect('key:P')), transitions: [{ what: 'pause', scene: 'main', frame: 9 }] }],
    ['fails', {}],
  ],
  [
    { kind: 'spawns', every_ms: 500, max: 3 },
    ['holds', { changes: { ...QUIET.changes, spawned: 2 }, timers: [{ ...slowTimer, delay: 500 }] }],
    ['fails', { changes: { ...QUIET.changes, spawned: 9 }, timeline: [moment(1), moment(10)] }],
    ['unknown', { changes: { ...QUIET.changes, spawned: 2 } }],
  ],
  [{ kind: 'spawns', every_ms: 4000 }, ['holds', { timers: [slowTimer] }], ['unknown', {}]],
  [
    { kind: 'spawns', on: 'pointerdown' },
    ['holds', { input: input(effect('pointerdown', { spawned: 1 })) }],
    ['fails', { input: input(effect('key:A', { spawned: 1 })) }],
    ['unknown', redrawn],
  ],
  [
    { kind: 'timer', every_ms: 4000 },
    ['holds', { timers: [slowTimer] }],
    ['fails', { timers: [{ ...slowTimer, delay: 400 }] }],
    ['unknown', {}, 'setInterval(tick, 4000)'],
  ],
  [
    { kind: 'state-changes' },
    ['holds', { state: [{ owner: 'main', name: 'score', first: 0, last: 1, changes: 1 }] }],
    ['unknown', { state: [{ owner: 'main', name: 'score', first: 0, last: 0, changes: 0 }] }],
  ],
  [
    { kind: 'signal', name: 'won' },
    ['holds', { signals: '{"won":true}' }],
    ['holds', { signals: '{"won":tru' }],
    ['fails', { signals: '{"lost":"won"}' }],
    ['fails', {}],
  ],
  [
    { kind: 'starts-scene', scene: 'Game' },
    ['holds', { transitions: [{ what: 'start', scene: 'Game', frame: 9 }] }],
    ['unknown', {}, "this.scene.start('Game')"],
    ['fails', { transitions: [{ what: 'start', scene: 'Menu', frame: 9 }] }],
  ],
  [
    { kind: 'physics', body: 'static' },
    ['holds', { worlds: [world({ static: 1 })] }],
    ['fails', { worlds: [world({ dynamic: 1 })] }],
  ],
  [
    { kind: 'physics', body: 'matter' },
    ['holds', { worlds: [world({ kind: 'matter', dynamic: 1 })] }],
    ['fails', { worlds: [world({ dynamic: 1 })] }],
  ],
  [
    { kind: 'collides' },
    ['holds', { contacts: [{ kind: 'collide', a: 'Arc', b: 'Arc', count: 1 }] }],
    ['holds', { worldBounds: 1 }],
    ['unknown', {}, 'this.physics.add.overlap(a, b)'],
    ['fails', {}],
  ],
  [
    { kind: 'gravity', y: 300 },
    ['holds', { worlds: [world({ gravity: { x: 0, y: 300 } })] }],
    ['unknown', { worlds: [world({})] }, 'body.setGravityY(300)'],
    ['fails', { worlds: [world({})] }],
  ],
  [
    { kind: 'camera-follows' },
    ['holds', { cameras: [camera({ follows: 'Arc' })] }],
    ['holds', { cameraEffects: { startFollow: 1 } }],
    ['holds', { cameras: [camera({ scrolled: true })] }],
    ['fails', { cameras: [camera({})] }],
  ],
  [
    { kind: 'camera-effect', effect: 'zoom' },
    ['holds', { cameraEffects: { zoomTo: 1 } }],
    ['holds', { cameras: [camera({ zoom: 2 })] }],
    ['unknown', { cameraEffects: { shake: 1 } }, 'this.cameras.main.zoomTo(2)'],
    ['fails', { cameraEffects: { shake: 1 } }],
  ],
  [{ kind: 'particles' }, ['holds', { particles: 3 }], ['unknown', {}, 'this.add.particles(0, 0)'], ['fails', {}]],
  [{ kind: 'tilemap' }, ['holds', { tilemaps: [{ layer: 'l', width: 3, height: 3 }] }], ['fails', {}]],
  [{ kind: 'plays' }, ['holds', { sounds: { jump: 1 } }], ['unknown', {}, 'this.sound.add(1)'], ['fails', {}]],
]

for (const [probe, ...rows] of table) {
  t.test(JSON.stringify(probe), async (t) => {
    for (const [answer, seen, code = ''] of rows) {
      const [{ outcome, fault }] = askProbes([probe], { ...QUIET, ...seen }, code)
      t.equal(fault, undefined)
      t.equal(outcome?.answer, answer, `${outcome?.seen}: ${JSON.stringify(seen).slice(0, 100)}`)
    }
  })
}

t.test('every kind is in the table, and says what it is', async (t) => {
  t.same([...new Set(table.map(([{ kind }]) => kind))].toSorted(), [...probeKinds.keys()].toSorted())
  for (const [name, kind] of probeKinds) t.ok(kind.kind === name && kind.description !== '', name)
})
