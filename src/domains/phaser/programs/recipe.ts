/** The reference program of a generated seed: the pieces of its families, put together by the pen. */
import type { Seed } from '../../../record.ts'
import type { ProgramFamily } from '../../domain.ts'
import { inLanguage } from '../../fill-slots.ts'
import { HOOKS } from '../families/load.ts'
import { recipeOf, type FilledFamily } from '../families/recipe.ts'
import type { ProgramSpec } from '../families/schema.ts'
import { planned, sceneKey } from './family.ts'
import { PartWriter } from './part-writer.ts'
import { Pen, quote } from './pen.ts'
import { texture } from './pieces.ts'
import { chooseLayout } from './render.ts'

/** Answers every seed that was generated from families, and no other. */
export const recipe: ProgramFamily = {
  id: 'recipe',
  fits: (seed) => (recipeOf(seed) ? Infinity : 0),
  write(seed, random) {
    const wish = random()
    const parts = recipeOf(seed) ?? []
    const canvas = canvasOf(parts)
    const pen = new Pen(seed, random, firstKey(seed, parts, random), canvas?.size)
    build(pen, parts)
    const layout = chooseLayout(pen, wish)
    return planned(pen, canvas ? { ...layout, background: canvas.background } : layout)
  },
}

/** Width, height and background that a part asks for. */
function canvasOf(parts: readonly FilledFamily[]): { size: [number, number]; background: string } | undefined {
  for (const { family, slots } of parts) {
    const { canvas } = family.program
    if (!canvas) continue
    const valueOf = (slot: string): string => String(slots.get(slot.slice(1))?.value ?? slot)
    const [width, height] = valueOf(canvas.size).split('x').map(Number)
    return { size: [width, height], background: valueOf(canvas.background) }
  }
  return undefined
}

/** The key of the first scene: none of those that the parts give to theirs. */
function firstKey(seed: Seed, parts: readonly FilledFamily[], random: () => number): string {
  const taken = new Set(parts.flatMap(({ family }) => family.program.scenes.map(({ key }) => key)))
  const key = sceneKey(seed.family ?? 'recipe', random)
  return taken.has(key) ? `First${key}` : key
}

function build(pen: Pen, parts: readonly FilledFamily[]): void {
  const taken = new Set<string>()
  const answered = new Set(parts.flatMap(({ family }) => Object.keys(family.program.on)))
  const writers = parts.map((part) => new PartWriter(pen, part, taken, answered))
  setUpPhysics(pen, parts, writers)
  for (const [at, { family }] of parts.entries()) addPart(pen, writers[at], family.program)
  for (const hook of HOOKS) if (answered.has(hook)) addHook(pen, parts, writers, hook)
  addHud(pen, parts, writers)
  for (const [at, { family }] of parts.entries()) {
    for (const scene of family.program.scenes) addScene(pen, writers[at], scene)
  }
  addConstants(pen, writers)
}

/** The slots that the pieces name, as constants. */
function addConstants(pen: Pen, writers: readonly PartWriter[]): void {
  const code = JSON.stringify([pen.scenes, pen.signals])
  for (const { name, value } of writers.flatMap((writer) => writer.constants())) {
    if (new RegExp(`\\$${name}\\b`).test(code)) pen.constant(name, value, ['', ''])
  }
}

function setUpPhysics(pen: Pen, parts: readonly FilledFamily[], writers: readonly PartWriter[]): void {
  const kind = parts.map(({ family }) => family.program.physics).find((each) => each !== undefined)
  if (kind === undefined) return
  const at = parts.findIndex(({ family }) => family.program.gravity !== undefined)
  const gravity = at < 0 ? 0 : writers[at].number(parts[at].family.program.gravity!)
  if (kind === 'arcade') pen.arcade(gravity)
  else pen.physics = `default: 'matter', matter: { gravity: { x: 0, y: ${gravity} } }`
}

function addPart(pen: Pen, writer: PartWriter, program: ProgramSpec): void {
  for (const [key, { shape, color, size }] of Object.entries(program.textures)) {
    texture(pen, writer.name(key), writer.shape(shape), writer.code(color), writer.number(size))
  }
  addScene(pen, writer, program)
  for (const [name, expression] of Object.entries(program.signals)) {
    pen.signals.push({ name, expression: writer.code(expression) })
  }
}

type SceneSpec = Pick<ProgramSpec, 'state' | 'create' | 'update' | 'helpers'> & { readonly key?: string }

function addScene(pen: Pen, writer: PartWriter, { key, state, create = '', update = '', helpers }: SceneSpec): void {
  if (key !== undefined) pen.scene(key)
  for (const [name, initial] of Object.entries(state)) {
    pen.state(writer.name(name), initial === null ? undefined : typeof initial === 'string' ? writer.code(initial) : initial)
  }
  for (const { step, code } of writer.steps(create)) pen.create(step, code)
  for (const { step, code } of writer.steps(update)) pen.update(step, code)
  for (const [head, text] of Object.entries(helpers)) {
    const [name, params] = head.slice(0, -1).split('(')
    const [{ step, code }] = writer.steps(text)
    pen.helper(writer.name(name), params, step, code)
  }
}

/** What all parts do at a moment that one of them tells of, as one helper of the first scene. */
function addHook(pen: Pen, parts: readonly FilledFamily[], writers: readonly PartWriter[], hook: string): void {
  const answers = parts.flatMap(({ family }, at) => {
    const code = family.program.on[hook]
    return code === undefined ? [] : writers[at].steps(code)
  })
  const abouts = answers.map(({ step }) => step)
  pen.helper(hook, 'x, y', [abouts.map(([zh]) => zh).join('，'), abouts.map(([, en]) => en).join('; ')],
    answers.map(({ code }) => code.trim()).join('\n'))
}

/** Lines of text in the upper left corner, one below the other, brought up to date in each frame. */
function addHud(pen: Pen, parts: readonly FilledFamily[], writers: readonly PartWriter[]): void {
  const lines = parts.flatMap(({ family }, at) =>
    family.program.hud.map(({ label, value }) => ({
      label: typeof label === 'string' ? writers[at].code(`${label}.words`) : quote(inLanguage(label, pen.facts.lang)),
      value: writers[at].code(value),
    })),
  )
  for (const [row, { label, value }] of lines.entries()) {
    const name = row === 0 ? 'statusText' : `statusText${row + 1}`
    pen.state(name)
    pen.create(
      ['在左上角显示状态文字', 'Show the state in the upper left corner'],
      `@${name} = this.add.text(16, ${16 + 30 * row}, ${label}, { fontSize: '20px', color: '#ffffff' }).setScrollFactor(0).setDepth(100);`,
    )
    pen.update(['刷新状态文字', 'Refresh the texts'], `@${name}.setText(${label} + ': ' + ${value});`)
  }
}
