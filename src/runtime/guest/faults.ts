import type { GuestGlobal, Kit } from './kit.ts'

/** The errors a page throws at wrong calls, worded as Chromium words them. */
export interface Faults {
  /** `Failed to execute 'method' on 'Owner': why`, as a DOMException of the given name. */
  exception(name: string, method: string, owner: string, why: string): Error
  typeError(method: string, owner: string, why: string): Error
  /** The TypeError for an argument that is no object of the interface. */
  notA(type: string, method: string, owner: string, position?: number): Error
  tooFew(needed: number, given: number, method: string, owner: string): Error
  /** Makes methods refuse too few arguments: `'name=1 other=2'`. Not for methods called many times a frame. */
  require(target: object, owner: string, counts: string): void
  readonly DOMException: new (message?: unknown, name?: unknown) => Error
}

/** DOMException, and the checks of arguments that Web IDL makes before an operation runs. */
export function installFaults(global: GuestGlobal, kit: Kit): Faults {
  const { defineProperty } = Object
  const TypeErrorOf = TypeError
  const text = String
  const codes: Record<string, number> = { __proto__: null } as never
  // Web IDL, table of DOMException names: the legacy codes.
  const legacy =
    'IndexSizeError=1 HierarchyRequestError=3 WrongDocumentError=4 InvalidCharacterError=5 NotFoundError=8 ' +
    'NotSupportedError=9 InUseAttributeError=10 InvalidStateError=11 SyntaxError=12 InvalidAccessError=15 ' +
    'TypeMismatchError=17 SecurityError=18 NetworkError=19 AbortError=20 QuotaExceededError=22 DataCloneError=25'
  for (const pair of legacy.split(' ')) codes[pair.split('=')[0]] = Number(pair.split('=')[1])

  class DOMException extends Error {
    constructor(message: unknown = '', name: unknown = 'Error') {
      super(text(message))
      defineProperty(this, 'name', { value: text(name), configurable: true })
    }

    get code(): number {
      return codes[this.name] ?? 0
    }
  }
  const failed = (method: string, owner: string, why: string): string =>
    method === 'constructor' ? `Failed to construct '${owner}': ${why}` : `Failed to execute '${method}' on '${owner}': ${why}`
  const typeError = (method: string, owner: string, why: string): Error => new TypeErrorOf(failed(method, owner, why))
  const tooFew = (needed: number, given: number, method: string, owner: string): Error => {
    const plural = needed === 1 ? 'argument' : 'arguments'
    return typeError(method, owner, `${needed} ${plural} required, but only ${given} present.`)
  }

  const refuseFewer = (target: object, owner: string, method: string, needed: number): void => {
    const real = (target as Record<string, unknown>)[method]
    ;(target as Record<string, unknown>)[method] = function (this: unknown): unknown {
      if (arguments.length < needed) throw tooFew(needed, arguments.length, method, owner)
      return kit.apply(real, this, arguments)
    }
  }

  global.DOMException = DOMException
  return {
    DOMException,
    exception: (name, method, owner, why) => new DOMException(failed(method, owner, why), name),
    typeError,
    notA: (type, method, owner, position = 1) =>
      typeError(method, owner, `parameter ${position} is not of type '${type}'.`),
    tooFew,
    require: (target, owner, counts) => {
      for (const pair of counts.split(' ')) {
        const [method, needed] = pair.split('=')
        refuseFewer(target, owner, method, Number(needed))
      }
    },
  }
}
