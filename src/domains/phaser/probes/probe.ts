/** What a probe is: a question to what L3 saw of a program, asked by a seed or read from its hints. */
import type { Observed } from '../../../runtime/observed.ts'
import type { Fields, Read } from './fields.ts'

export type ObservedObject = Observed['objects'][number]

/** `unknown`: the run cannot answer. It is never held against a program. */
export type Answer = 'holds' | 'fails' | 'unknown'

export interface Outcome {
  readonly answer: Answer
  /** What was seen, in words for a person. */
  readonly seen: string
}

/** What a probe looks at. */
export interface Sight {
  readonly observed: Observed
  /** The program's text: what it speaks of may happen later than any run can see. */
  readonly code: string
  /** The observed objects that the probe's target describes; all of them without a target. */
  readonly objects: readonly ObservedObject[]
  readonly hasTarget: boolean
}

export interface ProbeKind<Args = never> {
  readonly kind: string
  /** One sentence for the docs: what holds when the probe holds. */
  readonly description: string
  /** Fields of the probe besides kind, target and severity. */
  readonly fields: Fields
  evaluate(sight: Sight, args: Args): Outcome
}

export type AnyProbeKind = ProbeKind<never>

/** A kind, with the type of its arguments taken from its fields. */
export function probeKind<const Shape extends Fields>(
  kind: string,
  description: string,
  fields: Shape,
  evaluate: (sight: Sight, args: Read<Shape>) => Outcome,
): AnyProbeKind {
  return { kind, description, fields, evaluate: evaluate as AnyProbeKind['evaluate'] }
}

export const holds = (seen: string): Outcome => ({ answer: 'holds', seen })
export const fails = (seen: string): Outcome => ({ answer: 'fails', seen })
export const unknown = (seen: string): Outcome => ({ answer: 'unknown', seen })

/** Which objects a probe means: those that agree with every field that is given. */
export const TARGET = {
  /** Type in the engine: Rectangle, Sprite, Text … */
  type: 'text?',
  /** 0xRRGGBB; JSON has it as a decimal number. */
  color: 'count?',
  /** A literal part of its text. */
  text: 'text?',
  interactive: 'switch?',
} as const satisfies Fields

export type Target = Read<typeof TARGET>

export function isTarget(object: ObservedObject, { type, color, text, interactive }: Target): boolean {
  return (
    (type === undefined || object.type === type) &&
    (color === undefined || object.color === color || object.first.color === color) &&
    (text === undefined || [object.text, object.firstText].some((each) => each?.includes(text))) &&
    (interactive === undefined || (object.interactive ?? false) === interactive)
  )
}

/** Share that a measured figure may differ from the wanted one. */
const TOLERANCE = 0.15

/** Whether a figure, taken without its sign, is the wanted one within a share of it. */
export function isNear(figure: number, wanted: number, tolerance: number = TOLERANCE): boolean {
  return Math.abs(Math.abs(figure) - Math.abs(wanted)) <= Math.abs(wanted) * tolerance
}

export type Change = 'moved' | 'rotated' | 'scaled' | 'faded' | 'text' | 'recolored' | 'redrawn'

/** The objects that were seen to change in this way, by themselves or after an input. */
export function changedObjects({ objects }: Sight, change: Change): ObservedObject[] {
  return objects.filter(
    ({ changed, reactions = [] }) =>
      changed.includes(change) || reactions.some((reaction) => reaction.changed.includes(change)),
  )
}

/** How many objects a run watches one by one, see src/domains/phaser/guest/tracked-objects.ts. */
const WATCHED = 40

/**
 * That something was not seen fails a program, unless it can have happened unseen: in a Graphics that is drawn anew (nobody
 * can say which part of it is which object), or to one of more objects than a run watches.
 */
export function failsUnlessUnseen(sight: Sight, seen: string): Outcome {
  if (changedObjects(sight, 'redrawn').length > 0) return unknown('a drawing is made anew')
  return sight.observed.objects.length >= WATCHED ? unknown('there are more objects than are watched') : fails(seen)
}

/** Whether a cause of a reaction is this event: 'pointerdown', 'key:LEFT', or 'key' for any key. */
export function isCause(cause: string, event: string): boolean {
  if (event === 'key' || event === 'keydown') return cause.startsWith('key:')
  if (event.startsWith('keydown-')) return cause === `key:${event.slice('keydown-'.length)}`
  return cause === event
}

/** Whether a timer is so slow that what it brings is not to be seen in the run. */
export function isYetToCome(sight: Sight): boolean {
  return sight.observed.timers.some(({ delay }) => delay > runTime(sight) / 2)
}

/** Virtual milliseconds of the run. */
export function runTime({ observed }: Sight): number {
  return (observed.frames * 1000) / 60
}
