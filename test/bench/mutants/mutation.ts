/** A way to break a candidate: its code, its plan, or what its seed asks for. */
import type { CallExpression, Node } from 'estree'
import { walk } from '../../../src/checks/walk.ts'
import { applyEdits, byTree, type Edit, type FindEdits } from '../../../src/domains/phaser/programs/edits.ts'
import type { Candidate, Seed } from '../../../src/record.ts'
import type { Observed } from '../../../src/runtime/observed.ts'

/** A program that passes, and what its run showed: a defect must be planted where it is seen. */
export interface Original {
  readonly candidate: Candidate
  readonly observed: Observed
}

export interface Mutation {
  readonly id: string
  readonly description: string
  /**
   * rejected: a level must fail. ranked: it may pass, for nobody can prove it wrong, but its quality must be below that
   * of the original.
   */
  readonly aim: 'rejected' | 'ranked'
  /** Deterministic in its arguments; undefined where there is nothing to break. */
  plant(original: Original, random: () => number): Planted | undefined
}

export interface Planted {
  /** The original, whose seed may ask for more than before. */
  readonly original: Candidate
  readonly broken: Candidate
}

/** A mutation of the code, in answer to a seed that asks for more than the candidate's own. */
export function asked(candidate: Candidate, more: Partial<Seed>, edits: readonly Edit[]): Planted {
  const prompt = { ...candidate.prompt, ...more }
  const code = applyEdits(candidate.code, edits)
  return { original: { ...candidate, prompt }, broken: { ...candidate, prompt, code } }
}

/** A mutation of the code alone. */
export function ofCode(
  id: string,
  aim: Mutation['aim'],
  description: string,
  plant: (code: string, random: () => number) => string | undefined,
): Mutation {
  return {
    id,
    aim,
    description,
    plant: ({ candidate }, random) => {
      const code = plant(candidate.code, random)
      return code === undefined ? undefined : { original: candidate, broken: { ...candidate, code } }
    },
  }
}

export const ofTree = (id: string, aim: Mutation['aim'], description: string, find: FindEdits): Mutation =>
  ofCode(id, aim, description, byTree(find))

export function nodesOf<T extends Node['type']>(root: Node, type: T): Extract<Node, { type: T }>[] {
  const found: Extract<Node, { type: T }>[] = []
  walk(root, (node) => {
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

/** Name of a member that is called or read: `fillStyle` of `this.graphics.fillStyle`. */
export function lastName(node: Node): string | undefined {
  return node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier'
    ? node.property.name
    : undefined
}

/** Name of the method that a call asks for. */
export const methodName = ({ callee }: CallExpression): string | undefined => lastName(callee as Node)
