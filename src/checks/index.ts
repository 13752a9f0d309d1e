/** The checks there are: those for any program here, those that know the engine from the domain. */
import type { ApiSource } from '../domains/domain.ts'
import { domain } from '../domains/registry.ts'
import type { Check } from './check.ts'
import { length } from './length.ts'
import { lint } from './lint.ts'
import { parseErrors } from './parse-errors.ts'
import { restrictedNames } from './restricted-names.ts'
import { safety } from './safety.ts'
import { syntax } from './syntax.ts'

/** The checks that hold for a program of any engine. A new one is a file beside this one and a line here. */
export function genericChecks({ root, engine }: Pick<ApiSource, 'root' | 'engine'>): readonly Check[] {
  const engineModule = engine.slice(0, engine.lastIndexOf('@'))
  return [parseErrors, length, syntax, restrictedNames, lint(root), safety(engineModule)]
}

/** All checks of this run. */
export async function loadChecks(): Promise<readonly Check[]> {
  return [...genericChecks(await domain().api()), ...(await domain().checks())]
}
