/** The ESLint rules that apply, by what a program that breaks them does. Questions of style have no rule here. */

export interface LintRule {
  readonly severity: 'error' | 'warning'
  readonly means: string
  readonly options: readonly unknown[]
}

const error = (means: string, ...options: unknown[]): LintRule => ({ severity: 'error', means, options })
const warning = (means: string, ...options: unknown[]): LintRule => ({ severity: 'warning', means, options })

/**
 * Error: the program throws there, or surely does not do what is written. Warning: suspect, but it may well work.
 * Rule ids are the issue codes.
 */
export const LINT_RULES: Readonly<Record<string, LintRule>> = {
  'constructor-super': error('a constructor of a derived class without super(), or the reverse'),
  'for-direction': error('a loop whose counter moves away from its bound'),
  'getter-return': error('a getter that returns nothing'),
  'no-class-assign': error('a class is assigned to'),
  'no-compare-neg-zero': error('a comparison with -0'),
  'no-const-assign': error('a constant is assigned to: throws'),
  'no-dupe-args': error('two parameters of one name'),
  'no-dupe-class-members': error('two members of a class with one name: the first is lost'),
  'no-dupe-else-if': error('an else-if that can never be reached'),
  'no-dupe-keys': error('two properties of an object with one key: the first is lost'),
  'no-duplicate-case': error('two cases of one value: the second is never reached'),
  'no-func-assign': error('a function declaration is assigned to'),
  'no-import-assign': error('an import is assigned to: throws'),
  'no-invalid-regexp': error('a regular expression that is not valid: throws'),
  'no-loss-of-precision': error('a number that no double holds'),
  'no-new-native-nonconstructor': error('new on Symbol or BigInt: throws'),
  'no-obj-calls': error('Math, JSON and the like are called as functions: throws'),
  'no-self-assign': error('a variable is assigned to itself'),
  'no-self-compare': error('a value is compared with itself'),
  'no-setter-return': error('a setter that returns a value'),
  'no-shadow-restricted-names': error('undefined, NaN and the like are declared anew'),
  'no-this-before-super': error('this before super(): throws'),
  'no-undef': error('a name that neither the program, the browser nor the engine defines: throws'),
  'no-unsafe-finally': error('a finally block that swallows errors or results'),
  'no-unsafe-negation': error('! applies to the left side of in or instanceof only'),
  'no-unsafe-optional-chaining': error('a value that may be undefined is called or unpacked'),
  'no-use-before-define': error('a let, const or class is used before the line that sets it up: throws', {
    functions: false,
    classes: false,
    variables: false,
    allowNamedExports: true,
  }),
  'use-isnan': error('a comparison with NaN, which is never true'),
  'valid-typeof': error('typeof is compared with a word that it never gives'),
  'no-async-promise-executor': warning('errors of an async promise executor are lost'),
  'no-case-declarations': warning('a let or const in a case without braces'),
  'no-cond-assign': warning('an assignment as a condition'),
  'no-constant-condition': warning('a condition that never changes', { checkLoops: 'allExceptWhileTrue' }),
  'no-debugger': warning('a debugger statement'),
  'no-delete-var': warning('delete of a variable'),
  'no-empty-pattern': warning('a pattern that takes nothing out'),
  'no-ex-assign': warning('the caught error is assigned to'),
  'no-extend-native': warning('a built-in prototype is extended'),
  'no-fallthrough': warning('a case that runs on into the next'),
  'no-global-assign': warning('a global of the browser is assigned to'),
  'no-redeclare': warning('a name is declared twice: the last function wins', { builtinGlobals: false }),
  'no-sparse-arrays': warning('a hole in an array'),
  'no-template-curly-in-string': warning('${…} in a string that is no template'),
  'no-unmodified-loop-condition': warning('a loop whose condition nothing in it changes'),
  'no-unreachable': warning('code that is never reached'),
  'no-unused-vars': warning('a variable that nothing reads', { vars: 'local', args: 'none', caughtErrors: 'none' }),
}
