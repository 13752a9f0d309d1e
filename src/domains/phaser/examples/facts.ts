/** What there is to say of an example: read from its code, and from what its run showed. */
import type { CallExpression, Comment, Node, ObjectExpression } from 'estree'
import type { ApiIndex } from '../../../api-index/api-index.ts'
import { literalText, memberName, propertyName } from '../../../checks/scope.ts'
import type { Program } from '../../../checks/program.ts'
import { walk } from '../../../checks/walk.ts'
import { byCodeUnits } from '../../../order.ts'
import type { Observed } from '../../../runtime/observed.ts'
import { analyse, type Analysis } from '../api-resolver/analysis.ts'
import { fieldNamed, numberOf } from './loads.ts'
import { HELPER_NAMES, helperText, isHelper } from './painters.ts'

/** One member of the engine that the program calls. */
export interface Call {
  /** As people write it: `this.add.image`, `Image.setInteractive`. */
  readonly text: string
  readonly id: string
  readonly owner: string
  readonly name: string
  /** Not by the helpers that stand in for files. */
  readonly isOwn: boolean
}

export interface Facts {
  readonly calls: readonly Call[]
  readonly helperCalls: readonly Call[]
  readonly analysis: Analysis
  readonly canvas: {
    readonly width: number | undefined
    readonly height: number | undefined
    readonly background: string | undefined
  }
  readonly physics: 'arcade' | 'matter' | undefined
  /** Keys of the textures that the program draws for itself. */
  readonly textures: readonly string[]
  /** Keys of the tile maps that it makes for itself. */
  readonly maps: readonly string[]
  readonly animations: readonly string[]
  readonly scenes: readonly string[]
  /** Which of the lifecycle methods do anything. */
  readonly hasUpdate: boolean
  /** Tokens of the example's own code, without the helpers that stand in for files. */
  readonly tokens: number
  /** What the authors say in their comments: sentences, in source order. */
  readonly remarks: readonly string[]
  readonly observed: Observed | null
}

const MAKERS = new Set(['drawTexture', 'drawFrames', 'drawTiles'])
const MAP_MAKERS = new Set(['makeMap', 'makeGrid'])

export function factsOfExample(program: Program, index: ApiIndex, observed: Observed | null): Facts {
  const analysis = analyse(program, index)
  const helpers = helperRanges(program)
  const isOwn = (node: Node): boolean =>
    !helpers.some(([start, end]) => node.range![0] >= start && node.range![1] <= end)
  const facts = {
    textures: new Set<string>(),
    maps: new Set<string>(),
    animations: new Set<string>(),
    canvas: { width: undefined, height: undefined, background: undefined } as {
      width?: number
      height?: number
      background?: string
    },
    hasUpdate: false,
    physics: undefined as 'arcade' | 'matter' | undefined,
  }
  walk(program.ast, (node) => {
    if (node.type === 'CallExpression') readCall(node, facts.textures, facts.maps)
    if (node.type === 'ObjectExpression') {
      readConfig(node, facts.canvas)
      const animation = animationOf(node)
      if (animation !== undefined) facts.animations.add(animation)
    }
    if (
      (node.type === 'MethodDefinition' || node.type === 'Property') &&
      propertyName(node.key, node.computed) === 'update'
    )
      facts.hasUpdate = true
  })
  if (/\bthis\.matter\b|default:\s*['"]matter/.test(program.code)) facts.physics = 'matter'
  if (/\bthis\.physics\b|default:\s*['"]arcade/.test(program.code)) facts.physics = 'arcade'
  const { width, height, background } = facts.canvas
  const calls = callsOf(analysis, program, isOwn)
  return {
    calls: calls.filter((call) => call.isOwn),
    helperCalls: calls.filter((call) => !call.isOwn),
    analysis,
    canvas: { width, height, background },
    physics: facts.physics,
    textures: [...facts.textures],
    maps: [...facts.maps],
    animations: [...facts.animations],
    scenes: observed?.scenes.map(({ key }) => key).filter((key) => key !== '' && key !== 'default') ?? [],
    hasUpdate: facts.hasUpdate,
    tokens: tokensOf(program).filter(isOwn).length,
    remarks: remarksOf(program, isOwn),
    observed,
  }
}

/** The parser keeps them beside the tree; the types of ESTree do not know. */
function tokensOf({ ast }: Program): readonly Node[] {
  return (ast as { tokens?: readonly Node[] }).tokens ?? []
}

function helperRanges({ ast }: Program): [number, number][] {
  return ast.body
    .filter((node) => node.type === 'FunctionDeclaration' && isHelper(node.id.name))
    .map(({ range }) => range!)
}

function readCall({ callee, arguments: given }: CallExpression, textures: Set<string>, maps: Set<string>): void {
  if (callee.type === 'Identifier' && given[1]) {
    const [maker, key] = [callee.name.replace(/(?<!\d)\d+$/, ''), literalText(given[1] as Node)]
    if (key !== undefined && MAKERS.has(maker)) textures.add(key)
    if (key !== undefined && MAP_MAKERS.has(maker)) maps.add(key)
  }
  if (callee.type !== 'MemberExpression') return
  const method = memberName(callee)
  const [first] = given
  if (method === 'generateTexture' && first && callee.object.type !== 'Identifier') {
    const key = literalText(first as Node)
    if (key !== undefined) textures.add(key)
  }
}

/** The key of an animation that an object describes. */
function animationOf(node: ObjectExpression): string | undefined {
  const isOne = fieldNamed(node, 'frames') && ['frameRate', 'repeat', 'duration'].some((name) => fieldNamed(node, name))
  const key = isOne ? fieldNamed(node, 'key') : undefined
  return key && literalText(key)
}

/** Width, height and colour of the game, from an object that looks like its configuration. */
function readConfig(node: ObjectExpression, canvas: { width?: number; height?: number; background?: string }): void {
  if (!fieldNamed(node, 'scene') && !fieldNamed(node, 'type')) return
  const scale = fieldNamed(node, 'scale')
  for (const name of ['width', 'height'] as const) {
    const inner = scale?.type === 'ObjectExpression' ? fieldNamed(scale, name) : undefined
    canvas[name] ??= numberOf(fieldNamed(node, name) ?? inner)
  }
  const background = fieldNamed(node, 'backgroundColor')
  if (background?.type === 'Literal')
    canvas.background ??=
      typeof background.value === 'number'
        ? `#${background.value.toString(16).padStart(6, '0')}`
        : String(background.value)
}

/** What the program calls of the engine, each once, in source order. */
function callsOf({ reachable }: Analysis, { code }: Program, isOwn: (node: Node) => boolean): Call[] {
  const found = new Map<string, Call>()
  for (const { node, symbols, name, owners, called } of reachable) {
    const [symbol] = symbols
    if (!symbol || !called || symbol.id === 'Phaser.Game') continue
    const source = code.slice(...node.range!)
    const isPath = /^this(?:\.\w+){1,4}$/.test(source) && !/^this\.\w+$/.test(source)
    const owner = owners[0]!
    const ownerName = owner.split('.').at(-1)!.split('#')[0]
    const text = isPath ? source : symbol.static ? `${owner}.${name}` : `${ownerName}.${name}`
    if (!found.has(text)) found.set(text, { text, id: symbol.id, owner, name, isOwn: isOwn(node) })
  }
  return [...found.values()]
}

/** Sentences among the comments: no code that was commented out, no rulers, no licence. */
function remarksOf({ ast, code }: Program, isOwn: (node: Node) => boolean): string[] {
  const own = (ast.comments ?? []).filter((comment) => isOwn(comment as never) && !isHelperNote(comment.value))
  const lines = paragraphs(own, code).flatMap((text) => text.split(/(?<=[.!?])\s+(?=[A-Z])/))
  const isProse = (line: string) =>
    /^[A-Z"'][^{};=<>()[\]@\\`]{18,160}[\w.!?]$/.test(line) &&
    line.split(' ').length > 4 &&
    // What goes on from the sentence before says nothing alone.
    !/^(?:Or|And|But|So|Then|Also|Otherwise)\b/.test(line) &&
    !/licen[cs]e|copyright|@|https?:|\.png|\bload/i.test(line)
  return [...new Set(lines.filter(isProse))]
}

/** The texts of comments, without the marks of lines; lines that follow each other are one text. */
function paragraphs(comments: readonly Comment[], code: string): string[] {
  const found: string[] = []
  let end = -1
  for (const { value, range } of comments) {
    const texts = value.split(/\n[\s*]*\n/).map((text) => text.replace(/^[\s*/]+|[\s*/]+$|[*/]*\n[\s*/]*/gm, ' ').trim())
    const goesOn = end >= 0 && /^[^\S\n]*\n[^\S\n]*$/.test(code.slice(end, range![0]))
    if (goesOn) found[found.length - 1] += ` ${texts[0]}`
    found.push(...texts.slice(goesOn ? 1 : 0))
    end = range![1]
  }
  return found
}

/** The first line over each helper stands outside it. */
function isHelperNote(value: string): boolean {
  return helperNotes.has(value.trim())
}
const helperNotes = new Set(
  [...helperText(new Set(HELPER_NAMES as never[])).matchAll(/^\/\/ (.*)$/gm)].map(([, note]) => note.trim()),
)

/** Names of the kinds of events and keys that the program listens to, for people. */
export function listenedTo(observed: Observed | null): string[] {
  return [
    ...new Set(
      (observed?.listeners ?? []).map((event) => event.replace(/^keydown-.*/, 'keydown').replace(/^keyup-.*/, 'keyup')),
    ),
  ].toSorted(byCodeUnits)
}
