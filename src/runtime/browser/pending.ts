import type { GuestGlobal, Kit } from '../guest/kit.ts'

interface DomClass {
  readonly prototype: Record<string, unknown>
}

/**
 * Keeps count of what the page waits for in real time: pictures, files, sounds and fonts that load, decode or are read.
 * Virtual time stands still for them, so that a program sees the same frame when they are done, however busy the
 * machine is. Returns how many there are.
 */
export function installPending(global: GuestGlobal, kit: Kit): () => number {
  /** Real milliseconds after which what shows no end is forgotten: a picture that loads lazily never ends. */
  const PATIENCE = 5000
  const { addEventListener } = (global.EventTarget as DomClass).prototype
  const { then } = Promise.prototype
  const performance = global.performance as { now(): number }
  const { now } = performance
  const realNow = () => kit.apply(now, performance, []) as number
  let waiting = kit.map<object, boolean>()
  let changed = 0

  const begin = (token: object): void => {
    waiting.set(token, true)
    changed = realNow()
  }
  const end = (token: object): void => {
    if (waiting.get(token)) changed = realNow()
    waiting.delete(token)
  }
  const once = { once: true, __proto__: null }
  const beginUntil = (target: object, types: string[]): void => {
    if (waiting.get(target)) return
    begin(target)
    for (let i = 0; i < types.length; i++) {
      kit.apply(addEventListener, target, [types[i], () => end(target), once])
    }
  }

  /** Puts `around` in the place of a method or of the setter of a property. */
  const wrap = (owner: unknown, name: string, around: (real: unknown, self: object, args: unknown[]) => unknown) => {
    const held = owner === undefined ? undefined : Object.getOwnPropertyDescriptor(owner, name)
    const real = held?.set ?? (held?.value as unknown)
    if (typeof real !== 'function') return
    const wrapped = function (this: object | undefined, ...args: unknown[]): unknown {
      return around(real, this ?? global, args)
    }
    Object.defineProperty(owner, name, held!.set ? { ...held, set: wrapped } : { ...held, value: wrapped })
  }
  const prototypeOf = (name: string) => (global[name] as DomClass | undefined)?.prototype

  const untilEvent = (types: string[]) => (real: unknown, self: object, args: unknown[]) => {
    beginUntil(self, types)
    try {
      return kit.apply(real, self, args)
    } catch (error) {
      end(self)
      throw error
    }
  }
  wrap(prototypeOf('HTMLImageElement'), 'src', untilEvent(['load', 'error']))
  wrap(prototypeOf('HTMLScriptElement'), 'src', untilEvent(['load', 'error']))
  wrap(prototypeOf('XMLHttpRequest'), 'send', untilEvent(['loadend']))
  for (const name of ['readAsText', 'readAsArrayBuffer', 'readAsDataURL', 'readAsBinaryString']) {
    wrap(prototypeOf('FileReader'), name, untilEvent(['loadend']))
  }

  // What is given back is the promise that follows: a rejection that nobody handles is still nobody's.
  const untilSettled = (real: unknown, self: object, args: unknown[]) => {
    const promise = kit.apply(real, self, args)
    const token = {}
    begin(token)
    const pass = (value: unknown) => {
      end(token)
      return value
    }
    const fail = (error: unknown) => {
      end(token)
      throw error
    }
    return kit.apply(then, promise, [pass, fail])
  }
  const promising: [owner: unknown, names: string][] = [
    [global, 'fetch createImageBitmap'],
    [prototypeOf('Response'), 'text json blob arrayBuffer'],
    [prototypeOf('Blob'), 'text arrayBuffer'],
    [prototypeOf('HTMLImageElement'), 'decode'],
    [prototypeOf('BaseAudioContext'), 'decodeAudioData'],
    [prototypeOf('FontFace'), 'load'],
    [prototypeOf('FontFaceSet'), 'load'],
  ]
  for (const [owner, names] of promising) for (const name of names.split(' ')) wrap(owner, name, untilSettled)

  wrap(prototypeOf('HTMLCanvasElement'), 'toBlob', (real, self, args) => {
    const done = args[0]
    if (typeof done !== 'function') return kit.apply(real, self, args)
    const token = {}
    args[0] = (blob: unknown) => {
      end(token)
      kit.apply(done, undefined, [blob])
    }
    begin(token)
    return kit.apply(real, self, args)
  })

  return () => {
    if (waiting.size() > 0 && realNow() - changed > PATIENCE) waiting = kit.map()
    return waiting.size()
  }
}
