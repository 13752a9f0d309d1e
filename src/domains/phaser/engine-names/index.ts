/** What exists without being declared: at run time in the engine, and in the language and the browser. */
import { BROWSER_METHODS } from './browser-methods.ts'
import { ENGINE_DIFFERENCES } from './engine-differences.ts'

/** Differences by owner id: `#name` on instances, `.name` on the owner itself, `!name` for what was removed. */
const differences: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  ENGINE_DIFFERENCES.trim()
    .split('\n')
    .map((row) => {
      const [id, ...names] = row.split(' ')
      return [id!, new Set(names)]
    }),
)

const undeclaredNames: ReadonlySet<string> = new Set(
  [...differences.values()].flatMap((names) =>
    [...names].filter((name) => !name.startsWith('!')).map((name) => name.slice(1)),
  ),
)

const browserMethods: ReadonlySet<string> = new Set(BROWSER_METHODS.trim().split(/\s+/))

/** Whether the running engine gives a type a member that its declarations lack. Bases are not looked at. */
export function hasUndeclared(id: string, access: '#' | '.', name: string): boolean {
  return differences.get(id)?.has(access + name) ?? false
}

/** Whether a declared method of a type was removed from the engine: all that is left of it is a throw. */
export function isRemoved(id: string, name: string): boolean {
  return differences.get(id)?.has(`!${name}`) ?? false
}

/** Whether any type of the running engine has an undeclared member of this name. */
export function isUndeclaredName(name: string): boolean {
  return undeclaredNames.has(name)
}

/** Whether anything of the language or the browser has a method of this name. */
export function isBrowserMethod(name: string): boolean {
  return browserMethods.has(name)
}
