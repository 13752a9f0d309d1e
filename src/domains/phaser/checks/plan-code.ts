import type { Check, CheckIssue } from '../../../checks/check.ts'
import type { Plan } from '../../../record.ts'
import { analyse } from '../api-resolver/analysis.ts'
import { credit, recall } from '../plan/consistency.ts'
import { planEntries, resolvePlanApi } from '../plan/plan-api.ts'

/** One wrong entry is a slip; a plan of several of which nothing is true belongs to another program. */
const MIN_FOR_A_LIE = 2

/** The plan and the code must speak of the same APIs. */
export const planCode: Check = {
  id: 'plan-code',
  level: 'L4',
  meta: {
    description: 'There is a plan, and the APIs that it names are those that the code uses.',
    codes: {
      'plan-missing': 'the reply has no plan, or one that says nothing',
      'plan-inconsistent': 'the code uses none of the APIs that the plan names',
      'plan-api-unknown': 'the plan names an API that nothing has',
    },
    reads: ['plan'],
  },
  run({ plan, program, index }) {
    if (!plan || saysNothing(plan)) {
      const message = plan ? 'the plan says nothing' : 'the reply has no plan'
      return { issues: [{ code: 'plan-missing', severity: 'error', message }] }
    }
    if (!program) return { issues: [] }
    const analysis = analyse(program, index)
    const apis = planEntries(plan.apis).map((entry) => resolvePlanApi(entry, index))
    const known = apis.filter(({ kind }) => kind === 'engine')
    const unknown = apis.filter(({ kind }) => kind === 'unknown')
    const credits = known.map((api) => credit(api, analysis)).reduce((sum, each) => sum + each, 0)
    const judged = known.length + unknown.length
    const issues: CheckIssue[] = unknown.map(({ text, name }) => ({
      code: 'plan-api-unknown',
      severity: 'warning',
      message: `nothing in the engine is called ${text}`,
      symbol: name,
    }))
    if (judged >= MIN_FOR_A_LIE && credits === 0) {
      issues.push({
        code: 'plan-inconsistent',
        severity: 'error',
        message: `the code uses none of the ${judged} APIs that the plan names`,
      })
    }
    const metrics = {
      plan_apis: judged,
      plan_precision: judged === 0 ? 0 : credits / judged,
      plan_recall: recall(known, analysis),
    }
    return { issues, metrics }
  },
}

function saysNothing({ requirements, apis, steps }: Plan): boolean {
  return [requirements, ...apis, ...steps].every((text) => text.trim() === '')
}
