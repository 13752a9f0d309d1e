import type { Check, CheckIssue } from './check.ts'
import { placeOf } from './walk.ts'

/** Own, non-configurable properties of the browser's global object (HTML standard, [LegacyUnforgeable]). */
const UNFORGEABLE = new Set(['window', 'document', 'location', 'top'])

export const restrictedNames: Check = {
  id: 'restricted-names',
  level: 'L1',
  meta: {
    description: 'No top-level let, const, class or function of a script takes a name that the browser keeps.',
    codes: { 'restricted-name': 'a browser refuses the whole script: the name is taken and cannot be declared' },
    reads: [],
  },
  run({ program }) {
    if (program?.sourceType !== 'script') return { issues: [] }
    const issues: CheckIssue[] = []
    for (const { name, defs } of program.scopes.globalScope?.variables ?? []) {
      if (!UNFORGEABLE.has(name)) continue
      for (const definition of defs) {
        // `var top` is allowed: it declares nothing anew.
        if (definition.type === 'Variable' && definition.parent.kind === 'var') continue
        const message = `'${name}' cannot be declared at the top level of a script`
        issues.push({ code: 'restricted-name', severity: 'error', message, symbol: name, ...placeOf(definition.name) })
      }
    }
    return { issues }
  },
}
