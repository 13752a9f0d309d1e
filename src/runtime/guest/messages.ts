import type { Clock } from './clock.ts'
import type { Clone } from './cloning.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

/** Messages within the page, and AbortController. */
export function installMessages(
  global: GuestGlobal,
  faults: Faults,
  clock: Clock,
  events: Events,
  clone: Clone,
): void {
  const send = (target: object, data: unknown): void =>
    clock.later(() => events.send(target, 'MessageEvent', 'message', { data, origin: 'http://localhost' }), 0)

  global.postMessage = function postMessage(message?: unknown): void {
    if (arguments.length === 0) throw faults.tooFew(1, 0, 'postMessage', 'Window')
    send(global, clone(message, 'postMessage', 'Window'))
  }

  const others = new WeakMap<object, object>()
  class MessagePort extends events.EventTarget {
    postMessage(message: unknown): void {
      send(others.get(this)!, clone(message, 'postMessage', 'MessagePort'))
    }

    start(): void {}

    close(): void {}
  }
  class MessageChannel {
    readonly port1 = new MessagePort()
    readonly port2 = new MessagePort()

    constructor() {
      others.set(this.port1, this.port2)
      others.set(this.port2, this.port1)
    }
  }

  const channels: BroadcastChannel[] = []
  class BroadcastChannel extends events.EventTarget {
    readonly name: string

    constructor(name: unknown) {
      super()
      this.name = String(name)
      channels.push(this)
    }

    postMessage(message: unknown): void {
      const data = clone(message, 'postMessage', 'BroadcastChannel')
      for (const other of channels) if (other !== this && other.name === this.name) send(other, data)
    }

    close(): void {
      const at = channels.indexOf(this)
      if (at >= 0) channels.splice(at, 1)
    }
  }

  const reasons = new WeakMap<object, unknown>()
  class AbortSignal extends events.EventTarget {
    get aborted(): boolean {
      return reasons.has(this)
    }

    get reason(): unknown {
      return reasons.get(this)
    }

    throwIfAborted(): void {
      if (this.aborted) throw this.reason
    }

    static timeout(ms: number): AbortSignal {
      const signal = new AbortSignal()
      clock.later(() => abort(signal, new faults.DOMException('signal timed out', 'TimeoutError')), ms)
      return signal
    }

    static abort(reason?: unknown): AbortSignal {
      const signal = new AbortSignal()
      abort(signal, reason)
      return signal
    }
  }
  const abort = (signal: AbortSignal, reason: unknown): void => {
    if (signal.aborted) return
    reasons.set(signal, reason ?? new faults.DOMException('signal is aborted without reason', 'AbortError'))
    events.send(signal, 'Event', 'abort')
  }
  class AbortController {
    readonly signal = new AbortSignal()

    abort(reason?: unknown): void {
      abort(this.signal, reason)
    }
  }
  Object.assign(global, { MessagePort, MessageChannel, BroadcastChannel, AbortSignal, AbortController })
}
