/** Probes of what happens: events, timers, things that come up, state. */
import { fails, failsUnlessUnseen, holds, isCause, isNear, probeKind, runTime, unknown, type Sight } from '../probe.ts'

/** Other names under which the engine tells of the same input. */
const SAME_EVENT: Readonly<Record<string, readonly string[]>> = {
  pointerdown: ['gameobjectdown', 'pointerup', 'gameobjectup'],
  pointerup: ['gameobjectup'],
  pointerover: ['gameobjectover'],
  pointerout: ['gameobjectout'],
  pointermove: ['gameobjectmove'],
  drag: ['dragstart', 'gameobjectdrag'],
  wheel: ['gameobjectwheel'],
}

/** Whether an input was followed by anything: a listener, a change, a new object. */
function isFollowed({ observed }: Sight, event: string): boolean {
  const { effects } = observed.input
  return (
    effects.some(
      ({ cause, handlers, spawned, destroyed, state }) =>
        isCause(cause, event) && Object.keys(handlers).length + spawned + destroyed + state.length > 0,
    ) || observed.objects.some(({ reactions = [] }) => reactions.some(({ cause }) => isCause(cause, event)))
  )
}

function isHeard({ observed }: Sight, event: string): boolean {
  const names = [event, ...(SAME_EVENT[event] ?? [])]
  if (observed.listeners.some((name) => names.includes(name) || name.startsWith(`${event}-`))) return true
  if (event === 'keydown' || event === 'key') return observed.keys.length > 0
  return event.startsWith('keydown-') && observed.keys.includes(event.slice('keydown-'.length))
}

/** Whether this is one key of many to a program that hears them all and looks for itself which it was. */
function hearsEveryKey({ observed }: Sight, event: string): boolean {
  const [kind] = event.split('-')
  return kind !== event && kind.startsWith('key') && observed.listeners.includes(kind)
}

export const listens = probeKind(
  'listens',
  'the program listens to this event, or does something after it',
  { event: 'text' },
  (sight, { event }) =>
    isHeard(sight, event) || isFollowed(sight, event)
      ? holds(`${event} is listened to`)
      : hearsEveryKey(sight, event)
        ? unknown('every key is listened to')
        : fails(`nobody listens to ${event}`),
)

export const reacts = probeKind(
  'reacts',
  'something happens after this input',
  { event: 'text' },
  (sight, { event }) => {
    if (isFollowed(sight, event)) return holds(`something happens after ${event}`)
    if (!sight.observed.input.tried.some((cause) => isCause(cause, event)))
      return isHeard(sight, event) ? unknown(`${event} was not tried`) : fails(`nobody listens to ${event}`)
    if (sight.observed.transitions.length > 0) return unknown('scenes are started or paused')
    return failsUnlessUnseen(sight, `nothing happens after ${event}`)
  },
)

export const spawns = probeKind(
  'spawns',
  'objects come up while the program runs, in the interval and up to the number that are given',
  { every_ms: 'positive?', max: 'count?', on: 'text?' },
  (sight, { every_ms, max, on }) => {
    const { changes, input, timers, timeline } = sight.observed
    const effects = input.effects.filter(({ cause }) => on === undefined || isCause(cause, on))
    const spawned = (on === undefined ? changes.spawned : 0) + effects.reduce((sum, effect) => sum + effect.spawned, 0)
    if (max !== undefined && spawned > 0) {
      // What is there from the beginning (a ground, a text) is not counted.
      const extra = Math.max(0, ...timeline.map(({ objects }) => objects)) - (timeline[0]?.objects ?? 0)
      if (extra > max) return fails(`${extra} objects came up`)
    }
    const interval = every_ms !== undefined && timers.some(({ delay }) => isNear(delay, every_ms))
    if (spawned > 0 && (every_ms === undefined || interval)) return holds(`${spawned} objects came up`)
    if (interval)
      return every_ms > runTime(sight) / 2 ? holds('a timer of that interval runs') : unknown('nothing came up yet')
    if (every_ms !== undefined && every_ms > runTime(sight) / 2) return unknown('the interval is longer than the run')
    if (spawned > 0) return unknown('no timer of that interval was seen')
    if (max !== undefined) return unknown('nothing came up')
    return failsUnlessUnseen(sight, 'nothing comes up')
  },
)

const CLOCKS = ['setInterval', 'setTimeout', 'delta', 'Date.now', 'performance.now', 'time.now']

export const timer = probeKind(
  'timer',
  'a timer runs, at the interval that is given',
  { every_ms: 'positive?' },
  ({ observed, code }, { every_ms }) => {
    const delays = observed.timers.map(({ delay }) => delay)
    const told = delays.length === 0 ? 'no timer was started' : `timers of ${delays.join(', ')} ms`
    if (delays.some((delay) => every_ms === undefined || isNear(delay, every_ms))) return holds(told)
    // Programs may count time themselves, or start a timer later.
    const counts =
      CLOCKS.some((name) => code.includes(name)) || code.includes('addEvent') || code.includes('delayedCall')
    return counts ? unknown(told) : fails(told)
  },
)

export const stateChanges = probeKind(
  'state-changes',
  'a value that the program keeps becomes another one',
  {},
  ({ observed }) => {
    const changed = observed.state.filter((value) => value.changes > 0).map(({ name }) => name)
    const byInput = observed.input.effects.flatMap(({ state }) => state)
    const names = [...new Set([...changed, ...byInput])]
    return names.length > 0 ? holds(names.slice(0, 5).join(', ')) : unknown('no value was seen to change')
  },
)

export const signal = probeKind(
  'signal',
  'the program sets this name in window.__signals__',
  { name: 'text' },
  ({ observed }, { name }) => {
    const own = observed.state.some((value) => value.owner === '__signals__' && value.name.split('.')[0] === name)
    if (own || hasKey(observed.signals, name)) return holds(`${name} is set`)
    return fails(`${name} is not set`)
  },
)

// The text is cut where it is too long, and then no JSON.
function hasKey(json: string | null, name: string): boolean {
  if (json === null) return false
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
  } catch {
    return json.includes(`${JSON.stringify(name)}:`)
  }
}

export const startsScene = probeKind(
  'starts-scene',
  'another scene is started, the one that is given',
  { scene: 'text?' },
  ({ observed, code }, { scene }) => {
    const started = observed.transitions.filter((each) => scene === undefined || each.scene === scene)
    if (started.length > 0) return holds(started.map((each) => `${each.what} ${each.scene}`).join(', '))
    const speaks =
      scene === undefined ? /\.scene\s*\.\s*(?:start|launch|switch|run|restart)\b/.test(code) : code.includes(scene)
    return speaks ? unknown('no scene was started during the run') : fails('no scene is ever started')
  },
)
