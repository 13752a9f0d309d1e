import { Linter } from 'eslint'
import globals from 'globals'

/** What the linter says of names that a script uses and does not define. */
export function freeNames(script: string): string[] {
  const languageOptions = { ecmaVersion: 2024, sourceType: 'script', globals: globals.builtin } as const
  const messages = new Linter().verify(script, { languageOptions, rules: { 'no-undef': 'error' } })
  return messages.map(({ message }) => message)
}
