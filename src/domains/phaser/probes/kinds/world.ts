/** Probes of the engine's machinery: physics, contacts, cameras, particles, tilemaps. */
import { maybeOneOf } from '../fields.ts'
import { fails, holds, probeKind, unknown } from '../probe.ts'

export const physics = probeKind(
  'physics',
  'there are bodies of this kind: arcade, matter, dynamic or static',
  { body: maybeOneOf('arcade', 'matter', 'dynamic', 'static') },
  ({ observed }, { body }) => {
    const worlds = observed.worlds.filter(({ kind }) => (body !== 'arcade' && body !== 'matter') || kind === body)
    const count = worlds.reduce(
      (sum, world) => sum + (body === 'static' ? 0 : world.dynamic) + (body === 'dynamic' ? 0 : world.static),
      0,
    )
    if (count > 0) return holds(`${count} bodies`)
    return worlds.length > 0 && observed.changes.destroyed > 0
      ? unknown('the bodies are gone')
      : fails('there are no bodies')
  },
)

/** How programs that have no collider ask whether things touch. */
const TOUCHING = /overlap|collide|collision|intersects|\bcontains\b|distance|hypot|sqrt/i

export const collides = probeKind(
  'collides',
  'objects touch each other or the bounds of the world',
  {},
  ({ observed, code }) => {
    const pairs = observed.contacts.map(({ a, b }) => `${a} and ${b}`)
    if (pairs.length > 0) return holds(pairs.slice(0, 3).join(', '))
    if (observed.worldBounds > 0) return holds('bodies meet the bounds of the world')
    return TOUCHING.test(code)
      ? unknown('nothing touched during the run')
      : fails('nothing ever asks whether objects touch')
  },
)

export const gravity = probeKind('gravity', 'there is a gravity', { y: 'number?' }, ({ observed, code }, { y }) => {
  const pulls = observed.worlds.map((world) => world.gravity).filter((each) => each.x !== 0 || each.y !== 0)
  const told = pulls.map((each) => `${each.x}, ${each.y}`).join('; ')
  if (pulls.some((each) => y === undefined || Math.abs(each.y) === Math.abs(y))) return holds(told)
  return /setGravity|gravity/.test(code)
    ? unknown('no gravity of the world; bodies may have one')
    : fails('there is no gravity')
})

export const cameraFollows = probeKind('camera-follows', 'a camera follows an object', {}, ({ observed }) => {
  const following = observed.cameras.filter(({ follows }) => follows !== '')
  if (following.length > 0) return holds(`it follows a ${following[0]!.follows}`)
  if ((observed.cameraEffects.startFollow ?? 0) > 0) return holds('it has followed an object')
  return observed.cameras.some(({ scrolled }) => scrolled) ? holds('it scrolls') : fails('no camera follows anything')
})

export const cameraEffect = probeKind(
  'camera-effect',
  'a camera shakes, flashes, fades, zooms or pans',
  { effect: 'text?' },
  ({ observed, code }, { effect }) => {
    const seen = Object.keys(observed.cameraEffects).filter((name) => name !== 'startFollow')
    const zoomed = observed.cameras.some((camera) => camera.zoomed || camera.zoom !== 1)
    const names = zoomed ? [...seen, 'zoom'] : seen
    if (names.some((name) => effect === undefined || name.toLowerCase().startsWith(effect.toLowerCase())))
      return holds(names.join(', '))
    return /\bcameras?\b/.test(code) ? unknown('no effect was seen during the run') : fails('no camera is ever used')
  },
)

export const particles = probeKind('particles', 'particles are emitted', {}, ({ observed, code }) => {
  if (observed.particles > 0) return holds(`${observed.particles} particles`)
  return code.includes('particles')
    ? unknown('no particle was emitted during the run')
    : fails('there are no particles')
})

export const tilemap = probeKind('tilemap', 'there is a tilemap with a layer', {}, ({ observed }) => {
  const [first] = observed.tilemaps
  return first ? holds(`${first.width} x ${first.height} tiles`) : fails('there is no tilemap')
})

export const plays = probeKind('plays', 'a sound is played', {}, ({ observed, code }) => {
  const keys = Object.keys(observed.sounds)
  if (keys.length > 0) return holds(keys.join(', '))
  return /sound|audio/i.test(code) ? unknown('no sound was played during the run') : fails('there is no sound')
})
