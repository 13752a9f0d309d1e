/** The classes of defects: those of the mock teacher, and those that only a benchmark wants. */
import type { CallExpression, Identifier, Literal, Node, Program } from 'estree'
import type { ApiIndex } from '../../../src/api-index/api-index.ts'
import { parseProgram } from '../../../src/checks/program.ts'
import { analyse } from '../../../src/domains/phaser/api-resolver/analysis.ts'
import { factsOf } from '../../../src/domains/phaser/probes/facts.ts'
import { bodyOf, byTree, inserter, type Edit } from '../../../src/domains/phaser/programs/edits.ts'
import { defects } from '../../../src/domains/phaser/programs/index.ts'
import type { Candidate } from '../../../src/record.ts'
import { nodesOf, ofCode, pick, propertiesOf, replaced, type Mutation, type Planted } from './mutation.ts'

/** Objects that are seen when nothing hides them. */
const SHOWN = /^(?:rectangle|circle|ellipse|triangle|star|polygon|graphics|sprite|image|text|container|arc)$/

const codeOf = (id: string, aim: Mutation['aim'], find: (ast: Program, random: () => number) => Edit | undefined) =>
  ofCode(id, aim, byTree(find))

/** The update that the engine calls gets a name that it does not call. */
function renameUpdate(ast: Program): Edit | undefined {
  const methods = nodesOf(ast, 'MethodDefinition').filter(
    ({ key }) => key.type === 'Identifier' && key.name === 'update',
  )
  const [property] = propertiesOf(ast, 'update')
  if (property) return replaced(property, `updateAll: ${property.shorthand ? 'update' : 'function () {}'}`)
  return methods[0] && replaced(methods[0].key as Node, 'updateAll')
}

/** The physics of the config, in a program that asks for it. */
function dropPhysics(ast: Program): Edit | undefined {
  const isUsed = nodesOf(ast, 'MemberExpression').some(
    ({ object, property }) =>
      object.type === 'ThisExpression' && property.type === 'Identifier' && property.name === 'physics',
  )
  const config = propertiesOf(ast, 'physics').find(({ value }) => value.type === 'ObjectExpression')
  return isUsed && config ? replaced(config, 'physicsOff: true') : undefined
}

/** A drawing that becomes a texture is not seen itself. */
const isTexture = (ast: Program, name: string): boolean =>
  name === 'graphics' && nodesOf(ast, 'Identifier').some((each) => each.name === 'generateTexture')

function hideObject(ast: Program, random: () => number): Edit | undefined {
  const calls = nodesOf(ast, 'CallExpression').filter(({ callee }) => {
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false
    const { object } = callee
    const isAdd =
      object.type === 'MemberExpression' && object.property.type === 'Identifier' && object.property.name === 'add'
    return isAdd && SHOWN.test(callee.property.name) && !isTexture(ast, callee.property.name)
  })
  const call = pick(calls, random)
  return call && { from: call.range![1], to: call.range![1], text: '.setAlpha(0)' }
}

function renameScene(ast: Program): Edit | undefined {
  const [scene] = propertiesOf(ast, 'scene')
  return scene && replaced(scene.key as Node, scene.shorthand ? 'scenes: scene' : 'scenes')
}

/** `delta` as an object: what is computed with it is no number any more. */
function deltaOfObject(ast: Program, random: () => number): Edit | undefined {
  const body = bodyOf(ast, 'update')
  const uses = body ? nodesOf(body as unknown as Program, 'Identifier').filter(({ name }) => name === 'delta') : []
  const use = pick(uses, random)
  return use && { from: use.range![1], to: use.range![1], text: '.ms' }
}

/** A method that is called where it was defined before. */
function renameMethod(ast: Program, random: () => number): Edit | undefined {
  const called = new Set(
    nodesOf(ast, 'CallExpression').flatMap(({ callee }) =>
      callee.type === 'MemberExpression' &&
      callee.object.type === 'ThisExpression' &&
      callee.property.type === 'Identifier'
        ? callee.property.name
        : [],
    ),
  )
  const own = nodesOf(ast, 'MethodDefinition').filter(({ key }) => key.type === 'Identifier' && called.has(key.name))
  const method = pick(own, random)
  return method && replaced(method.key as Node, `${(method.key as Identifier).name}Old`)
}

/** The first two arguments of a call of the engine that are not of one kind change places. */
function swapArguments(code: string, random: () => number, index: ApiIndex): string | undefined {
  const { program } = parseProgram(code)
  if (!program) return undefined
  const { references, resolver } = analyse(program, index)
  const calls = references.flatMap(({ node, called, symbols }) => {
    const call = called && symbols.length > 0 ? (resolver.facts.parents.get(node) as CallExpression) : undefined
    const [a, b] = call?.arguments ?? []
    return a && b && kindOf(a) !== kindOf(b) && kindOf(a) && kindOf(b) ? [[a, b]] : []
  })
  const pair = pick(calls, random)
  if (!pair) return undefined
  const [a, b] = pair
  const text = (node: Node) => code.slice(...node.range!)
  return code.slice(0, a.range![0]) + text(b) + code.slice(a.range![1], b.range![0]) + text(a) + code.slice(b.range![1])
}

function kindOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' ? 'function' : undefined
}

function unheardEvent(ast: Program, random: () => number): Edit | undefined {
  const events = nodesOf(ast, 'CallExpression').flatMap(({ callee, arguments: [first] }) =>
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'on' &&
    first?.type === 'Literal' &&
    typeof first.value === 'string' &&
    /^[a-z]+$/.test(first.value)
      ? [first]
      : [],
  )
  const event = pick(events, random)
  return event && replaced(event, `'${String(event.value)}ed'`)
}

/** The speed that the task asks for, ten times as high where it stands in the code. */
function tenfoldSpeed(code: string, random: () => number, { prompt }: Candidate): string | undefined {
  const { speed } = factsOf(prompt.task)
  const { program } = parseProgram(code)
  const numbers = program
    ? nodesOf(program.ast, 'Literal').filter(({ value }) => value === speed && speed !== undefined)
    : []
  // A number that stands there twice may be a place as well.
  return numbers.length === 1
    ? byTree(() => replaced(numbers[0] as Literal & Node, String(speed! * 10)))(code, random)
    : undefined
}

/** The one statement that uses an API is taken out of a program whose seed asks for it. */
function dropMustUse(candidate: Candidate, random: () => number, index: ApiIndex): Planted | undefined {
  const { program } = parseProgram(candidate.code)
  if (!program) return undefined
  const { references, reachable, resolver } = analyse(program, index)
  const uses = reachable.flatMap(({ node, called, symbols }) => {
    const call = resolver.facts.parents.get(node)
    const statement = called && call ? resolver.facts.parents.get(call) : undefined
    const [symbol] = symbols
    const isOnly = references.filter((other) => other.symbols[0] === symbol).length === 1
    return statement?.type === 'ExpressionStatement' && symbol?.kind === 'method' && isOnly
      ? [{ statement, symbol }]
      : []
  })
  const use = pick(uses, random)
  if (!use) return undefined
  const prompt = { ...candidate.prompt, must_use_apis: [use.symbol.id] }
  const code = byTree(() => replaced(use.statement, ';'))(candidate.code, random)!
  return { original: { ...candidate, prompt }, broken: { ...candidate, prompt, code } }
}

/** APIs that many a plan speaks of; those that a program uses are no lie. */
const CLAIMS = [
  'Phaser.Tilemaps.Tilemap',
  'Phaser.GameObjects.Shader',
  'Phaser.Sound.WebAudioSoundManager',
  'Phaser.Curves.Spline',
  'Phaser.GameObjects.BitmapText',
  'Phaser.Physics.Matter.MatterPhysics',
  'Phaser.GameObjects.Video',
  'Phaser.GameObjects.Rope',
]

function lie(candidate: Candidate, index: ApiIndex): Planted | undefined {
  const { program } = parseProgram(candidate.code)
  if (!program || candidate.plan === null) return undefined
  const { usage } = analyse(program, index)
  const apis = CLAIMS.filter((api) => !usage.has(api)).slice(0, 3)
  return { original: candidate, broken: { ...candidate, plan: { ...candidate.plan, apis } } }
}

/** All classes. `index`: for those that must know what the engine has. */
export function mutations(index: ApiIndex): Mutation[] {
  return [
    ...defects.map(({ id, plant }) => ofCode(id, 'rejected', plant)),
    { id: 'must-use-dropped', aim: 'rejected', plant: (candidate, random) => dropMustUse(candidate, random, index) },
    codeOf('physics-config-dropped', 'rejected', dropPhysics),
    codeOf('scenes-key', 'rejected', renameScene),
    codeOf('delta-of-object', 'rejected', deltaOfObject),
    codeOf('method-never-defined', 'rejected', renameMethod),
    codeOf('own-method-invented', 'rejected', inserter('create', 'this.prepareEverything();')),
    ofCode('speed-tenfold', 'rejected', tenfoldSpeed),
    { id: 'lying-plan', aim: 'rejected', plant: (candidate) => lie(candidate, index) },
    codeOf('dead-update', 'ranked', renameUpdate),
    codeOf('alpha-zero', 'ranked', hideObject),
    ofCode('argument-order', 'ranked', (code, random) => swapArguments(code, random, index)),
    codeOf('unheard-event', 'ranked', unheardEvent),
  ]
}
