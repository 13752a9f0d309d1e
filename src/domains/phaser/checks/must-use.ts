import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Check, CheckIssue } from '../../../checks/check.ts'
import { analyse } from '../api-resolver/analysis.ts'
import { isUsed, type Usage } from '../api-resolver/usage.ts'
import { resolvePlanApi } from '../plan/plan-api.ts'

/** Every API that the seed asks for must be used by code that can run. */
export const mustUse: Check = {
  id: 'must-use',
  level: 'L2',
  meta: {
    description: 'Every must-use API of the seed is used, by whatever way, in code that can run.',
    codes: {
      'must-use-missing': 'an API that the seed asks for is not used by any code that can run',
      'must-use-unknown': 'the seed asks for an API that the engine does not have',
    },
    reads: ['seed.must_use_apis'],
  },
  run({ program, index, seed }) {
    const wanted = [...new Set(seed.must_use_apis ?? [])]
    if (!program || wanted.length === 0) return { issues: [], metrics: { must_use_total: 0, must_use_met: 0 } }
    const { usage } = analyse(program, index)
    const meanings = new Map(wanted.map((api) => [api, meaningsOf(api, index)]))
    const known = wanted.filter((api) => meanings.get(api)!.length > 0)
    const missing = known.filter((api) => !meanings.get(api)!.some((id) => isMet(id, index, usage)))
    const unknown = wanted.filter((api) => !known.includes(api))
    return {
      issues: [...missing.map(missingIssue), ...unknown.map(unknownIssue)],
      metrics: { must_use_total: known.length, must_use_met: known.length - missing.length },
    }
  },
}

/** The symbols that one entry may mean: an id of the index, or what people write for it (`this.add.graphics`). */
export function meaningsOf(api: string, index: ApiIndex): readonly string[] {
  if (index.resolve(api)) return [api]
  return resolvePlanApi(api, index).ids.filter((id) => index.resolve(id))
}

/**
 * By itself, as the inherited member of the type that the seed names, or, of an object that the engine has ready
 * (Phaser.Math.RND), as another object of its class.
 */
function isMet(api: string, index: ApiIndex, usage: Usage): boolean {
  const { symbol, from } = index.resolve(api)!
  if (usage.has(`${from}#${symbol.name}`) || isUsed(symbol, index, usage)) return true
  const made = symbol.static || symbol.kind === 'constant' ? index.get(symbol.type) : undefined
  return made?.kind === 'class' && isUsed(made, index, usage)
}

function missingIssue(api: string): CheckIssue {
  return {
    code: 'must-use-missing',
    severity: 'error',
    message: `${api} is not used by any code that can run`,
    symbol: api,
  }
}

function unknownIssue(api: string): CheckIssue {
  return { code: 'must-use-unknown', severity: 'warning', message: `the engine has no ${api}`, symbol: api }
}
