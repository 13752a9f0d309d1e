/** Walking an AST without recursion, so that no program can overflow the stack of its judge. */
import type { Node } from 'estree'
import { KEYS } from 'eslint-visitor-keys'

/** Called for each node, parents first, in source order. Returning false leaves out what is below the node. */
export type Visit = (node: Node, parent: Node | null, depth: number) => boolean | void

/** Visits a node and all below it. `depth` is 0 for the root. */
export function walk(root: Node, visit: Visit): void {
  const nodes: Node[] = [root]
  const parents: (Node | null)[] = [null]
  const depths = [0]
  while (nodes.length > 0) {
    const node = nodes.pop()!
    const parent = parents.pop()!
    const depth = depths.pop()!
    if (visit(node, parent, depth) === false) continue
    const below = children(node)
    for (let at = below.length - 1; at >= 0; at--) {
      nodes.push(below[at])
      parents.push(node)
      depths.push(depth + 1)
    }
  }
}

/** The direct children of a node in source order. */
export function children(node: Node): Node[] {
  const found: Node[] = []
  for (const key of KEYS[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key]
    if (Array.isArray(value)) for (const item of value) if (item) found.push(item as Node)
    if (value && !Array.isArray(value)) found.push(value as Node)
  }
  return found
}

/** 1-based line and column of a node, as an issue names its place. */
export function placeOf(node: Node): { line: number; column: number } {
  const { line, column } = node.loc!.start
  return { line, column: column + 1 }
}
