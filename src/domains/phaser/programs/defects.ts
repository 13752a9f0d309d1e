/** Ways to break a program that works, each found by one of the checks. All edits go by the syntax tree. */
import type { Node, Program } from 'estree'
import { walk } from '../../../checks/walk.ts'
import type { Defect } from '../../domain.ts'
import { bodyOf, byTree, inserter, type Edit } from './edits.ts'

export const defects: readonly Defect[] = [
  {
    id: 'dropped-brace',
    description: 'the last closing brace is missing: a syntax error',
    plant: (code) => {
      const at = code.lastIndexOf('}')
      return at < 0 ? undefined : code.slice(0, at) + code.slice(at + 1)
    },
  },
  { id: 'invented-member', description: 'a method that the engine lacks', plant: byTree(renameCall) },
  {
    id: 'phaser2-call',
    description: 'a call of the engine before last',
    plant: byTree(inserter('create', 'this.game.physics.startSystem(Phaser.Physics.ARCADE);')),
  },
  { id: 'empty-create', description: 'a create() that does nothing', plant: byTree(emptyCreate) },
  { id: 'no-game', description: 'no game is ever made', plant: byTree(removeGame) },
  {
    id: 'throw-in-update',
    description: 'an exception in every update()',
    plant: byTree(inserter('update', "throw new Error('update failed');")),
  },
  {
    id: 'undefined-variable',
    description: 'a variable that nobody declares',
    plant: byTree(inserter('create', 'undeclaredBadge.setVisible(true);')),
  },
  {
    id: 'external-asset',
    description: 'an image from another machine',
    plant: byTree(inserter('preload', "this.load.image('logo', 'https://assets.example.com/logo.png');")),
  },
  {
    id: 'endless-loop',
    description: 'a loop that never ends',
    plant: byTree(inserter('create', 'let laps = 0;\nwhile (laps < 10) laps = (laps + 1) % 10;')),
  },
  { id: 'eval-call', description: 'code made from a string', plant: byTree(inserter('create', "eval('1 + 1');")) },
  {
    id: 'constant-assigned',
    description: 'an assignment to a constant',
    plant: byTree(inserter('create', 'const sealed = 1;\nsealed = 2;')),
  },
]

/** Methods that every program has some of, and what models make of them. */
const INVENTED: ReadonlyMap<string, string> = new Map([
  ['graphics', 'drawing'],
  ['text', 'label'],
  ['fillCircle', 'fillStar'],
  ['fillRect', 'fillSquare'],
  ['fillPoints', 'fillPolygon'],
  ['setVelocity', 'setSpeed'],
  ['circle', 'disc'],
  ['rectangle', 'box'],
  ['group', 'pool'],
  ['sprite', 'physicsSprite'],
])

function renameCall(ast: Program, random: () => number): Edit | undefined {
  const calls: Edit[] = []
  walk(ast, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return
    const { property } = node.callee
    const text = property.type === 'Identifier' ? INVENTED.get(property.name) : undefined
    if (text !== undefined) calls.push({ from: property.range![0], to: property.range![1], text })
  })
  return calls[Math.floor(random() * calls.length)]
}

function emptyCreate(ast: Program): Edit | undefined {
  const body = bodyOf(ast, 'create')
  return body && { from: body.range![0], to: body.range![1], text: '{\n  }' }
}

function removeGame(ast: Program): Edit | undefined {
  let made: Node | undefined
  walk(ast, (node) => {
    if (node.type === 'ExpressionStatement' && isGame(node.expression)) made = node
    if (node.type === 'VariableDeclarator' && isGame(node.init)) made = node.init!
    if (node.type === 'AssignmentExpression' && isGame(node.right)) made = node.right
  })
  if (!made) return undefined
  // Where the game has a name, the name stays: its uses are no defect of their own.
  return { from: made.range![0], to: made.range![1], text: made.type === 'ExpressionStatement' ? '' : '{}' }
}

/** `new Phaser.Game(…)`, or `new Game(…)` of a name taken from the engine. */
function isGame(node: Node | null | undefined): boolean {
  if (node?.type !== 'NewExpression') return false
  const made = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee
  return made.type === 'Identifier' && made.name === 'Game'
}
