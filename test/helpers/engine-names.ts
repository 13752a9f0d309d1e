/** Makes the data files of src/domains/phaser/engine-names from the installed engine and compiler. */
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import vm from 'node:vm'
import ts from 'typescript'
import type { ApiIndex } from '../../src/api-index/api-index.ts'

const SCANNED = /\bthis\.([A-Za-z$][\w$]*)\s*=[^=]/g
const TYPE_KINDS = new Set(['namespace', 'class', 'enum', 'interface'])
const FUNCTION_NAMES = new Set(['length', 'name', 'prototype', 'arguments', 'caller'])
const BROWSER = [
  'document',
  'navigator',
  'screen',
  'HTMLElement',
  'Image',
  'HTMLCanvasElement',
  'HTMLVideoElement',
  'XMLHttpRequest',
  'location',
  'performance',
  'requestAnimationFrame',
  'AudioContext',
]

/**
 * Where the running engine and its declarations differ: by owner id, undeclared instance members as `#name`, undeclared
 * statics as `.name`, and as `!name` what is declared but does nothing except throw (removed from the engine).
 */
export function engineDifferences(engineFile: string, index: ApiIndex): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const seen = new Set<object>()
  const visit = (value: object, id: string): void => {
    if (seen.has(value)) return
    seen.add(value)
    const statics = Object.getOwnPropertyNames(value).filter(
      (name) => typeof value !== 'function' || !FUNCTION_NAMES.has(name),
    )
    const names = statics.filter((name) => !index.staticMember(id, name)).map((name) => `.${name}`)
    if (typeof value === 'function' && index.get(id)?.kind === 'class') {
      names.push(
        ...instanceNames(value)
          .filter((name) => !index.member(id, name))
          .map((name) => `#${name}`),
      )
      names.push(
        ...throwingNames(value)
          .filter((name) => index.member(id, name))
          .map((name) => `!${name}`),
      )
    }
    const kept = names.filter((name) => !name.startsWith('_', 1)).toSorted()
    if (kept.length > 0) found.set(id, kept)
    for (const name of statics) {
      const below: unknown = Reflect.get(value, name)
      const isType = TYPE_KINDS.has(index.get(`${id}.${name}`)?.kind ?? '')
      if (isType && (typeof below === 'function' || (typeof below === 'object' && below !== null)))
        visit(below, `${id}.${name}`)
    }
  }
  visit(loadEngine(engineFile), 'Phaser')
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Names on the prototype, and those that the constructor or a method gives to `this`. */
function instanceNames(type: object): string[] {
  const prototype = Reflect.get(type, 'prototype') as object
  const names = new Set(Object.getOwnPropertyNames(prototype))
  for (const name of names) {
    const value: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value
    if (typeof value === 'function') for (const [, own] of String(value).matchAll(SCANNED)) names.add(own!)
  }
  for (const [, own] of String(type).matchAll(SCANNED)) names.add(own!)
  names.delete('constructor')
  return [...names]
}

/** Names of methods whose whole body is one `throw`. An abstract method that asks to be overridden is none of them. */
function throwingNames(type: object): string[] {
  const prototype = Reflect.get(type, 'prototype') as object
  return Object.getOwnPropertyNames(prototype).filter((name) => {
    const value: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value
    return (
      typeof value === 'function' && /^[^{]*\{\s*throw new Error\('[^']*removed[^']*'\);?\s*\}$/.test(String(value))
    )
  })
}

// Classes are only looked at, never made: a browser of proxies that answer anything with themselves is enough.
function loadEngine(file: string): object {
  const anything: object = new Proxy(function () {}, {
    get: (target, key) => (key === Symbol.toPrimitive ? () => '' : key === 'prototype' ? target.prototype : anything),
    apply: () => anything,
    construct: () => anything,
    has: () => false,
    set: () => true,
  })
  const realm: Record<string, unknown> = Object.fromEntries(BROWSER.map((name) => [name, anything]))
  realm.window = realm
  realm.self = realm
  vm.runInNewContext(readFileSync(file, 'utf8'), realm)
  return realm.Phaser as object
}

/** Names of all methods of the language and the browser, by the compiler's own declarations. */
export function browserMethods(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('typescript'))
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if ((ts.isMethodSignature(node) || ts.isFunctionDeclaration(node)) && node.name && ts.isIdentifier(node.name))
      names.add(node.name.text)
    if (ts.isPropertySignature(node) && ts.isIdentifier(node.name) && node.type && /=>/.test(node.type.getText()))
      names.add(node.name.text)
    if (
      ts.isInterfaceDeclaration(node) ||
      ts.isModuleDeclaration(node) ||
      ts.isModuleBlock(node) ||
      ts.isSourceFile(node)
    )
      node.forEachChild(visit)
  }
  for (const file of readdirSync(folder).filter((name) => /^lib\.(es\d.*|dom|dom\.iterable)\.d\.ts$/.test(name))) {
    visit(ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true))
  }
  return [...names].toSorted()
}

/** Lines of a TypeScript string, broken at blanks. */
export function wrapped(words: readonly string[]): string {
  const lines = ['']
  for (const word of words) {
    if (lines.at(-1)!.length + word.length > 114) lines.push('')
    lines[lines.length - 1] += lines.at(-1) === '' ? word : ` ${word}`
  }
  return lines.join('\n')
}
