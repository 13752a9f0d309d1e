import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Check, CheckIssue } from '../../../checks/check.ts'
import { placeOf } from '../../../checks/walk.ts'
import type { ApiReference } from '../api-resolver/references.ts'
import { analyse } from '../api-resolver/analysis.ts'

/** More inventions in one program say nothing new, and each suggestion costs time. */
const MAX_ISSUES = 100

/** Every member that a program asks an engine type for must exist. */
export const apiExists: Check = {
  id: 'api-exists',
  level: 'L2',
  meta: {
    description: 'Every member of the engine that the program names exists, inherited ones included.',
    codes: {
      'unknown-api': 'a member that the engine does not have on this type',
      'unknown-member':
        'a member that neither the engine nor the program defines on one of its own classes, read but not called',
    },
    reads: [],
  },
  run({ program, index }) {
    if (!program) return { issues: [] }
    const { references } = analyse(program, index)
    const missing = references.filter((reference) => reference.missing)
    const issues = missing.slice(0, MAX_ISSUES).map((reference) => issueOf(reference, index))
    return {
      issues,
      metrics: {
        api_references: references.length,
        api_misses: issues.filter(({ severity }) => severity === 'error').length,
      },
    }
  },
}

function issueOf({ node, owners, name, called, own }: ApiReference, index: ApiIndex): CheckIssue {
  const owner = owners[0]!
  const [nearest] = index.suggest(owner, name, 1)
  // What a program reads from its own class may come from anywhere, undefined at worst; what it calls must be there.
  const mild = own && !called
  return {
    code: mild ? 'unknown-member' : 'unknown-api',
    severity: mild ? 'warning' : 'error',
    message: `${owner} has no member ${name}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    ...placeOf(node.type === 'MemberExpression' ? node.property : node),
    symbol: `${owner}.${name}`,
    ...(nearest === undefined ? {} : { suggestion: nearest }),
  }
}
