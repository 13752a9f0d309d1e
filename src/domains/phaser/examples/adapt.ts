/** An example of a collection made to stand alone: one game, no files, nothing of the page it stood in. */
import globals from 'globals'
import type { ClassDeclaration, Node, ObjectExpression } from 'estree'
import { memberName, namesOf, propertyName } from '../../../checks/scope.ts'
import { parseProgram, type Program } from '../../../checks/program.ts'
import { walk } from '../../../checks/walk.ts'
import { applyEdits, type Edit } from '../../../text/edits.ts'
import type { Adapted, AssetFiles, Unusable } from '../../examples.ts'
import { helperNames, helperText } from './painters.ts'
import { withoutPanels } from './panels.ts'
import { replaceLoads } from './replace-loads.ts'

const BROWSER: Readonly<Record<string, boolean>> = globals.browser

const SCENE_CLASS = /\bclass\s+[\w$]*\s*extends\s+(?:Phaser\s*\.\s*)?Scene\b/

/** What a text could be, at a glance. */
export function role(code: string): 'game' | 'scene' | 'other' {
  if (/\bnew\s+(?:Phaser\s*\.\s*)?Game\s*\(/.test(code)) return 'game'
  return SCENE_CLASS.test(code) ? 'scene' : 'other'
}

export function adapt(source: string, files: AssetFiles): Adapted | Unusable {
  const parsed = parseProgram(source)
  if (!parsed.program) return { reason: parsed.failure.code, message: parsed.failure.message }
  const { program } = parsed
  const unusable = pastEngine(program) ?? severalGames(program) ?? assetPack(program)
  if (unusable) return unusable
  const names = helperNames(namesIn(program))
  const loads = replaceLoads(program, files, names)
  if ('reason' in loads) return loads
  const panels = withoutPanels(program)
  if ('reason' in panels) return panels
  const { edits, helpers, isGenerated } = loads
  const edited = applyEdits(source, [...edits, ...panels, ...withoutParents(program), ...declared(program)]).trim()
  const game = gamesIn(program).length > 0 ? '' : gameFor(program)
  if (game === undefined) return { reason: 'no-game', message: 'makes no game and has no scene' }
  const code = [edited, game, helperText(helpers, names)].filter((part) => part !== '').join('\n\n') + '\n'
  return { code, assets: isGenerated ? 'generated' : 'none' }
}

function namesIn({ ast }: Program): Set<string> {
  const found = new Set<string>()
  walk(ast, (node) => {
    if (node.type === 'Identifier') found.add(node.name)
  })
  return found
}

/** Variables that a program sets without declaring them, which a module or a strict script cannot. */
function declared(program: Program): Edit[] {
  const { globals } = namesOf(program)
  const set = globals.filter((reference) => reference.isWrite()).map(({ identifier }) => identifier.name)
  const own = [...new Set(set)].filter((name) => !(name in BROWSER))
  const start = program.ast.body[0]?.range![0]
  return own.length === 0 || start === undefined ? [] : [{ start, end: start, text: `let ${own.join(', ')};\n\n` }]
}

function gamesIn({ ast }: Program): Node[] {
  const found: Node[] = []
  walk(ast, (node) => {
    if (node.type !== 'NewExpression') return
    const { callee } = node
    const isMember =
      callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Phaser'
    if (isMember && memberName(callee) === 'Game') found.push(node)
  })
  return found
}

/** Phaser 2 and CE made games of a width and a height, and spoke of states. */
function pastEngine(program: Program): Unusable | undefined {
  const isOld = gamesIn(program).some((node) => node.type === 'NewExpression' && node.arguments.length > 1)
  const hasState = /\bstate\s*:\s*(?:\{|[A-Z]\w*\b)/.test(program.code) && !/\bscene\s*:/.test(program.code)
  return isOld || hasState
    ? { reason: 'older-engine', message: 'written for another generation of the engine' }
    : undefined
}

function severalGames(program: Program): Unusable | undefined {
  const { length } = gamesIn(program)
  return length > 1 ? { reason: 'several-games', message: `${length} games on one page` } : undefined
}

/** `pack: { files: […] }` in the settings of a scene. */
function assetPack({ ast }: Program): Unusable | undefined {
  let found = false
  walk(ast, (node) => {
    if (node.type !== 'Property' || propertyName(node.key, node.computed) !== 'pack') return
    found ||= node.value.type === 'ObjectExpression' && hasField(node.value, ['files'])
  })
  return found ? { reason: 'needs-data', message: 'a scene with a pack of files' } : undefined
}

const CONFIG_FIELDS = ['type', 'width', 'height', 'scene', 'physics', 'mode', 'autoCenter']

/** The elements that pages of collections have for their games, and other pages have not. */
function withoutParents({ ast, code }: Program): Edit[] {
  // Elements over the canvas need a parent of their own.
  if (/\bcreateContainer\b/.test(code)) return []
  const edits: Edit[] = []
  walk(ast, (node) => {
    if (node.type !== 'ObjectExpression' || !hasField(node, CONFIG_FIELDS)) return
    for (const property of node.properties) {
      if (property.type !== 'Property' || propertyName(property.key, property.computed) !== 'parent') continue
      if (property.value.type !== 'Literal') continue
      const [start, end] = property.range!
      const comma = /^\s*,?[^\S\n]*/.exec(code.slice(end))![0].length
      const line = /\n[^\S\n]*$/.exec(code.slice(0, start))?.[0].length ?? 0
      edits.push({ start: start - line, end: end + comma, text: '' })
    }
  })
  return edits
}

function hasField(node: ObjectExpression, names: readonly string[]): boolean {
  return node.properties.some((each) => {
    return each.type === 'Property' && names.includes(propertyName(each.key, each.computed) ?? '')
  })
}

/** A game for scenes that came without one; undefined when there is no scene either. */
function gameFor({ ast, code }: Program): string | undefined {
  const scenes = ast.body
    .filter((node): node is ClassDeclaration => node.type === 'ClassDeclaration')
    .filter(({ superClass }) => {
      return superClass != null && /^(?:Phaser\.)?Scene$/.test(code.slice(...superClass.range!))
    })
  if (scenes.length === 0) return undefined
  const names = scenes.map(({ id }) => id.name)
  const physics = /\bthis\.physics\b/.test(code)
    ? "\n  physics: { default: 'arcade', arcade: { gravity: { x: 0, y: 0 } } },"
    : /\bthis\.matter\b/.test(code)
      ? "\n  physics: { default: 'matter' },"
      : ''
  const scene = names.length === 1 ? names[0] : `[${names.join(', ')}]`
  return `new Phaser.Game({\n  type: Phaser.AUTO,\n  width: 800,\n  height: 600,${physics}\n  scene: ${scene},\n});`
}
