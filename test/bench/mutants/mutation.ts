/** A way to break a candidate: its code, its plan, or what its seed asks for. */
import type { Node, Program } from 'estree'
import { walk } from '../../../src/checks/walk.ts'
import type { Edit } from '../../../src/domains/phaser/programs/edits.ts'
import type { Candidate } from '../../../src/record.ts'

export interface Mutation {
  readonly id: string
  /**
   * rejected: a level must fail. ranked: it may pass, for nobody can prove it wrong, but its quality must be below that of
   * the original.
   */
  readonly aim: 'rejected' | 'ranked'
  /** The original (which may be asked for more than before) and the broken one; undefined where there is nothing to break. */
  plant(candidate: Candidate, random: () => number): Planted | undefined
}

export interface Planted {
  readonly original: Candidate
  readonly broken: Candidate
}

/** A mutation of the code alone. */
export function ofCode(
  id: string,
  aim: Mutation['aim'],
  plant: (code: string, random: () => number, candidate: Candidate) => string | undefined,
): Mutation {
  return {
    id,
    aim,
    plant: (candidate, random) => {
      const code = plant(candidate.code, random, candidate)
      return code === undefined ? undefined : { original: candidate, broken: { ...candidate, code } }
    },
  }
}

export function nodesOf<T extends Node['type']>(ast: Program, type: T): Extract<Node, { type: T }>[] {
  const found: Extract<Node, { type: T }>[] = []
  walk(ast, (node) => {
    if (node.type === type) found.push(node as Extract<Node, { type: T }>)
  })
  return found
}

export function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)]
}

export function replaced(node: Node, text: string): Edit {
  return { from: node.range![0], to: node.range![1], text }
}

/** The properties of this name in the object literals of a program. */
export function propertiesOf(ast: Program, name: string): Extract<Node, { type: 'Property' }>[] {
  return nodesOf(ast, 'Property').filter(
    ({ key, computed }) => !computed && key.type === 'Identifier' && key.name === name,
  )
}
