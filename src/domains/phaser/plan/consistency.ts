/** How far a plan and the code agree, in both directions. */
import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Analysis } from '../api-resolver/analysis.ts'
import type { ApiReference } from '../api-resolver/references.ts'
import { ancestors, typeFromText } from '../api-resolver/types.ts'
import { isUsed, typeIds } from '../api-resolver/usage.ts'
import type { PlanApi } from './plan-api.ts'

/** A plan that names the method of another class than the code uses says the right thing in the wrong place. */
const NAME_ONLY_CREDIT = 0.5

/** How far the code uses an API of the plan: 1 yes, 0 no, between when only a member of that name is used. */
export function credit(api: PlanApi, { usage, resolver, reachable, isReachable }: Analysis): number {
  const { index, facts } = resolver
  const isIdUsed = (id: string): boolean => {
    const symbol = index.get(id)
    return usage.has(id) || (symbol !== undefined && isUsed(symbol, index, usage))
  }
  if (api.ids.some(isIdUsed)) return 1
  const named = reachable.some(({ name, symbols }) => name === api.name && symbols.length > 0)
  const unknown = (facts.membersByName.get(api.name) ?? []).some(
    (node) => isReachable(node) && !resolver.typeOf(node.object as never),
  )
  return named || unknown || isField(api, usage) ? NAME_ONLY_CREDIT : 0
}

/** `BaseTween.loop` in a plan is the config field `loop` in code. */
function isField(api: PlanApi, usage: ReadonlySet<string>): boolean {
  return [...usage].some((id) => id.startsWith('Phaser.Types.') && id.endsWith(`.${api.name}`))
}

/** What every program uses, plan or not. */
const UNIVERSAL = new Set([
  'Phaser',
  'Phaser.Game',
  'Phaser.Scene',
  'Phaser.Types.Core.GameConfig',
  'Phaser.Structs.Size',
])

/** An API of the code at the level of classes and namespaces: the ids under which a plan may mention it. */
type Feature = ReadonlySet<string>

/** The distinct owners that the code calls, makes or reads constants of. */
function features({ reachable, resolver }: Analysis): Map<string, Feature> {
  const found = new Map<string, Feature>()
  for (const reference of reachable) {
    const main = mainOwner(reference, resolver.index)
    if (main === undefined || UNIVERSAL.has(main)) continue
    const known = found.get(main) ?? []
    found.set(main, new Set([...known, main, ...reference.owners.filter((id) => !UNIVERSAL.has(id))]))
  }
  return found
}

function mainOwner({ symbols, owners, called, result }: ApiReference, index: ApiIndex): string | undefined {
  const symbol = symbols[0]
  if (!symbol) return undefined
  const given = typeIds(result)
    .map((id) => classOf(id, index))
    .find((id) => id !== undefined)
  const own = classOf(owners[0]!, index) ?? symbol.owner
  if (symbol.static) return called && given !== undefined && symbol.kind === 'class' ? given : own
  return called ? (given ?? own) : undefined
}

function classOf(id: string, index: ApiIndex): string | undefined {
  return ancestors(index, id).find((each) => index.get(each)?.kind === 'class')
}

/** How many of the code's features the plan mentions, 0..1; 1 when there are none. */
export function recall(apis: readonly PlanApi[], analysis: Analysis): number {
  const all = features(analysis)
  if (all.size === 0) return 1
  const { index } = analysis.resolver
  const mentioned = new Set(apis.flatMap((api) => api.ids.flatMap((id) => mentions(id, index))))
  return [...all.values()].filter((feature) => [...feature].some((id) => mentioned.has(id))).length / all.size
}

/** What one symbol of a plan speaks of: itself, its owner, what it gives or is, and what that specialises. */
function mentions(id: string, index: ApiIndex): readonly string[] {
  const symbol = index.get(id)
  if (!symbol) return []
  const type = typeFromText(symbol.type, undefined, index)
  return [id, symbol.owner, ...typeIds(type)].flatMap((each) => [each, classOf(each, index) ?? each])
}
