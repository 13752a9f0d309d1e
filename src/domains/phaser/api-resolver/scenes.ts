/** Scenes that a program writes as plain objects: `scene: { preload, create, update }`. */
import type { Node, ObjectExpression, Property } from 'estree'
import { valueOf, type Facts } from './facts.ts'
import { isFunction, nameOf, type FunctionNode } from './syntax.ts'

/** What SceneManager.createSceneFromObject copies onto the scene that it makes (besides `extend`). */
export const LIFECYCLE: ReadonlySet<string> = new Set(['init', 'preload', 'create', 'update', 'render'])

export interface SceneObject {
  readonly node: ObjectExpression
  /** What the engine puts on the scene: lifecycle functions and the members of `extend`. */
  readonly members: ReadonlyMap<string, Node>
  /** The functions among them: `this` in them is the scene. */
  readonly functions: readonly FunctionNode[]
}

/** Every object literal that the program gives to the engine as a scene: in a config, in a list, to `scene.add()`. */
export function sceneObjects(facts: Facts): SceneObject[] {
  const given: Node[] = (facts.properties.get('scene') ?? []).map((property) => property.value)
  for (const call of facts.calls) {
    const { callee } = call
    if (callee.type === 'MemberExpression' && nameOf(callee) === 'add' && call.arguments[1])
      given.push(call.arguments[1])
  }
  const found = new Map<Node, SceneObject>()
  for (const node of given.flatMap((each) => objectsBehind(each, facts))) {
    const scene = found.has(node) ? undefined : sceneObject(node, facts)
    if (scene) found.set(node, scene)
  }
  return [...found.values()]
}

function objectsBehind(node: Node, facts: Facts): ObjectExpression[] {
  if (node.type === 'ArrayExpression')
    return node.elements.flatMap((element) => (element ? objectsBehind(element, facts) : []))
  const value = valueOf(node, facts)
  return value?.type === 'ObjectExpression' ? [value] : []
}

function sceneObject(node: ObjectExpression, facts: Facts): SceneObject | undefined {
  const members = new Map<string, Node>()
  for (const property of node.properties) {
    const name = property.type === 'Property' ? nameOf(property) : undefined
    if (name === undefined) continue
    const value = (property as Property).value
    if (LIFECYCLE.has(name)) members.set(name, value)
    if (name === 'extend' && value.type === 'ObjectExpression') {
      for (const inner of value.properties) {
        if (inner.type === 'Property') members.set(nameOf(inner) ?? '', inner.value)
      }
    }
  }
  if (![...LIFECYCLE].some((name) => members.has(name))) return undefined
  const functions = [...members.values()].map((value) => valueOf(value, facts)).filter((value) => isFunction(value))
  return { node, members, functions }
}
