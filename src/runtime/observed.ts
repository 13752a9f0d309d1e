/** What a run of a program in the engine showed. Bounded in size, and checked in shape before anyone believes it. */
import * as z from 'zod'
import { detailsSchema } from './observed/details.ts'
import { boundedRecord, count, names, short } from './observed/shapes.ts'

const errorSchema = z.object({
  /**
   * Where in the life of a program: compile, toplevel, boot, init, preload, create, update, render, timer, tween,
   * physics, event, promise, load.
   */
  phase: z.string().max(40),
  /** Name of the event or timer, where there is one. */
  detail: short.optional(),
  message: z.string().max(400),
  frame: count,
  /** Line and column in the program (1-based), when the stack names it. */
  line: count.optional(),
  column: count.optional(),
})

const sceneSchema = z.object({
  key: short,
  /** Status name: pending, init, start, loading, creating, running, paused, sleeping, shutdown, destroyed. */
  status: z.string().max(40),
  /** Whether create() of the program was seen to run to its end (or the scene started without one). */
  created: z.boolean(),
  updates: count,
  /** Which of init, preload, create and update the program defines for this scene. */
  defines: names,
})

const snapshotSchema = z.object({
  objects: count,
  byType: boundedRecord(count, 100),
  texts: names,
  /** Objects with an alpha of 0 that are not hidden otherwise. */
  transparent: count,
  tweens: count,
  timers: count,
  bodies: count,
  particles: count,
})

/** What a verdict carries of a run: enough for the checks and the selection. */
const summarySchema = z.object({
  /** What the first game was drawn with. Headless: canvas, or webgl when only the retry on the fake context went well. */
  renderer: z.enum(['canvas', 'webgl']),
  /** The renderer that the program asked for: AUTO, CANVAS, WEBGL, HEADLESS, or '' when no game was made. */
  asked: z.string().max(40),
  games: count,
  booted: z.boolean(),
  frames: count,
  scenes: z.array(sceneSchema).max(250),
  errors: z.array(errorSchema).max(20),
  /** What the program tried to load from outside: kind and URL. */
  loads: z.array(short).max(50),
  missingTextures: names,
  console: z.array(z.object({ level: z.string().max(20), message: short, frame: count })).max(30),
  /** Names of the events that the program listens to (input, keyboard, scene, physics, objects), sorted. */
  listeners: names,
  /** Names of the keys that the program watches through Key objects, sorted. */
  keys: names,
  /** Early and late picture of the display lists. */
  first: snapshotSchema.nullable(),
  last: snapshotSchema.nullable(),
  /** How many objects moved, turned, scaled, faded, changed text or colour, or were drawn anew between frames. */
  changes: z.object({
    moved: count,
    rotated: count,
    scaled: count,
    faded: count,
    text: count,
    recolored: count,
    redrawn: count,
    spawned: count,
    destroyed: count,
  }),
  /** JSON of the program's own `__signals__`, cut at 2000 characters. */
  signals: z.string().max(2000).nullable(),
})

export const observedSchema = summarySchema.extend(detailsSchema.shape)

export type ObservedSummary = z.infer<typeof summarySchema>
export type Observed = z.infer<typeof observedSchema>
export type ObservedError = Observed['errors'][number]
export type ObservedScene = Observed['scenes'][number]

/** The observations in what a child said, or null when it said something else. */
export function readObserved(text: string): Observed | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const { success, data } = observedSchema.safeParse(value)
  if (!success) return null
  return { ...data, listeners: data.listeners.toSorted(), keys: data.keys.toSorted() }
}

const SUMMARY = Object.keys(summarySchema.shape)

/** Observations without the details, which are most of their size. */
export function summaryOf(observed: Observed): ObservedSummary {
  return Object.fromEntries(Object.entries(observed).filter(([key]) => SUMMARY.includes(key))) as ObservedSummary
}
