import type { Realm } from '../../../runtime/guest/driver.ts'
import type { Aim, Aims } from './aims.ts'
import type { Devices, Place } from './devices.ts'
import type { FreshKeys, Key } from './key-plan.ts'
import type { Reactions } from './reactions.ts'

/**
 * Plays the scripted input, a frame's worth at a time: pointer on objects and on empty ground, keys, wheel. It is
 * planned as it goes, for what is touched or pressed may bring up other things: up to three rounds.
 */
export function makeInput(
  realm: Realm,
  devices: Devices,
  aims: Aims,
  freshKeys: () => FreshKeys,
  reactions: Reactions,
): (step: number) => boolean {
  const { kit, recorder } = realm
  const MAX_STEPS = 260
  const MAX_ROUNDS = 3
  const MAX_TARGETS = 8
  /** Frames that a key is held: long enough to measure a speed, to notice, or to be heard. */
  const HOLD_MOVING = 10
  const HOLD_HEARD = 6
  const HOLD = 4
  const TAP = 1
  /** Frames until what a key does has begun: the engine moves bodies in the frame after update(). */
  const ANSWER = 2
  const MARGIN = 2 + HOLD_MOVING
  const steps = kit.list<() => void>()
  const add = (step: () => void): void => {
    if (steps.length < MAX_STEPS) kit.add(steps, step)
  }
  const room = (frames: number): boolean => steps.length + frames <= MAX_STEPS
  // Whoever looks meets getters of the program; what they throw is no error of a handler.
  const begin: Reactions['begin'] = (cause, target) => recorder.quietly(() => reactions.begin(cause, target))
  const measure = (): void => recorder.quietly(reactions.hold)
  const rest = (): void => add(() => begin(null, null))
  const nothing = (): void => undefined

  const off = ({ x, y }: Place, dx: number, dy: number): Place => ({ x: x + dx, y: y + dy })
  const toward = (from: Place, to: Place, share: number): Place => ({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  })

  const over = (place: () => Place, aim: Aim | null, cause: string): void =>
    add(() => {
      begin(cause, aim?.object ?? null)
      devices.move(place(), 'none')
    })
  const down = (aim: Aim | null, cause: string): void =>
    add(() => {
      begin(cause, aim?.object ?? null)
      devices.down('left')
    })
  const up = (aim: Aim | null, cause: string): void =>
    add(() => {
      begin(cause, aim?.object ?? null)
      devices.up('left', false)
    })
  const dragTo = (aim: Aim | null, target: () => Place, parts: number): void => {
    for (let part = 1; part <= parts; part++) {
      add(() => {
        if (part === 1) begin('drag', aim?.object ?? null)
        devices.move(toward(devices.at(), target(), 1 / (parts - part + 1)), 'left')
      })
    }
  }
  const press = (aim: Aim, zone: Aim | null): void => {
    over(aim.place, aim, 'pointerover')
    down(aim, 'pointerdown')
    if (aim.draggable) {
      dragTo(aim, () => off(devices.at(), 12, 8), 1)
      if (zone === null) dragTo(aim, () => off(devices.at(), 28, 16), 1)
      else dragTo(aim, zone.place, 3)
    }
    up(aim, 'pointerup')
  }
  /** The second button, and two clicks at once. */
  const unusualClicks = (aim: Aim | null): void => {
    if (aim !== null) over(aim.place, aim, 'pointerover')
    add(() => {
      begin('rightclick', aim?.object ?? null)
      devices.down('right')
      devices.up('right', false)
    })
    add(() => {
      begin('doubleclick', aim?.object ?? null)
      devices.down('left')
      devices.up('left', false)
      devices.down('left')
      devices.up('left', true)
    })
  }

  const planTargets = (round: number): void => {
    const found = aims.fresh(MAX_TARGETS)
    const zones = aims.zones()
    for (let i = 0; i < found.length && room(MARGIN); i++) {
      press(found[i], zones.length > 0 ? zones[i % zones.length] : null)
    }
    if (round === 0) unusualClicks(found.length > 0 ? found[0] : null)
  }
  const ground = (shareX: number, shareY: number) => (): Place => {
    const { width, height } = devices.area()
    return { x: width * shareX, y: height * shareY }
  }
  const planGround = (): void => {
    over(ground(0.5, 0.5), null, 'pointermove')
    down(null, 'pointerdown')
    dragTo(null, () => off(devices.at(), 40, 24), 2)
    up(null, 'pointerup')
    const everywhere = aims.heardAnywhere()
    const shares = kit.list<number>()
    for (let i = 0; i < 9; i++) if (everywhere || i === 1 || i === 6) kit.add(shares, i)
    for (let i = 0; i < shares.length; i++) {
      const place = ground(0.17 + 0.33 * (shares[i] % 3), 0.17 + 0.33 * kit.floor(shares[i] / 3))
      add(() => {
        begin('pointerdown', null)
        devices.move(place(), 'none')
        devices.down('left')
      })
      up(null, 'pointerup')
    }
  }

  const hold = ({ name, code }: Key, frames: number): void => {
    add(() => {
      begin('key:' + name, null)
      devices.key('keydown', code)
    })
    for (let i = 1; i < frames; i++) add(i === ANSWER && frames > HOLD ? measure : nothing)
    add(() => {
      if (frames > HOLD) begin('keyup:' + name, null)
      devices.key('keyup', code)
    })
    // A pause, so that the next key is not blamed for what this one has set going.
    if (frames > HOLD) add(nothing)
  }
  const holdAll = (keys: Key[], frames: number): void => {
    for (let i = 0; i < keys.length && room(MARGIN); i++) hold(keys[i], frames)
  }
  const planKeys = (): void => {
    const { moving, watched, combos, heard } = freshKeys()
    if (moving.length > 0) rest()
    holdAll(moving, HOLD_MOVING)
    holdAll(watched, HOLD)
    for (let i = 0; i < combos.length; i++) holdAll(combos[i], TAP)
    for (let i = 0; i < heard.length && room(MARGIN); i++) hold(heard[i], i < 4 ? HOLD_HEARD : TAP)
  }
  const planWheel = (): void => {
    add(() => {
      begin('wheel', null)
      devices.wheel(100)
    })
    add(() => devices.wheel(-100))
  }

  const stages = kit.list<() => void>()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    kit.add(stages, () => planTargets(round))
    if (round === 0) kit.add(stages, planGround)
    kit.add(stages, planKeys)
    if (round === 0) kit.add(stages, planWheel)
  }
  let stage = 0
  return (step) => {
    if (step === 0) recorder.quietly(reactions.start)
    while (step >= steps.length && stage < stages.length) recorder.quietly(stages[stage++])
    if (step < steps.length) steps[step]()
    else recorder.quietly(reactions.stop)
    return step < steps.length
  }
}
