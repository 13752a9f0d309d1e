/** Defects in how things move: no number at all, or the wrong one. */
import type { Literal, Node, Program } from 'estree'
import { parseProgram } from '../../../src/checks/program.ts'
import { walk } from '../../../src/checks/walk.ts'
import { bodyOf, type Edit } from '../../../src/domains/phaser/programs/edits.ts'
import type { Probe } from '../../../src/domains/phaser/probes/ask.ts'
import type { Observed } from '../../../src/runtime/observed.ts'
import { asked, lastName, methodName, nodesOf, pick, replaced, type Original, type Planted } from './mutation.ts'

/**
 * `delta` as an object: what is computed with it is no number any more. Only where update() computes with it: a function
 * that is handed it may have no use for it.
 */
export function deltaOfObject(ast: Program, random: () => number): Edit | undefined {
  const body = bodyOf(ast, 'update')
  const operands = body ? nodesOf(body, 'BinaryExpression').flatMap(({ left, right }) => [left, right]) : []
  const use = pick(operands.filter((node) => node.type === 'Identifier' && node.name === 'delta'), random)
  return use && { from: use.range![1], to: use.range![1], text: '.ms' }
}

const PLACE = /^(?:x|y|rotation|angle)$/
const SETS_MOTION = /^(?:setVelocity[XY]?|setPosition|setX|setY|setAngularVelocity)$/

/** A step or velocity is multiplied by a member that the moving object never had. */
export function undefinedFactor(ast: Program, random: () => number): Edit[] | undefined {
  const moving: { object: Node; amount: Node }[] = []
  for (const body of [bodyOf(ast, 'create'), bodyOf(ast, 'update')]) {
    for (const { left, operator, right } of body ? nodesOf(body, 'AssignmentExpression') : []) {
      if (left.type !== 'MemberExpression' || !PLACE.test(lastName(left) ?? '')) continue
      if (operator === '+=' || operator === '-=') moving.push({ object: left.object, amount: right })
    }
    for (const call of body ? nodesOf(body, 'CallExpression') : []) {
      const [amount] = call.arguments
      if (call.callee.type !== 'MemberExpression' || !SETS_MOTION.test(methodName(call) ?? '') || !amount) continue
      moving.push({ object: call.callee.object, amount })
    }
  }
  const { object, amount } = pick(moving.filter((each) => isPath(each.object)), random) ?? {}
  if (!object || !amount) return undefined
  const factor = `) * ${pathText(object)}.pace`
  return [
    { from: amount.range![0], to: amount.range![0], text: '(' },
    { from: amount.range![1], to: amount.range![1], text: factor },
  ]
}

/** `ball` and `this.player`, which may be written a second time without doing anything a second time. */
function isPath(node: Node): boolean {
  if (node.type === 'MemberExpression') return !node.computed && isPath(node.object as Node)
  return node.type === 'Identifier' || node.type === 'ThisExpression'
}

function pathText(node: Node): string {
  if (node.type === 'MemberExpression') return `${pathText(node.object as Node)}.${pathText(node.property as Node)}`
  return node.type === 'Identifier' ? node.name : 'this'
}

const STARTS_MOTION = /^(?:setVelocity[XY]?|setAngularVelocity|moveTo|moveToObject|accelerateTo|startFollow)$/
const HOLDS_MOTION = /^(?:tweens|time)$/

/** A tween, a timer or a velocity is never set: the statement that would do it is missing. */
export function dropMotion(ast: Program, random: () => number): Edit | undefined {
  const starts = nodesOf(ast, 'ExpressionStatement').filter(({ expression: call }) => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false
    const owner = lastName(call.callee.object as Node)
    return STARTS_MOTION.test(methodName(call) ?? '') || (owner !== undefined && HOLDS_MOTION.test(owner))
  })
  const statement = pick(starts, random)
  // Empty braces: after `if (…)` something must stand.
  return statement && replaced(statement, '{}')
}

/** How far a figure of the code may be from what was measured. */
const NEAR = 0.03

/** What a program uses that brings speeds back to a length: there a number that is set before does not count. */
const KEEPS_SPEED = /^(?:normalize|setLength|limit|hypot|sqrt)$/

/**
 * A speed of the code that the original was seen to move at, ten times as high; the seed then asks for the right one.
 * Not for programs whose speed comes about in several steps: there nobody can say which number is the speed.
 */
export function tenfoldSpeed({ candidate, observed }: Original, random: () => number): Planted | undefined {
  const { program } = parseProgram(candidate.code)
  if (!program || nodesOf(program.ast, 'Identifier').some(({ name }) => KEEPS_SPEED.test(name))) return undefined
  const figures = speedLiterals(program.ast)
  const known = questions(observed).filter(({ value }) => figures.some((figure) => isNear(figure, value)))
  const question = pick(known, random)
  if (!question) return undefined
  const meant = figures.filter((figure) => isNear(figure, question.value))
  const figure = Number(meant[0].value)
  const edits = meant.map((each) => replaced(each as Node, String(10 * Number(each.value))))
  return asked(candidate, { probes: [{ ...question.probe, [question.field]: figure }] }, edits)
}

const isNear = ({ value }: Literal, measured: number): boolean => Math.abs(Number(value) - measured) <= NEAR * measured

const SPEED_NAME = /speed|velocity/i

/** Numbers that are a speed by where they stand: in a name or call that says so, or multiplied by the time passed. */
function speedLiterals(ast: Program): Literal[] {
  const found = new Set<Literal>()
  const add = (root: Node | null | undefined): void => {
    for (const literal of root ? nodesOf(root, 'Literal') : []) {
      // Below that it is a factor or a step a frame.
      if (typeof literal.value === 'number' && literal.value >= 10) found.add(literal)
    }
  }
  walk(ast, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && SPEED_NAME.test(node.id.name)) {
      if (isPlain(node.init)) add(node.init)
    }
    if (node.type === 'Property' && node.key.type === 'Identifier' && SPEED_NAME.test(node.key.name)) {
      if (isPlain(node.value)) add(node.value)
    }
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
      const { property } = node.left
      if (property.type === 'Identifier' && SPEED_NAME.test(property.name) && isPlain(node.right)) add(node.right)
    }
    if (node.type === 'CallExpression' && SPEED_NAME.test(methodName(node) ?? '')) {
      for (const argument of node.arguments) if (isPlain(argument)) add(argument)
    }
    if (node.type === 'BinaryExpression' && node.operator === '*') {
      const names = nodesOf(node, 'Identifier').map(({ name }) => name)
      if (names.some((name) => /^(?:delta|dt)/i.test(name))) {
        for (const side of [node.left, node.right]) if (isPlain(side)) add(side)
      }
    }
  })
  return [...found]
}

/** 200 and -200. */
function isPlain(node: Node | null | undefined): boolean {
  return node?.type === 'Literal' || node?.type === 'UnaryExpression'
}

interface Question {
  readonly probe: Probe
  readonly field: 'speed_px_s' | 'deg_s'
  readonly value: number
}

/** What a seed could ask of the speeds that a run showed, of objects that it can tell from the others. */
function questions({ objects }: Observed): Question[] {
  return objects.flatMap((object) => {
    const { type, color, speed, spin, reactions = [] } = object
    const isOther = (each: typeof object): boolean => each !== object && each.type === type && each.color === color
    if (objects.some(isOther)) return []
    const target = color === undefined ? { type } : { type, color }
    const ask = (kind: string, field: Question['field'], measured: number | undefined, more = {}): Question[] =>
      measured ? [{ probe: { kind, target, ...more }, field, value: Math.abs(measured) }] : []
    const led = reactions.flatMap(({ cause, vx = 0, vy = 0 }) => {
      const key = /^key:(\w+)$/.exec(cause)?.[1]
      const axis = Math.abs(vx) > Math.abs(vy) ? 'x' : 'y'
      return key === undefined ? [] : ask('moves-on-key', 'speed_px_s', axis === 'x' ? vx : vy, { key, axis })
    })
    // What a key moves may fall as well: then any speed along the other axis would do as an answer.
    if (led.length > 0) return led
    const moves = [speed?.typical, speed?.vx, speed?.vy].flatMap((measured) => ask('moves', 'speed_px_s', measured))
    return [...moves, ...ask('rotates', 'deg_s', spin)]
  })
}
