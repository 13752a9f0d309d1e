import t from 'tap'
import { near, objectOf, observer, reactionsTo } from './helpers.ts'

const observe = await observer(t)

t.test('the speed under each key is measured along its axis', async (t) => {
  const observed = await observe('arrow-keys')
  const hero = objectOf(observed, 'Rectangle')
  t.equal(hero.name, 'hero')
  near(t, hero.speed?.typical, 240, 0.05, 'speed')
  const directions: Record<string, [vx: number, vy: number]> = {
    LEFT: [-240, 0],
    RIGHT: [240, 0],
    UP: [0, -240],
    DOWN: [0, 240],
    A: [-240, 0],
    D: [240, 0],
    W: [0, -240],
    S: [0, 240],
  }
  for (const [key, [vx, vy]] of Object.entries(directions)) {
    const [reaction] = reactionsTo(hero, `key:${key}`)
    near(t, reaction?.vx, vx, 0.05, `${key}, x`)
    near(t, reaction?.vy, vy, 0.05, `${key}, y`)
  }
  t.equal(hero.reactions?.length, 8, 'SPACE and SHIFT, which do nothing, are not blamed for anything')
  t.ok(observed.input.tried.includes('key:SPACE'), 'though they were tried')
})

t.test('arcade bodies: gravity, contacts, bounds, and the speed of a body that has fallen to the ground', async (t) => {
  const observed = await observe('arcade-player')
  t.strictSame(observed.worlds, [
    { kind: 'arcade', scene: 'default', dynamic: 2, static: 1, gravity: { x: 0, y: 500 } },
  ])
  const pairs = observed.contacts.map(({ kind, a, b }) => `${kind} ${a} ${b}`)
  t.strictSame(pairs, ['collide Rectangle Rectangle', 'overlap Arc Rectangle'])
  t.ok(observed.worldBounds >= 2, 'the ball met the walls')
  const player = objectOf(observed, 'Rectangle', 0xff0000)
  near(t, reactionsTo(player, 'key:LEFT')[0]?.vx, -200, 0.05, 'left')
  near(t, reactionsTo(player, 'key:RIGHT')[0]?.vx, 200, 0.05, 'right')
  const ball = objectOf(observed, 'Arc')
  near(t, ball.speed?.vx, 300, 0.05, 'a ball that bounces')
  t.strictSame(ball.reactions?.filter(({ cause }) => cause.startsWith('key:')) ?? [], [], 'minds no key')
  t.strictSame([ball.first.color, ball.color], [0xffff00, 0x00ffff], 'colours before and after')
})

t.test('turning is measured in degrees a second, with its sense', async (t) => {
  const observed = await observe('rotation')
  near(t, objectOf(observed, 'Star').spin, 80, 0.02, 'clockwise')
  near(t, objectOf(observed, 'Graphics', 0xff0000).spin, -30, 0.02, 'the other way')
  t.equal(observed.changes.rotated, 2)
})

t.test('a drawing that is drawn anew elsewhere moves', async (t) => {
  const pen = objectOf(await observe('redrawn'), 'Graphics')
  near(t, pen.speed?.vx, 120, 0.05, 'speed')
  t.strictSame([pen.color, pen.changed], [0x00ff88, ['moved', 'redrawn']])
})

t.test('tweens are told by property, duration and loop, those that are alike once', async (t) => {
  const { tweens, objects } = await observe('tween-loop')
  const plain = { delay: 0, repeat: 0, loop: 0, yoyo: false, ease: 'Linear', count: 1 }
  t.strictSame(tweens, [
    { ...plain, properties: ['x', 'alpha'], target: 'Rectangle', duration: 2000, repeat: -1, yoyo: true, ease: 'Sine.InOut' },
    { ...plain, properties: ['scaleX', 'scaleY'], target: 'Arc', duration: 300, delay: 100, count: 3 },
    { ...plain, properties: ['value'], target: '', duration: 500, loop: -1 },
  ])
  t.strictSame(objects.map(({ changed }) => changed.join()), ['moved,faded', 'scaled', 'scaled', 'scaled'])
})

t.test('timers are told by delay and repetition, with how often they fired', async (t) => {
  const { timers, frames } = await observe('timers')
  t.strictSame(timers, [
    { delay: 1000, repeat: 0, loop: true, fired: Math.floor(frames / 60), count: 1 },
    { delay: 200, repeat: 4, loop: false, fired: 5, count: 1 },
    { delay: 500, repeat: 0, loop: false, fired: 1, count: 1 },
    { delay: 60_000, repeat: 0, loop: false, fired: 0, count: 1 },
  ])
})

t.test('cameras: whom they follow, what they do, where they have gone', async (t) => {
  const observed = await observe('camera')
  const [{ follows, scrolled, zoom, zoomed, scrollX }] = observed.cameras
  t.match({ follows, scrolled, zoom, zoomed }, { follows: 'Image', scrolled: true, zoom: 1.5, zoomed: true })
  near(t, scrollX, objectOf(observed, 'Image').last.x - 200, 0.02, 'the camera keeps up')
  t.strictSame(observed.cameraEffects, { startFollow: 1, flash: 1, shake: 1, zoomTo: 1 })
})

t.test('what is clicked, hovered over and dragged is told by what it does then', async (t) => {
  const observed = await observe('pointer')
  const label = objectOf(observed, 'Text')
  t.match(reactionsTo(label, 'pointerdown')[0], { changed: ['text'], text: 'Clicks: 1' })
  t.strictSame([label.firstText, label.color], ['Clicks: 0', 0xffcc00])
  const button = objectOf(observed, 'Rectangle', 0x444444)
  t.match(reactionsTo(button, 'pointerover')[0], { own: true, changed: ['recolored'] })
  const card = objectOf(observed, 'Rectangle', 0xffffff)
  t.match(card, { draggable: true, interactive: true, last: { x: 600, y: 400 } }, 'the card is dropped on the zone')
  t.equal(objectOf(observed, 'Zone').dropZone, true)
  const drop = observed.input.effects.find(({ handlers }) => handlers.drop === 1)
  t.match(drop, { cause: 'pointerup', target: observed.objects.indexOf(card), state: ['dropped'] })
  t.strictSame(observed.listenerCounts, { drag: 1, drop: 2, pointerdown: 1, pointerout: 1, pointerover: 1 })
})

t.test('state over time, objects that come and go, and pictures every half second', async (t) => {
  const observed = await observe('spawner')
  const values = Object.fromEntries(observed.state.map(({ owner, name, first, last }) => [`${owner} ${name}`, [first, last]]))
  t.strictSame(values['default state'], ['playing', 'over'])
  t.strictSame(values['default player.health'], [100, 40])
  t.strictSame(values['registry level'], [1, 2])
  t.strictSame(values['default lives'], [3, 3])
  const score = observed.state.find(({ name }) => name === 'score')
  t.match(score, { first: 0, min: 0, max: score!.last })
  const spawns = observed.timers[0].fired
  t.equal(observed.changes.spawned, spawns)
  const last = observed.timeline.at(-1)!
  t.equal(last.objects, spawns - last.destroyed)
  t.strictSame(observed.timeline.map(({ frame }) => frame).slice(0, 5), [8, 30, 60, 90, 120])
  t.equal(observed.objects.length, spawns, 'destroyed ones are told too')
  for (const { speed } of observed.objects.filter((object) => object.speed)) near(t, speed!.vy, 400, 0.05, 'fall')
})

t.test('matter, particles, tilemaps and textures that a program draws', async (t) => {
  const observed = await observe('world')
  t.strictSame(observed.worlds, [{ kind: 'matter', scene: 'default', dynamic: 1, static: 1, gravity: { x: 0, y: 1 } }])
  t.match(observed.contacts, [{ kind: 'matter', a: 'body', b: 'Rectangle' }])
  t.strictSame(observed.tilemaps, [{ layer: 'layer', width: 3, height: 2 }])
  near(t, observed.particles, (observed.frames / 60) * 10, 0.1, 'ten particles a second')
  t.match(objectOf(observed, 'Image'), { texture: 'tile', color: 0x00ff00 })
})

t.test('what is transparent is counted, apart from what is switched off', async (t) => {
  const { first, last } = await observe('transparent')
  t.equal(first?.transparent, 1, 'the ghost has begun to fade in')
  t.equal(last?.transparent, 1)
})
