import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

export type Clone = (value: unknown, method: string, owner: string) => unknown

/** The structured clone algorithm: HTML standard, safe passing of structured data. */
export function installCloning(global: GuestGlobal, faults: Faults): Clone {
  const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1)
  const nameOf = (value: object): string => (value.constructor as { name?: string } | undefined)?.name ?? tagOf(value)
  const isError = (value: unknown): value is Error => value instanceof Error

  const copyOf = (value: object, seen: Map<object, object>, refuse: (shown: string) => Error): object => {
    const known = seen.get(value)
    if (known !== undefined) return known
    const inner = (one: unknown): unknown => clone(one, seen, refuse)
    const keep = <T extends object>(copy: T): T => {
      seen.set(value, copy)
      return copy
    }
    if (value instanceof Date) return keep(new Date(value.getTime()))
    if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags))
    if (value instanceof ArrayBuffer) return keep(value.slice(0))
    if (ArrayBuffer.isView(value)) {
      const Class = value.constructor as new (buffer: ArrayBuffer, offset: number, length?: number) => object
      const length = value instanceof DataView ? value.byteLength : (value as Uint8Array).length
      return keep(new Class(inner(value.buffer) as ArrayBuffer, value.byteOffset, length))
    }
    if (value instanceof Map) {
      const copy = keep(new Map())
      for (const [key, one] of value) copy.set(inner(key), inner(one))
      return copy
    }
    if (value instanceof Set) {
      const copy = keep(new Set())
      for (const one of value) copy.add(inner(one))
      return copy
    }
    if (isError(value)) return keep(Object.assign(new Error(value.message), { name: value.name, stack: value.stack }))
    if (/^(Number|String|Boolean|BigInt)$/.test(tagOf(value))) return keep(Object(value.valueOf()) as object)
    if (!Array.isArray(value) && isPlatform(value)) throw refuse(`${nameOf(value)} object`)
    const copy = keep(Array.isArray(value) ? Array.from({ length: value.length }) : {}) as Record<string, unknown>
    for (const key of Object.keys(value)) copy[key] = inner((value as Record<string, unknown>)[key])
    return copy
  }
  /** Objects of the page and of the language that are more than their properties. */
  const isPlatform = (value: object): boolean => {
    if (value === global) return true
    for (const name of ['EventTarget', 'Event', 'CanvasRenderingContext2D', 'Storage', 'CSSStyleDeclaration']) {
      if (value instanceof (global[name] as new () => object)) return true
    }
    return /^(WeakMap|WeakSet|Promise|Generator|Symbol)$/.test(tagOf(value))
  }
  const clone = (value: unknown, seen: Map<object, object>, refuse: (shown: string) => Error): unknown => {
    if (typeof value === 'function' || typeof value === 'symbol') throw refuse(String(value))
    return typeof value === 'object' && value !== null ? copyOf(value, seen, refuse) : value
  }
  const start: Clone = (value, method, owner) =>
    clone(value, new Map(), (shown) =>
      faults.exception('DataCloneError', method, owner, `${shown} could not be cloned.`),
    )
  global.structuredClone = function structuredClone(value?: unknown): unknown {
    if (arguments.length === 0) throw faults.tooFew(1, 0, 'structuredClone', 'Window')
    return start(value, 'structuredClone', 'Window')
  }
  return start
}
