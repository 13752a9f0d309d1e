import type { SeedLibrary } from '../../seed-library.ts'
import { constraints, openings, signalConstraint } from './frame.ts'
import { loadFamilies } from './load.ts'

export function seedLibrary(): SeedLibrary {
  return { families: loadFamilies(), constraints, signalConstraint, openings }
}
