/** Calls of the engine that say something else than what is meant. */
import type { CallExpression, Literal, Node, Program } from 'estree'
import type { ApiIndex } from '../../../src/api-index/api-index.ts'
import { parseProgram } from '../../../src/checks/program.ts'
import { analyse, type Analysis } from '../../../src/domains/phaser/api-resolver/analysis.ts'
import { isFunction } from '../../../src/domains/phaser/api-resolver/syntax.ts'
import { applyEdits, type Edit } from '../../../src/domains/phaser/programs/edits.ts'
import { asked, methodName, nodesOf, pick, replaced, type Original, type Planted } from './mutation.ts'

/** Two neighbouring arguments of a call of the engine, which plainly differ in kind, change places. */
export function swapArguments(code: string, random: () => number, index: ApiIndex): string | undefined {
  const { program } = parseProgram(code)
  if (!program) return undefined
  const { reachable, resolver } = analyse(program, index)
  const pairs = reachable.flatMap(({ node, called, symbols }) => {
    const call = called && symbols.length > 0 ? (resolver.facts.parents.get(node) as CallExpression) : undefined
    return (call?.arguments ?? []).flatMap((right, at, all): [Node, Node][] => {
      const left = all[at - 1]
      const kinds = left && [kindOf(left), kindOf(right)]
      return kinds?.[0] && kinds[1] && kinds[0] !== kinds[1] ? [[left, right]] : []
    })
  })
  const pair = pick(pairs, random)
  if (!pair) return undefined
  const text = (node: Node) => code.slice(...node.range!)
  return applyEdits(code, [replaced(pair[0], text(pair[1])), replaced(pair[1], text(pair[0]))])
}

function kindOf(node: Node): string | undefined {
  if (isFunction(node)) return 'function'
  if (node.type === 'TemplateLiteral') return 'string'
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return 'object'
  if (node.type === 'BinaryExpression' && /^[-*/%]$/.test(node.operator)) return 'number'
  return node.type === 'Literal' ? typeof node.value : undefined
}

/** Methods whose first two arguments are numbers that no type tells apart: colour and alpha, width and colour. */
const NUMBERS = /^(?:fillStyle|setFillStyle|lineStyle|setStrokeStyle)$/

/** `fillStyle(1, 0xff0000)`: a drawing in another colour, or none. */
export function swapNumbers(ast: Program, random: () => number): Edit[] | undefined {
  const calls = nodesOf(ast, 'CallExpression').filter((call) => {
    const [a, b] = call.arguments
    return NUMBERS.test(methodName(call) ?? '') && a?.type === 'Literal' && b?.type === 'Literal' && a.raw !== b.raw
  })
  const [a, b] = (pick(calls, random)?.arguments ?? []) as (Literal & Node)[]
  return a && b && [replaced(a, b.raw!), replaced(b, a.raw!)]
}

/** What those call an event who know the browser better than the engine. */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['pointerdown', ['click', 'mousedown', 'tap', 'touchstart']],
  ['pointerup', ['mouseup', 'touchend']],
  ['pointermove', ['mousemove']],
  ['pointerover', ['hover', 'mouseenter']],
  ['pointerout', ['mouseleave']],
  ['drag', ['dragging']],
  ['dragstart', ['startdrag']],
  ['dragend', ['enddrag']],
  ['keydown', ['keypress']],
])

/** A listener of the engine's hears an event that nobody sends. */
export function unheardEvent(ast: Program, random: () => number): Edit | undefined {
  const events = nodesOf(ast, 'CallExpression').flatMap((call): (Literal & Node)[] => {
    const [event] = call.arguments
    const name = event?.type === 'Literal' && methodName(call) === 'on' ? eventName(event.value) : undefined
    return name === undefined ? [] : [event as Literal & Node]
  })
  const event = pick(events, random)
  if (!event) return undefined
  const [, name, rest] = /^([a-z]+)(.*)$/.exec(String(event.value))!
  return replaced(event, `'${pick(OTHER_NAMES.get(name)!, random)}${rest}'`)
}

/** `pointerdown`, `keydown-SPACE`: events that have a name elsewhere. */
function eventName(value: unknown): string | undefined {
  return typeof value === 'string' && OTHER_NAMES.has(value.replace(/-.*/, '')) ? value : undefined
}

/** An API that the program really uses is asked for by the seed, and every use of it is replaced. */
export function replaceMustUse({ candidate }: Original, random: () => number, index: ApiIndex): Planted | undefined {
  const { program } = parseProgram(candidate.code)
  if (!program) return undefined
  const found = replaceable(analyse(program, index), candidate.code)
  const wanted = [...found].filter(([api]) => candidate.prompt.must_use_apis?.includes(api))
  const chosen = pick(wanted.length > 0 ? wanted : [...found], random)
  if (!chosen) return undefined
  const [api, edits] = chosen
  const apis = new Set([...(candidate.prompt.must_use_apis ?? []), api])
  return asked(candidate, { must_use_apis: [...apis] }, edits)
}

/** The methods that the program would do without, by id, with what stands in place of each call. */
function replaceable({ references, reachable, resolver }: Analysis, code: string): Map<string, Edit[]> {
  const found = new Map<string, Edit[]>()
  const calls = reachable.filter(({ called, symbols }) => called && symbols.length === 1)
  const names = new Set(calls.map(({ name }) => name))
  for (const name of names) {
    const uses = references.filter((each) => each.name === name)
    const ids = new Set(uses.flatMap(({ symbols }) => symbols.map(({ id }) => id)))
    // A member of that name on an unknown object may be the same API: then the program could not be rid of it.
    const isKnown = uses.length === (resolver.facts.membersByName.get(name)?.length ?? 0)
    if (ids.size !== 1 || !isKnown) continue
    const edits = uses.map(({ node }) => without(node, resolver, code))
    if (edits.every((edit) => edit !== undefined)) found.set([...ids][0], outermost(edits))
  }
  return found
}

/** The call as a statement goes; in a chain its object stays; of a function of numbers the first number. */
function without(member: Node, resolver: Analysis['resolver'], code: string): Edit | undefined {
  const call = resolver.facts.parents.get(member)
  if (call?.type !== 'CallExpression' || call.callee !== member || member.type !== 'MemberExpression') return undefined
  const parent = resolver.facts.parents.get(call)
  if (parent?.type === 'ExpressionStatement') return replaced(call, 'void 0')
  const object = resolver.typeOf(member.object as Node)
  const result = resolver.typeOf(call)
  const isChain = object?.kind === 'instance' && result?.kind === 'instance' && object.ids.join() === result.ids.join()
  if (isChain) return replaced(call, code.slice(...member.object.range!))
  const [first] = call.arguments
  const isMath = code.slice(...member.range!).startsWith('Phaser.Math.')
  return isMath && first ? replaced(call, `Number(${code.slice(...first.range!)})`) : undefined
}

/** An edit within another one would be lost in it. */
function outermost(edits: readonly Edit[]): Edit[] {
  const isIn = (edit: Edit, other: Edit): boolean => other !== edit && other.from <= edit.from && edit.to <= other.to
  return edits.filter((edit) => !edits.some((other) => isIn(edit, other)))
}
