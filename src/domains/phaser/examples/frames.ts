/** Which frames of its textures a program names. */
import type { CallExpression, Node, ObjectExpression } from 'estree'
import { literalText, memberName, propertyName } from '../../../checks/scope.ts'
import { walk } from '../../../checks/walk.ts'
import { fieldNamed, numberOf, numbersOf } from './loads.ts'

type Frame = string | number

export interface NamedFrames {
  /** Frames that a program asks a texture for, by its key, in the order in which they are named. */
  of(key: string): readonly Frame[]
  /** Frames named without a texture: `setFrame('red')`, `frame: ['red', 'blue']`. */
  readonly anywhere: readonly Frame[]
  /** Whether the program asks for frames by what it works out while it runs, or for all there are. */
  isOpen(key: string): boolean
  /** Names that it may work out: a text with a number in it, `asteroid_${Phaser.Math.Between(0, 31)}`. */
  readonly numbered: readonly string[]
}

/** A list of frames longer than that is no use to anybody. */
const MAX_FRAMES = 128

/** More texts with a value in them are not about frames. */
const MOST_PATTERNS = 3

/** Where nothing says how far the numbers go. */
const USUAL_LAST = 9

/** What a name of a frame begins with; what people read has blanks in it. */
const NAME_START = /^[A-Za-z][\w./-]{1,30}$/

const FRAME_FIELDS = new Set(['frame', 'frames'])
const PICKERS = new Set(['GetRandom', 'pick', 'setFrame', 'setEmitterFrame', 'setTexture', 'frame'])

/** Reads all of a program. */
export function namedFrames(ast: Node): NamedFrames {
  const byKey = new Map<string, Set<Frame>>()
  const open = new Set<string>()
  const anywhere = new Set<Frame>()
  const patterns = new Map<string, [string, string]>()
  let last = USUAL_LAST
  const add = (key: string, frames: readonly Frame[]): void => {
    const known = byKey.get(key) ?? new Set()
    for (const frame of frames) if (known.size < MAX_FRAMES) known.add(frame)
    byKey.set(key, known)
  }
  walk(ast, (node) => {
    if (node.type === 'CallExpression') {
      readCall(node, add, anywhere, open)
      const upTo = betweenEnd(node)
      if (upTo !== undefined) last = Math.max(last, upTo)
    }
    const pattern = numberedText(node)
    if (pattern) patterns.set(pattern.join('#'), pattern)
    if (node.type === 'NewExpression') readArguments(node.arguments as Node[], add, open)
    if (node.type === 'ObjectExpression') readObject(node, add, anywhere)
    if (node.type === 'ArrayExpression' && node.elements.length === 2) readArguments(node.elements as Node[], add, open)
    if (node.type === 'VariableDeclarator' && /frame/i.test(nameOfPattern(node.id)) && node.init) {
      for (const frame of framesIn(node.init)) anywhere.add(frame)
    }
  })
  return {
    of: (key) => [...(byKey.get(key) ?? [])],
    anywhere: [...anywhere],
    isOpen: (key) => open.has(key),
    numbered: [...patterns.values()]
      .slice(0, MOST_PATTERNS)
      .flatMap(([prefix, suffix]) => span(0, last).map((at) => prefix + at + suffix)),
  }
}

/** The end of `Phaser.Math.Between(0, 31)`, where it could be the number of a frame. */
function betweenEnd({ callee, arguments: given }: CallExpression): number | undefined {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'Between') return undefined
  const [from, to] = given.map((each) => numberOf(each as Node))
  return (from === 0 || from === 1) && to !== undefined && to > 0 && to < 64 ? to : undefined
}

/** The texts around the one value in `name_${value}` or 'name_' + value. */
function numberedText(node: Node): [string, string] | undefined {
  if (node.type === 'TemplateLiteral' && node.expressions.length === 1) {
    const [before, after] = node.quasis.map(({ value }) => value.cooked ?? '')
    return NAME_START.test(before) && after.length < 12 ? [before, after] : undefined
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined
  const before = literalText(node.left as Node)
  return before !== undefined && NAME_START.test(before) && literalText(node) === undefined ? [before, ''] : undefined
}

function nameOfPattern(node: Node): string {
  return node.type === 'Identifier' ? node.name : ''
}

type Add = (key: string, frames: readonly Frame[]) => void

function readCall(node: CallExpression, add: Add, anywhere: Set<Frame>, open: Set<string>): void {
  const method = node.callee.type === 'MemberExpression' ? (memberName(node.callee) ?? '') : ''
  const given = node.arguments as Node[]
  const key = given[0] && literalText(given[0])
  if (/^generateFrame(?:Names|Numbers)$/.test(method) && key !== undefined) {
    const config = given[1]
    const frames = config?.type === 'ObjectExpression' ? generatedFrames(config) : []
    add(key, frames)
    if (frames.length === 0) open.add(key)
    return
  }
  // `textures.get('cards').getFrameNames()`
  if (method === 'get' && key !== undefined) open.add(key)
  if (PICKERS.has(method)) for (const each of given) for (const frame of framesIn(each)) anywhere.add(frame)
  // `blitter.create(x, y, frame)`
  if (method === 'create' && given[2]) for (const frame of framesIn(given[2])) anywhere.add(frame)
  readArguments(given, add, open)
}

/** `(…, 'key', frame)`, in whatever call. */
function readArguments(given: readonly Node[], add: Add, open: Set<string>): void {
  given.forEach((each, at) => {
    const key = each && literalText(each)
    const next = given[at + 1]
    if (key === undefined || !next) return
    const frames = framesIn(next)
    add(key, frames)
    const isWorkedOut =
      frames.length === 0 &&
      !['ObjectExpression', 'ArrowFunctionExpression', 'FunctionExpression', 'ThisExpression'].includes(next.type)
    if (isWorkedOut) open.add(key)
  })
}

/** `{ key: 'gems', frame: 'red' }` */
function readObject(node: ObjectExpression, add: Add, anywhere: Set<Frame>): void {
  const key = ['key', 'texture', 'defaultKey'].map((name) => fieldNamed(node, name)).find((each) => each !== undefined)
  const name = key && literalText(key)
  for (const property of node.properties) {
    if (property.type !== 'Property' || !FRAME_FIELDS.has(propertyName(property.key, property.computed) ?? '')) continue
    const value = property.value as Node
    const frames = framesIn(value)
    for (const frame of frames) anywhere.add(frame)
    if (name !== undefined) add(name, frames)
  }
}

/** The frames that an expression gives: written out, in a list, or between two numbers. */
function framesIn(node: Node): Frame[] {
  const text = literalText(node)
  if (text !== undefined) return [text]
  const number = numberOf(node)
  if (number !== undefined) return Number.isInteger(number) && number >= 0 && number < 4096 ? [number] : []
  if (node.type === 'ArrayExpression') return node.elements.flatMap((each) => (each ? framesIn(each as Node) : []))
  if (node.type === 'ConditionalExpression') return [...framesIn(node.consequent), ...framesIn(node.alternate)]
  if (node.type === 'ObjectExpression') {
    const inner = fieldNamed(node, 'frames')
    return inner ? framesIn(inner) : []
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return []
  const method = memberName(node.callee)
  const given = node.arguments as Node[]
  if (method === 'Between') return span(numberOf(given[0]) ?? 0, numberOf(given[1]) ?? 0)
  return method === 'GetRandom' || method === 'pick' ? given.flatMap((each) => framesIn(each)) : []
}

/** What `generateFrameNames` and `generateFrameNumbers` would give for a configuration that is written out. */
function generatedFrames(config: ObjectExpression): Frame[] {
  const numbers = numbersOf(config)
  const text = (name: string) => {
    const value = fieldNamed(config, name)
    return (value && literalText(value)) ?? ''
  }
  const list = fieldNamed(config, 'frames')
  const { start = 0, end = start, first, zeroPad = 0 } = numbers
  const frames = list ? framesIn(list) : end < 0 ? [] : span(start, end)
  if (first !== undefined) frames.unshift(first)
  const [prefix, suffix] = [text('prefix'), text('suffix')]
  if (prefix === '' && suffix === '' && zeroPad === 0) return frames
  return frames.map((frame) => prefix + String(frame).padStart(zeroPad, '0') + suffix)
}

function span(start: number, end: number): number[] {
  const [low, high] = [Math.max(0, Math.min(start, end)), Math.max(start, end)]
  const found = Array.from({ length: Math.min(MAX_FRAMES, Math.floor(high - low) + 1) }, (_, at) => low + at)
  return start <= end ? found : found.toReversed()
}
