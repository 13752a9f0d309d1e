/** Defects in how the parts of a program are put together: scene, config, hooks, own methods. */
import type { BlockStatement, Identifier, Node, ObjectExpression, Program, Property } from 'estree'
import { bodyOf, isSceneClass, methodOf, propertyOf, type Edit } from '../../../src/domains/phaser/programs/edits.ts'
import { lastName, nodesOf, pick, replaced } from './mutation.ts'

/** The object literals that say what scenes a game has: those that also say how large it is or how it is drawn. */
function configsOf(ast: Program): ObjectExpression[] {
  const has = (object: ObjectExpression, ...names: string[]) => names.some((name) => propertyOf(object, name))
  return nodesOf(ast, 'ObjectExpression').filter(
    (object) => has(object, 'scene') && has(object, 'type', 'width', 'height', 'scale'),
  )
}

/** `scenes: MainScene`, as many would call it. */
export function renameScene(ast: Program): Edit | undefined {
  const [config] = configsOf(ast)
  const scene = config && propertyOf(config, 'scene')
  return scene && replaced(scene.key as Node, scene.shorthand ? 'scenes: scene' : 'scenes')
}

/** The physics of the config, in a program that asks for it. */
export function dropPhysics(ast: Program): Edit | undefined {
  const isUsed = nodesOf(ast, 'MemberExpression').some(
    (node) => lastName(node) === 'physics' && node.object.type === 'ThisExpression',
  )
  const config = isUsed ? configsOf(ast).find((object) => propertyOf(object, 'physics')) : undefined
  return config && removed(config, propertyOf(config, 'physics')!)
}

/** A property with the comma that parts it from the next or the last one. */
function removed({ properties }: ObjectExpression, property: Property): Edit {
  const at = properties.indexOf(property)
  const [before, after] = [properties[at - 1], properties[at + 1]]
  if (after) return { from: property.range![0], to: after.range![0], text: '' }
  return { from: before ? before.range![1] : property.range![0], to: property.range![1], text: '' }
}

/** An update() that does something is never called, or does nothing when it is. */
export function deadUpdate(ast: Program, random: () => number): Edit | readonly Edit[] | undefined {
  const body = bodyOf(ast, 'update')
  if (!body || body.body.length === 0) return undefined
  return random() < 0.5 ? behindFalse(body) : unhooked(ast)
}

function behindFalse({ body }: BlockStatement): Edit[] {
  const [first, last] = [body[0].range![0], body.at(-1)!.range![1]]
  return [
    { from: first, to: first, text: 'if (false) {\n' },
    { from: last, to: last, text: '\n}' },
  ]
}

function unhooked(ast: Program): Edit | undefined {
  for (const node of nodesOf(ast, 'ObjectExpression')) {
    const update = propertyOf(node, 'create') && propertyOf(node, 'update')
    if (update) return replaced(update.key as Node, update.shorthand ? 'updateAll: update' : 'updateAll')
  }
  const scene = [...nodesOf(ast, 'ClassDeclaration'), ...nodesOf(ast, 'ClassExpression')].find(
    (node) => isSceneClass(node) && methodOf(node, 'update'),
  )
  return scene && replaced(methodOf(scene, 'update')!.key as Node, 'updateAll')
}

/** A method that is called has another name where it is defined. */
export function renameMethod(ast: Program, random: () => number): Edit | undefined {
  const called = new Set(
    nodesOf(ast, 'CallExpression').flatMap(({ callee }) =>
      callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' ? (lastName(callee) ?? []) : [],
    ),
  )
  const own = nodesOf(ast, 'MethodDefinition').filter(({ key }) => key.type === 'Identifier' && called.has(key.name))
  const method = pick(own, random)
  return method && replaced(method.key as Node, `${(method.key as Identifier).name}Old`)
}
