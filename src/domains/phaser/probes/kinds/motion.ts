/** Probes of how objects move and turn. */
import { maybeOneOf } from '../fields.ts'
import {
  changedObjects,
  fails,
  failsUnlessUnseen,
  holds,
  isNear,
  isYetToCome,
  probeKind,
  unknown,
  type ObservedObject,
  type Outcome,
  type Sight,
} from '../probe.ts'

/** px/s. Slower is standing still. */
const STILL = 5

/** px that the middle of an object may be outside the game's area: what is pushed back is outside for a frame. */
const MARGIN = 5

/** How programs say that something takes time to come to its speed. */
const EASING = /acceler|velocity\w* \+=|drag\(|damping|lerp|maxVelocity|maxSpeed/i

/** Whether speeds that are too low may be on their way: a key is held for a sixth of a second, a run takes two. */
function isSpeedingUp({ code }: Sight, speeds: readonly number[], wanted: number): boolean {
  return EASING.test(code) && speeds.every((each) => each < wanted)
}

const rounded = (figure: number): string => String(Math.round(figure))

function isListening({ observed }: Sight): boolean {
  return observed.keys.length > 0 || observed.listeners.some((name) => name.startsWith('key'))
}

/** Velocities with which objects answered a key, px/s. */
function answersTo({ objects }: Sight, key: string): { vx: number | undefined; vy: number | undefined }[] {
  return objects.flatMap(({ reactions = [] }) =>
    reactions
      .filter(({ cause, changed }) => cause === `key:${key}` && changed.includes('moved'))
      .map(({ vx, vy }) => ({ vx, vy })),
  )
}

export const movesOnKey = probeKind(
  'moves-on-key',
  'while this key is held an object moves, along the axis and at the speed that are given',
  { key: 'text', axis: maybeOneOf('x', 'y'), speed_px_s: 'positive?', tolerance: 'positive?' },
  (sight, { key, axis, speed_px_s, tolerance }) => {
    if (!sight.observed.input.tried.includes(`key:${key}`)) {
      return isListening(sight) ? unknown(`${key} was not pressed`) : fails('no key is listened to')
    }
    const answers = answersTo(sight, key)
    if (answers.length === 0)
      return failsUnlessUnseen(sight, `nothing moves while ${key} is held`)
    const measured = answers.flatMap(({ vx, vy }) => (vx === undefined || vy === undefined ? [] : [{ vx, vy }]))
    const along = measured.map(({ vx, vy }) => Math.abs(axis === 'x' ? vx : axis === 'y' ? vy : Math.hypot(vx, vy)))
    if (along.length === 0) return axis || speed_px_s ? unknown('the speed was not measured') : holds('it moves')
    const told = `${key}: ${along.map(rounded).join(', ')} px/s${axis ? ` along ${axis}` : ''}`
    if (speed_px_s === undefined && along.some((each) => each > STILL)) return holds(told)
    // What steps once for a key is still most of the time: it has no speed, and no axis that could be told from it.
    if (speed_px_s === undefined) return measured.every(({ vx, vy }) => Math.hypot(vx, vy) <= STILL) ? unknown(told) : fails(told)
    if (along.some((each) => isNear(each, speed_px_s, tolerance))) return holds(told)
    return isSpeedingUp(sight, along, speed_px_s) ? unknown(`${told}, and may still rise`) : fails(told)
  },
)

/** The speeds of an object that may be the one that is meant: as a whole, along the axes, and at its fastest. */
function speedsOf({ speed, reactions = [] }: ObservedObject): number[] {
  const own = speed ? [speed.typical, speed.vx, speed.vy, speed.max] : []
  const held = reactions.flatMap(({ vx, vy }) =>
    vx === undefined || vy === undefined ? [] : [Math.hypot(vx, vy), Math.abs(vx), Math.abs(vy)],
  )
  return [...own, ...held]
}

export const moves = probeKind(
  'moves',
  'an object moves, at the speed that is given',
  { speed_px_s: 'positive?', tolerance: 'positive?' },
  (sight, { speed_px_s, tolerance }) => {
    const moving = changedObjects(sight, 'moved')
    if (moving.length === 0) {
      return isYetToCome(sight) ? unknown('a timer is slower than the run is long') : failsUnlessUnseen(sight, 'nothing moves')
    }
    if (speed_px_s === undefined) return holds(`${moving.length} objects move`)
    const speeds = moving.flatMap(speedsOf)
    if (speeds.length === 0) return unknown('the speed was not measured')
    const told = `${[...new Set(speeds.map(rounded))].join(', ')} px/s`
    if (speeds.some((each) => isNear(each, speed_px_s, tolerance))) return holds(told)
    return isSpeedingUp(sight, speeds, speed_px_s) ? unknown(`${told}, and may still rise`) : fails(told)
  },
)

export const rotates = probeKind(
  'rotates',
  'an object turns, at the speed that is given',
  { deg_s: 'positive?', tolerance: 'positive?' },
  (sight, { deg_s, tolerance }) => {
    const turning = changedObjects(sight, 'rotated')
    if (turning.length === 0) return failsUnlessUnseen(sight, 'nothing turns')
    if (deg_s === undefined) return holds(`${turning.length} objects turn`)
    const spins = turning.flatMap(({ spin }) => spin ?? [])
    if (spins.length === 0) return unknown('the speed was not measured')
    const told = `${spins.map(rounded).join(', ')} °/s`
    return spins.some((spin) => isNear(spin, deg_s, tolerance)) ? holds(told) : fails(told)
  },
)

export const draggable = probeKind('draggable', 'an object follows the pointer that drags it', {}, (sight) => {
  const follows = ({ reactions = [] }: ObservedObject): boolean =>
    reactions.some(({ cause, changed }) => cause === 'drag' && changed.includes('moved'))
  if (sight.objects.some(follows)) return holds('it follows the pointer')
  const some = sight.objects.some((object) => object.draggable)
  return failsUnlessUnseen(sight, some ? 'what can be dragged does not follow the pointer' : 'nothing can be dragged')
})

/** Whom a rule about bounds is for, when it does not say: the one that keys move, else whatever moves and stays. */
function bounded({ objects, hasTarget }: Sight): readonly ObservedObject[] {
  if (hasTarget) return objects
  const led = objects.filter(({ reactions = [] }) => reactions.some(({ cause }) => cause.startsWith('key:')))
  const moving = objects.filter(({ changed, gone }) => changed.includes('moved') && !gone)
  return led.length > 0 ? led : moving
}

export const staysInBounds = probeKind(
  'stays-in-bounds',
  "an object that moves stays within the game's area",
  {},
  (sight): Outcome => {
    const objects = bounded(sight)
    if (objects.length === 0) return unknown('nothing moves')
    const worst = Math.max(...objects.map(({ outside }) => outside))
    return worst <= MARGIN ? holds('it stays inside') : fails(`it was ${rounded(worst)} px outside`)
  },
)
