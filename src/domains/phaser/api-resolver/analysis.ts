/** The analysis of a program that all engine checks share: made once a program. */
import type { Node } from 'estree'
import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Program } from '../../../checks/program.ts'
import { factsOf } from './facts.ts'
import type { ApiReference, ImplicitUse } from './references.ts'
import { implicitUses, memberReferences } from './references.ts'
import { reachability } from './reachability.ts'
import { Resolver } from './resolver.ts'
import type { Usage } from './usage.ts'
import { usageOf } from './usage.ts'

export interface Analysis {
  readonly resolver: Resolver
  /** Every member asked of an engine type, in source order, unreachable code included. */
  readonly references: readonly ApiReference[]
  /** Those of them that can run. */
  readonly reachable: readonly ApiReference[]
  readonly implicit: readonly ImplicitUse[]
  /** Symbols that reachable code uses. */
  readonly usage: Usage
  isReachable(node: Node): boolean
}

const analyses = new WeakMap<Program, { index: ApiIndex; analysis: Analysis }>()

/** The analysis of a program against an index. */
export function analyse(program: Program, index: ApiIndex): Analysis {
  const known = analyses.get(program)
  if (known?.index === index) return known.analysis
  const analysis = fresh(program, index)
  analyses.set(program, { index, analysis })
  return analysis
}

function fresh(program: Program, index: ApiIndex): Analysis {
  const resolver = new Resolver(factsOf(program), index)
  const isReachable = reachability(resolver)
  const references = memberReferences(resolver)
  const reachable = references.filter(({ node }) => isReachable(node))
  const implicit = implicitUses(resolver).filter(({ node }) => isReachable(node))
  return { resolver, references, reachable, implicit, usage: usageOf(index, reachable, implicit), isReachable }
}
