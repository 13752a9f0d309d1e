/**
 * The notation of the pieces of a family file, turned into that of the pen:
 *
 *     // 中文 | English          begins a step of the plan
 *     [[中文|English]]           a string literal in the language of the seed
 *     $slot  $slot.words         the value of a slot as a constant; its words as a string literal
 *     $$slot                     the bare value, for the middle of a name or of a text
 *     $$W $$H $$CX $$CY $$SCENE  width, height and centre of the canvas; the key of the first scene, quoted
 *     %draw(@it, shape, color, size, x, y);   a Graphics with the shape around its own origin
 *     %shape(@it, shape, color, size, x, y);  a Shape object
 *     %fill(brush, shape, x, y, radius);      the shape filled by a Graphics that has its fillStyle
 *     @hook(x, y);               calls what other parts do at that moment; left out when there is none
 */
import { inLanguage } from '../../fill-slots.ts'
import type { Option } from '../../seed-library.ts'
import { HOOKS } from '../families/load.ts'
import type { FilledFamily } from '../families/recipe.ts'
import { hex, quote, type Pen, type Words } from './pen.ts'
import { addShape, drawShape, fillShape, isShape } from './pieces.ts'
import type { Shape } from './facts.ts'

export class PartWriter {
  readonly #pen: Pen
  readonly #part: FilledFamily
  /** Names that another part has taken, and what this part calls them instead. */
  readonly #names = new Map<string, string>()
  readonly #hooks: ReadonlySet<string>

  /** Takes the names of the part from `taken`; `hooks` are those that some part of the program answers. */
  constructor(pen: Pen, part: FilledFamily, taken: Set<string>, hooks: ReadonlySet<string>) {
    this.#pen = pen
    this.#part = part
    this.#hooks = hooks
    for (const name of namesOf(part)) {
      const own = taken.has(name) ? ownName(part.family.id, name) : name
      if (own !== name) this.#names.set(name, own)
      taken.add(own)
    }
  }

  name(name: string): string {
    return this.#names.get(name) ?? name
  }

  /** The values of the slots, by the names that the pieces give them. */
  constants(): { name: string; value: string }[] {
    return [...this.#part.slots].map(([name, option]) => ({ name: this.name(name), value: literalOf(option) }))
  }

  /** The shape that a slot or a word names. */
  shape(text: string): Shape {
    const option = text.startsWith('$') ? this.#part.slots.get(text.slice(1)) : undefined
    const shape = String(option?.value ?? text)
    if (!isShape(shape)) throw new Error(`family ${this.#part.family.id}: there is no shape ${shape}`)
    return shape
  }

  /** A number, from a literal, from a slot, or from a part of a slot: `$size / 2`. */
  number(text: string | number): number {
    const [name, divisor = '1'] = String(text).split('/').map((word) => word.trim())
    const value = Number(name.startsWith('$') ? this.#part.slots.get(name.slice(1))?.value : name) / Number(divisor)
    if (!Number.isFinite(value)) throw new Error(`family ${this.#part.family.id}: ${text} is no number`)
    return value
  }

  /** A piece of code in the notation of the pen. */
  code(text: string): string {
    const lang = this.#pen.facts.lang
    const filled = text
      .replace(/^([ \t]*)%(\w+)\((.*)\);[ \t]*$/gm, (_, indent: string, macro: string, args: string) =>
        indent + this.#macro(macro, args.split(/,(?![^()]*\))/).map((arg) => arg.trim())),
      )
      .replace(/^[ \t]*@(\w+)\([^\n]*\);[ \t]*$/gm, (line, name: string) => (this.#isUnanswered(name) ? '' : line))
      .replace(/\[\[([^|\]]*)\|([^\]]*)\]\]/g, (_, zh: string, en: string) => quote(lang === 'zh' ? zh : en))
      .replace(/\$\$(\w+)/g, (whole, name: string) => this.#bare(name) ?? whole)
      .replace(/\$(\w+)\.words\b/g, (whole, name: string) => this.#words(name) ?? whole)
      .replace(/\$(\w+)/g, (whole, name: string) => (this.#part.slots.has(name) ? `$${this.name(name)}` : whole))
    return this.#repeatable([...this.#names].reduce(rename, filled))
  }

  /** The steps of a piece: each begins with a comment in both languages. */
  steps(text: string): { step: Words; code: string }[] {
    const pieces = text.split(/^[ \t]*\/\/ ([^|\n]+) \| ([^\n]+)$/m)
    const steps: { step: Words; code: string }[] = []
    for (let at = 1; at < pieces.length; at += 3) {
      steps.push({ step: [pieces[at].trim(), pieces[at + 1].trim()], code: this.code(pieces[at + 2]) })
    }
    if (pieces[0].trim() !== '') throw new Error(`family ${this.#part.family.id}: code before the first step`)
    return steps
  }

  // Hard tasks ask for runs that repeat: Phaser.Math.Between knows nothing of the game's seed.
  #repeatable(code: string): string {
    if (this.#pen.rank < 2) return code
    return code
      .replaceAll('Phaser.Math.Between(', 'Phaser.Math.RND.between(')
      .replaceAll('Phaser.Math.FloatBetween(', 'Phaser.Math.RND.realInRange(')
  }

  #isUnanswered(name: string): boolean {
    return HOOKS.has(name) && !this.#hooks.has(name)
  }

  #bare(name: string): string | undefined {
    const { width, height, centreX, centreY, scenes } = this.#pen
    const canvas: Record<string, string> = {
      W: String(width), H: String(height), CX: String(centreX), CY: String(centreY), SCENE: quote(scenes[0].key),
    }
    const option = this.#part.slots.get(name)
    return canvas[name] ?? (option && String(option.value))
  }

  #words(name: string): string | undefined {
    const option = this.#part.slots.get(name)
    return option && quote(inLanguage(option.words, this.#pen.facts.lang))
  }

  #macro(macro: string, args: readonly string[]): string {
    if (macro === 'fill') {
      const [brush, shape, x, y, radius] = args
      return fillShape(this.#pen, brush, this.shape(shape), x, y, this.number(radius))
    }
    const [target, shape, color, size, x, y] = args
    const thing = { target, shape: this.shape(shape), color, size: this.number(size), x, y }
    if (macro === 'draw') return drawShape(this.#pen, thing)
    if (macro === 'shape') return addShape(thing)
    throw new Error(`family ${this.#part.family.id}: there is no macro %${macro}`)
  }
}

/** All names that a part brings into the program. */
function namesOf({ family: { program, slots } }: FilledFamily): Set<string> {
  const helpers = Object.keys(program.helpers).map((head) => head.slice(0, head.indexOf('(')))
  const pieces = [program.create ?? '', program.update ?? '', ...Object.values(program.on)]
  const locals = pieces.flatMap((code) => [...code.matchAll(/^(?:const|let) (\w+)\b/gm)].map(([, name]) => name))
  const textures = Object.keys(program.textures)
  return new Set([...slots.map(({ name }) => name), ...Object.keys(program.state), ...helpers, ...locals, ...textures])
}

/** `speed` of `night-hunters` -> `nightHuntersSpeed`. */
function ownName(id: string, name: string): string {
  const camel = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return camel + name[0].toUpperCase() + name.slice(1)
}

// Where a name stands for itself: a variable, a state or a constant of the notation, a texture in quotes; not a property.
function rename(code: string, [from, to]: readonly [string, string]): string {
  return code.replace(new RegExp(`(?<![\\w.$])${from}(?![\\w:])|(?<=')${from}(?=')`, 'g'), to)
}

function literalOf({ value, forms }: Option): string {
  if (typeof value === 'string') return quote(value)
  return forms.hex ? hex(value) : String(value)
}
