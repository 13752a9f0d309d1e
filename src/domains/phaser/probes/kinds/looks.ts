/** Probes of what is to be seen: objects, texts, colours, changes of looks. */
import { oneOf } from '../fields.ts'
import {
  changedObjects,
  fails,
  failsUnlessUnseen,
  holds,
  isCause,
  isTarget,
  isYetToCome,
  probeKind,
  unknown,
  type Sight,
} from '../probe.ts'

/** The most objects that were to be seen at once. */
function mostObjects({ observed, objects, hasTarget }: Sight, type: string | undefined): number {
  if (hasTarget) return objects.filter((object) => type === undefined || isTarget(object, { type })).length
  const moments = [observed.first, observed.last, ...observed.timeline]
  return Math.max(0, ...moments.map((moment) => (type === undefined ? moment?.objects : moment?.byType[type]) ?? 0))
}

export const objects = probeKind(
  'objects',
  'so many objects are to be seen at once',
  { min: 'count?', max: 'count?', type: 'text?' },
  (sight, { min = 0, max = Infinity, type }) => {
    const most = mostObjects(sight, type)
    const told = `${most} objects`
    if (most > max) return fails(told)
    if (most >= min) return holds(told)
    // One drawing may show any number of things.
    const draws = sight.observed.objects.some((object) => object.type === 'Graphics')
    return draws ? unknown(`${told}, some of them drawings`) : fails(told)
  },
)

function textsOf({ observed, objects, hasTarget }: Sight): string[] {
  const own = objects.flatMap(({ text, firstText, reactions = [] }) => [
    text,
    firstText,
    ...reactions.map((reaction) => reaction.text),
  ])
  const shown = hasTarget ? [] : [...(observed.first?.texts ?? []), ...(observed.last?.texts ?? [])]
  return [...own, ...shown].filter((text) => text !== undefined)
}

export const textShows = probeKind(
  'text-shows',
  'a text with these words is to be seen',
  { text: 'text' },
  (sight, { text }) => {
    if (textsOf(sight).some((each) => each.includes(text))) return holds(`'${text}' is to be seen`)
    return sight.code.includes(text)
      ? unknown(`'${text}' did not come up during the run`)
      : fails(`'${text}' is nowhere in the program`)
  },
)

export const textChanges = probeKind('text-changes', 'a text becomes another one', {}, (sight) => {
  if (changedObjects(sight, 'text').length > 0) return holds('a text changes')
  if (!sight.objects.some(({ type }) => type.includes('Text'))) return fails('there is no text')
  if (isYetToCome(sight)) return unknown('a timer is slower than the run is long')
  return sight.code.includes('setText') || sight.code.includes('.text =')
    ? unknown('no text changed during the run')
    : fails('no text ever changes')
})

export const colorChangesOn = probeKind(
  'color-changes-on',
  'an object takes another colour after this input',
  { event: 'text' },
  (sight, { event }) => {
    const answers = sight.objects.flatMap(({ reactions = [] }) =>
      reactions.filter(({ cause }) => isCause(cause, event)),
    )
    if (answers.some(({ changed }) => changed.includes('recolored'))) return holds(`its colour changes on ${event}`)
    if (!sight.observed.input.tried.some((cause) => isCause(cause, event))) return unknown(`${event} was not tried`)
    return failsUnlessUnseen(sight, `no colour changes on ${event}`)
  },
)

export const changes = probeKind(
  'changes',
  'an object changes in this way, by itself or after an input',
  { what: oneOf('moved', 'rotated', 'scaled', 'faded', 'text', 'recolored') },
  (sight, { what }) => {
    const changed = changedObjects(sight, what)
    if (changed.length > 0) return holds(`${changed.length} objects ${what}`)
    return failsUnlessUnseen(sight, `nothing is ${what}`)
  },
)

/** What people call a tweened property, and what the engine does. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  scale: ['scale', 'scaleX', 'scaleY'],
  rotation: ['rotation', 'angle'],
  angle: ['rotation', 'angle'],
  position: ['x', 'y'],
}

export const tweens = probeKind(
  'tweens',
  'a tween of this property is started, one that goes on for ever if a loop is asked for',
  { property: 'text?', loop: 'switch?' },
  ({ observed }, { property, loop }) => {
    const names = property === undefined ? undefined : (PROPERTIES[property] ?? [property])
    const found = observed.tweens.filter(({ properties }) => !names || names.some((name) => properties.includes(name)))
    if (found.length === 0) return fails(`no tween of ${property ?? 'anything'} was started`)
    if (!loop) return holds(`${found.length} tweens of ${property ?? 'something'}`)
    // One that starts another when it ends goes on for ever as well.
    const endless = found.some((tween) => tween.repeat === -1 || tween.loop === -1 || tween.count > 1)
    return endless ? holds('it goes on for ever') : unknown('whether it starts anew was not seen')
  },
)
