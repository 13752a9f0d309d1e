/** The domains there are. A new engine is one folder beside this file and one line below. */
import type { Domain } from './domain.ts'

const phaser: Domain = {
  name: 'phaser',
  api: async () => (await import('./phaser/api-source.ts')).apiSource(),
  checks: async () => (await import('./phaser/checks/index.ts')).checks,
  prompts: async () => (await import('./phaser/prompts/index.ts')).prompts,
  programs: async () => await import('./phaser/programs/index.ts'),
  guest: async () => (await import('./phaser/guest/index.ts')).guest(),
  seeds: async () => (await import('./phaser/families/index.ts')).seedLibrary(),
  seedTerms: async () => (await import('./phaser/seed-terms.ts')).seedTerms,
  examples: async () => (await import('./phaser/examples/index.ts')).examples,
}

/** The domain of this run. */
export function domain(): Domain {
  return phaser
}
