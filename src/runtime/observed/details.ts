/** What a run showed in detail: for probes, and for people who want to know what a program does. */
import * as z from 'zod'
import { boundedRecord, count, name, names, number, tally } from './shapes.ts'

/** 0xRRGGBB. */
const color = z.int().min(0).max(0xffffff)

const momentSchema = z.object({
  frame: count,
  /** Objects on the display lists, those in containers included. */
  objects: count,
  byType: tally,
  /** Objects that came and that were destroyed since the first look. */
  spawned: count,
  destroyed: count,
})

/** Kinds of change: moved, rotated, scaled, faded (or hidden), text, recolored, redrawn (a Graphics). */
const kinds = z.array(z.string().max(20)).max(10)

const reactionSchema = z.object({
  /**
   * The input before it: key:LEFT, keyup:LEFT, pointerover, pointerdown, pointermove, drag, pointerup, rightclick,
   * doubleclick, wheel, keys.
   */
  cause: name,
  /** Whether the pointer was aimed at this very object. */
  own: z.boolean(),
  /** What it then did that it does not do by itself. */
  changed: kinds,
  /** Velocity while a key was held or after the input, px/s; medians over frames where a key was held long enough. */
  vx: number.optional(),
  vy: number.optional(),
  /** Degrees a second, clockwise. */
  spin: number.optional(),
  /** The text it then had. */
  text: z.string().max(100).optional(),
  /** How many inputs were followed by this. */
  count,
})

const objectSchema = z.object({
  /** Type in the engine: Rectangle, Sprite, Text … */
  type: name,
  /** Key of its texture. */
  texture: name.optional(),
  name: name.optional(),
  /** Its last text; `firstText` when that was another. */
  text: name.optional(),
  firstText: name.optional(),
  /** Last colour: fill or line of a shape or drawing, colour of a text, tint, or that of a drawn texture. */
  color: color.optional(),
  interactive: z.literal(true).optional(),
  draggable: z.literal(true).optional(),
  dropZone: z.literal(true).optional(),
  /** It was destroyed, or left the display list. */
  gone: z.literal(true).optional(),
  /**
   * Place at the first and the last look, px: with its containers, and with the first shape of a drawing. The first
   * colour when the last is another.
   */
  first: z.object({ x: number, y: number, color: color.optional() }),
  last: z.object({ x: number, y: number }),
  changed: kinds,
  /**
   * Speed while it moves, px/s: median and maximum, and the medians along the axes (without sign). Absent when it was
   * not seen to move by itself or under a held key.
   */
  speed: z.object({ typical: count, max: count, vx: count, vy: count }).optional(),
  /** Median turn while it turns, degrees a second, clockwise. */
  spin: number.optional(),
  /** Farthest that its place was outside the game's area, px. */
  outside: count,
  reactions: z.array(reactionSchema).max(24).optional(),
})

const inputSchema = z.object({
  /** Which input was tried, as causes; see reactions. */
  tried: z.array(name).max(60),
  /** Input after which something happened, in order. */
  effects: z
    .array(
      z.object({
        cause: name,
        /** Place in `objects` of what the pointer was aimed at. */
        target: count.optional(),
        frame: count,
        frames: count,
        /** Events that found a listener: name → how often. */
        handlers: tally,
        spawned: count,
        destroyed: count,
        /** Names of the values in `state` that changed, other than those that change by themselves. */
        state: names,
      }),
    )
    .max(60),
})

const word = z.union([number, z.string().max(40), z.boolean(), z.null()])

const valueSchema = z.object({
  /** Key of the scene, 'registry', 'window', '__signals__', or a scene's key followed by ' data'. */
  owner: name,
  /** Name of the property; one level down 'player.lives'; of a list 'bullets.length'. */
  name: z.string().max(200),
  first: word,
  last: word,
  /** Of a number that changed. */
  min: number.optional(),
  max: number.optional(),
  /** Looks at which it differed from the look before. */
  changes: count,
})

const tweenSchema = z.object({
  properties: z.array(name).max(20),
  /** Type of the first target; '' when it is no game object. */
  target: name,
  /** Of the first property, ms. */
  duration: count,
  delay: count,
  /** Of the first property, and of the whole tween: -1 is for ever. */
  repeat: number,
  loop: number,
  yoyo: z.boolean(),
  /** Like Sine.InOut; '' when it is no ease of the engine's. */
  ease: name,
  /** How many such tweens were started. */
  count,
})

const timerSchema = z.object({
  /** ms. */
  delay: number,
  repeat: number,
  loop: z.boolean(),
  /** How often such timers fired, together. */
  fired: count,
  count,
})

const worldSchema = z.object({
  kind: z.enum(['arcade', 'matter']),
  scene: name,
  dynamic: count,
  static: count,
  /** px/s² in arcade; of the engine's own scale in matter. */
  gravity: z.object({ x: number, y: number }),
})

const contactSchema = z.object({
  kind: z.enum(['collide', 'overlap', 'matter']),
  /** Types of the objects; of a group, that of its first member. */
  a: name,
  b: name,
  /** Steps in which they touched; in matter, contacts that began. */
  count,
})

const cameraSchema = z.object({
  scene: name,
  /** Type of what it follows, or ''. */
  follows: name,
  scrollX: number,
  scrollY: number,
  zoom: number,
  /** Whether scroll and zoom were seen to change. */
  scrolled: z.boolean(),
  zoomed: z.boolean(),
})

export const detailsSchema = z.object({
  /** A picture every half second (or a multiple of that), and the last one. */
  timeline: z.array(momentSchema).max(20),
  /** The objects that tell most, at most 40. */
  objects: z.array(objectSchema).max(40),
  input: inputSchema,
  /** Numbers, words and switches that scenes, data managers and globals hold: those that changed first. */
  state: z.array(valueSchema).max(60),
  /** Listeners of each event in `listeners`. */
  listenerCounts: tally,
  tweens: z.array(tweenSchema).max(30),
  timers: z.array(timerSchema).max(30),
  worlds: z.array(worldSchema).max(20),
  contacts: z.array(contactSchema).max(30),
  /** How often an arcade body met the bounds of its world. */
  worldBounds: count,
  cameras: z.array(cameraSchema).max(20),
  /** Calls of shake, flash, fade, startFollow … */
  cameraEffects: tally,
  /** Layers of tilemaps, in tiles. */
  tilemaps: z.array(z.object({ layer: name, width: count, height: count })).max(20),
  /** Particles emitted. */
  particles: count,
  /** Sounds played, by key. */
  sounds: boundedRecord(count, 30),
  /** Scenes started, stopped, paused … by the program. */
  transitions: z.array(z.object({ what: name, scene: name, frame: count })).max(40),
  /** How often a game was drawn. */
  renders: count,
})
