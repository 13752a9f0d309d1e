/** The form of a family file. docs/families.md says what each field means. */
import * as z from 'zod'

const words = z.tuple([z.string().min(1), z.string().min(1)])
const name = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name in camel case')
const texts = (least: number) =>
  z.strictObject({ zh: z.array(z.string().min(1)).min(least), en: z.array(z.string().min(1)).min(least) })

const slotSchema = z.union([
  z.enum(['color', 'shape', 'key']),
  z.strictObject({ kind: z.enum(['color', 'shape', 'key']), of: z.array(z.string()).min(2) }),
  z.array(z.number()).min(2),
  z.strictObject({ from: z.number(), to: z.number(), step: z.number().positive() }),
  z.record(z.string(), words),
])

const code = z.string().min(1)
const literal = z.union([z.string(), z.number(), z.boolean(), z.null()])

const sceneShape = {
  state: z.record(name, literal).default({}),
  create: code.optional(),
  update: code.optional(),
  helpers: z.record(z.string().regex(/^[a-z]\w*\([\w, ]*\)$/, 'name(parameters)'), code).default({}),
}

const programSchema = z.strictObject({
  /** For frames: a slot of sizes (800x600) and one of background colours. */
  canvas: z.strictObject({ size: z.string(), background: z.string() }).optional(),
  physics: z.enum(['arcade', 'matter']).optional(),
  /** px/s² downwards in Arcade; the engine's own unit in Matter. */
  gravity: z.union([z.number(), z.string()]).optional(),
  textures: z
    .record(name, z.strictObject({ shape: z.string(), color: z.string(), size: z.union([z.number(), z.string()]) }))
    .default({}),
  hud: z.array(z.strictObject({ label: z.union([words, z.string()]), value: z.string() })).default([]),
  /** Name of a signal -> the expression that it shows. */
  signals: z.record(name, z.string()).default({}),
  /** What to do when another part calls a hook; `x` and `y` say where it happened. */
  on: z.record(name, code).default({}),
  /** Further scenes, after the first. */
  scenes: z.array(z.strictObject({ key: z.string().regex(/^[A-Z]\w*$/), ...sceneShape })).default([]),
  ...sceneShape,
})

export const familySchema = z.strictObject({
  module: z.string().min(1),
  modules: z.array(z.string()).default([]),
  role: z.enum(['solo', 'game', 'mechanic', 'goal', 'feedback', 'frame']),
  difficulties: z.array(z.enum(['easy', 'medium', 'hard'])).min(1).optional(),
  needs: z.array(name).default([]),
  provides: z.array(name).default([]),
  avoids: z.array(name).default([]),
  keys: z.array(z.string().regex(/^[A-Z_]+$/)).default([]),
  heldOut: z.boolean().default(false),
  slots: z.record(name, slotSchema).default({}),
  excludes: z.array(z.record(name, z.array(z.union([z.string(), z.number()])))).default([]),
  task: texts(3),
  hints: texts(1),
  constraints: texts(0).default({ zh: [], en: [] }),
  mustUse: z.array(z.string()).default([]),
  tags: z.array(z.string()).min(1),
  signals: z.record(name, words).default({}),
  probes: z.array(z.looseObject({ kind: z.string() })).default([]),
  program: programSchema,
})

export type FamilyFile = z.infer<typeof familySchema>
export type ProgramSpec = z.infer<typeof programSchema>
export type SlotSpec = z.infer<typeof slotSchema>
