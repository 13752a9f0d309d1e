import type { SeedTerms } from '../domain.ts'
import { meaningsOf } from './checks/must-use.ts'
import { seedLibrary } from './families/index.ts'
import { unreadable } from './probes/ask.ts'
import { probeKinds } from './probes/kinds/index.ts'
import { BY_MODULE } from './prompts/companions.ts'

/** What every game has says nothing to prompts, and is a module all the same. */
const OF_EVERY_GAME = ['Game', 'Scene']

const ofFamilies = seedLibrary().families.flatMap(({ module, modules }) => [module, ...modules])

export const seedTerms: SeedTerms = {
  modules: [...new Set([...OF_EVERY_GAME, ...Object.keys(BY_MODULE), ...ofFamilies])].toSorted(),
  probeKinds: [...probeKinds.keys()].toSorted(),
  probeFault: unreadable,
  isApi: (api, index) => meaningsOf(api, index).length > 0,
}
