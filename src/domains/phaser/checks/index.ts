import type { Check } from '../../../checks/check.ts'
import { apiExists } from './api-exists.ts'
import { argumentTypes } from './argument-types.ts'
import { eventNames } from './event-names.ts'
import { externalAssets } from './external-assets.ts'
import { knownNames } from './known-names.ts'
import { mustUse } from './must-use.ts'
import { numberMembers } from './number-members.ts'
import { planCode } from './plan-code.ts'
import { probes } from './probes.ts'
import { replacedPlugins } from './replaced-plugins.ts'
import { structure } from './structure.ts'

/** The checks that know the engine, by level, then id. A new one is a file beside this one and a line here. */
export const checks: readonly Check[] = [
  externalAssets,
  apiExists,
  argumentTypes,
  eventNames,
  knownNames,
  mustUse,
  numberMembers,
  replacedPlugins,
  planCode,
  probes,
  structure,
]
