/** The pen with which a family writes its program: it collects the pieces, `render.ts` puts them into a style. */
import type { Seed } from '../../../record.ts'
import { readFacts, type Facts } from './facts.ts'

/** A text in Chinese and in English. */
export type Words = readonly [zh: string, en: string]

export interface Part {
  readonly step: string
  readonly code: string
}

export interface Helper {
  readonly name: string
  readonly params: string
  readonly about: string
  readonly code: string
}

export interface SceneParts {
  key: string
  readonly state: { name: string; initial: string | undefined }[]
  readonly preload: Part[]
  readonly create: Part[]
  readonly update: Part[]
  readonly helpers: Helper[]
}

export interface Constant {
  readonly name: string
  readonly value: string
  readonly about: string
}

export type Style = 'class' | 'functions' | 'object'

/**
 * Notation inside pieces of code: `@name` is a state variable or a helper of the scene, `$name` a constant; `this` is
 * the scene, everywhere. The renderer turns them into what the style of the program asks for.
 */
export class Pen {
  readonly seed: Seed
  readonly facts: Facts
  readonly random: () => number
  readonly width: number
  readonly height: number
  readonly constants: Constant[] = []
  readonly scenes: SceneParts[] = []
  readonly signals: { name: string; expression: string }[] = []
  /** Value of `physics` in the game config without its braces, as source text. */
  physics = ''
  styles: readonly Style[] = ['class', 'functions', 'object']
  #scene: SceneParts

  /** `size`: width and height in px; without it, one of those that programs usually have. */
  constructor(seed: Seed, random: () => number, sceneKey: string, size?: readonly [number, number]) {
    this.seed = seed
    this.facts = readFacts(seed)
    this.random = random
    const usual = this.pick(SIZES)
    const [width, height] = size ?? usual
    this.width = width
    this.height = height
    this.#scene = this.scene(sceneKey)
  }

  /** 0 easy, 1 medium, 2 hard. */
  get rank(): number {
    return ['easy', 'medium', 'hard'].indexOf(this.seed.difficulty)
  }

  get centreX(): number {
    return this.width / 2
  }

  get centreY(): number {
    return this.height / 2
  }

  pick<T>(options: readonly T[]): T {
    return options[Math.floor(this.random() * options.length)]!
  }

  chance(probability: number): boolean {
    return this.random() < probability
  }

  say(zh: string, en: string): string {
    return this.facts.lang === 'zh' ? zh : en
  }

  needs(api: string): boolean {
    return this.seed.must_use_apis?.includes(api) ?? false
  }

  /** A colour literal: the task's, or one by chance. */
  color(): string {
    return hex(this.pick(this.facts.color ?? DEFAULT_COLORS))
  }

  /** A colour that is not the task's, for the other things on the screen. */
  accent(): string {
    return hex(this.pick(DEFAULT_COLORS.filter((color) => !this.facts.color?.includes(color))))
  }

  /** `'prefix' + expression`, one way or the other. */
  label(prefix: Words, expression: string): string {
    const text = this.say(...prefix)
    return this.chance(0.5) ? `\`${text}: \${${expression}}\`` : `${quote(`${text}: `)} + ${expression}`
  }

  /** A random whole number between two expressions; from the seeded generator where the task wants determinism. */
  between(low: number | string, high: number | string): string {
    const source = this.rank === 2 || this.needs('Phaser.Math.RND') ? 'Phaser.Math.RND.between' : 'Phaser.Math.Between'
    return `${source}(${low}, ${high})`
  }

  /** Starts another scene; programs of several scenes are always written as classes. */
  scene(key: string): SceneParts {
    if (this.scenes.length > 0) this.styles = ['class']
    this.#scene = { key, state: [], preload: [], create: [], update: [], helpers: [] }
    this.scenes.push(this.#scene)
    return this.#scene
  }

  constant(name: string, value: number | string, about: Words): void {
    this.constants.push({ name, value: String(value), about: this.say(...about) })
  }

  /** A variable of the scene; without a value it is filled in create(). */
  state(name: string, initial?: number | string | boolean): void {
    this.#scene.state.push({ name, initial: initial === undefined ? undefined : String(initial) })
  }

  /** Code of preload(), create() and update(), in the order in which it is given; each with its step of the plan. */
  preload(step: Words, code: string): void {
    this.#scene.preload.push({ step: this.say(...step), code: code.trim() })
  }

  create(step: Words, code: string): void {
    this.#scene.create.push({ step: this.say(...step), code: code.trim() })
  }

  update(step: Words, code: string): void {
    this.#scene.update.push({ step: this.say(...step), code: code.trim() })
  }

  helper(name: string, params: string, about: Words, code: string): void {
    this.#scene.helpers.push({ name, params, about: this.say(...about), code: code.trim() })
  }

  /** A value that the program shows in `window.__signals__`; tasks above easy ask for such signals. */
  signal(name: string, expression: string): void {
    if (this.rank > 0 && !this.signals.some((signal) => signal.name === name)) this.signals.push({ name, expression })
  }

  arcade(gravityY = 0): void {
    const gravity = gravityY === 0 ? '' : `gravity: { x: 0, y: ${gravityY} }, `
    this.physics = `default: 'arcade', arcade: { ${gravity}debug: false }`
  }
}

/** Pixels; the size that most programs have stands twice. */
const SIZES = [[800, 600], [800, 600], [960, 640], [720, 540], [640, 480], [1024, 600]] as const

const DEFAULT_COLORS = [0x3498db, 0xe67e22, 0x2ecc71, 0xe74c3c, 0xf1c40f, 0x9b59b6, 0x1abc9c, 0xff7043, 0x5dade2]

/** A colour as a JavaScript literal: 0x0000ff. */
export function hex(color: number): string {
  return `0x${color.toString(16).padStart(6, '0')}`
}

/** A text as a JavaScript string literal; any text is safe in it. */
export function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
    .replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}
