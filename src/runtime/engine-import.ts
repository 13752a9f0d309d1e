/** `import` of the engine, which the page has as a global. */

/**
 * Takes the one import of the engine out of a program, so that it runs as the classic script it otherwise is:
 * `import Engine from 'engine'` or `import * as Engine from 'engine'` at the start of a line. Lines keep their
 * numbers. Any other import stays, and fails to compile.
 */
export function stripEngineImport(code: string, global: string, module: string): { code: string; stripped: boolean } {
  const statement = new RegExp(
    `^[ \\t]*import[ \\t]+(?:\\*[ \\t]+as[ \\t]+)?${global}[ \\t]+from[ \\t]+(['"])${module}\\1[ \\t]*;?`,
    'm',
  )
  const found = statement.exec(code)
  if (found === null) return { code, stripped: false }
  const blank = ' '.repeat(found[0].length)
  return { code: code.slice(0, found.index) + blank + code.slice(found.index + found[0].length), stripped: true }
}
