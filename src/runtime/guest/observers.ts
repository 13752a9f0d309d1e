import type { Clock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal, Kit } from './kit.ts'
import type { Nodes, PageNode } from './nodes.ts'
import type { Recorder } from './recorder.ts'

/** Observers of sizes, of places and of changes in the tree. */
export function installObservers(
  global: GuestGlobal,
  kit: Kit,
  recorder: Recorder,
  faults: Faults,
  clock: Clock,
  nodes: Nodes,
): void {
  type Callback = (entries: object[], observer: object) => void
  const needCallback = (name: string, given: number, callback: unknown): void => {
    if (given === 0) throw faults.tooFew(1, 0, 'constructor', name)
    if (typeof callback !== 'function') throw faults.notA('Function', 'constructor', name)
  }
  const tell = (name: string, observer: object, callback: Callback, entries: object[]): void =>
    void recorder.guard('event', name, callback, observer, [entries, observer])
  const rectOf = (target: PageNode): { width: number; height: number } =>
    (target.getBoundingClientRect as () => { width: number; height: number })()

  /** Looks at its targets after every frame, and tells what is new. Frames are only watched once there is one. */
  const watcher = (name: string, look: (target: PageNode) => { state: string; entry: object }) => {
    const all: Watcher[] = []
    class Watcher {
      readonly callback: Callback
      readonly seen = new Map<PageNode, string>()

      constructor(callback?: Callback) {
        needCallback(name, arguments.length, callback)
        this.callback = callback!
      }

      observe(target: PageNode): void {
        if (!(target instanceof (global.Element as new () => object))) throw faults.notA('Element', 'observe', name)
        if (all.length === 0) clock.afterFrames(() => all.forEach((one) => one.check()))
        if (!all.includes(this)) all.push(this)
        this.seen.set(target, '')
      }

      unobserve(target: PageNode): void {
        this.seen.delete(target)
      }

      disconnect(): void {
        this.seen.clear()
      }

      takeRecords(): object[] {
        return []
      }

      check(): void {
        const entries: object[] = []
        for (const [target, before] of this.seen) {
          const { state, entry } = look(target)
          if (state !== before) entries.push(entry)
          this.seen.set(target, state)
        }
        if (entries.length > 0) tell(name, this, this.callback, entries)
      }
    }
    Object.defineProperty(Watcher, 'name', { value: name })
    return Watcher
  }
  const ResizeObserver = watcher('ResizeObserver', (target) => {
    const contentRect = rectOf(target)
    const box = [{ inlineSize: contentRect.width, blockSize: contentRect.height }]
    const entry = { target, contentRect, contentBoxSize: box, borderBoxSize: box, devicePixelContentBoxSize: box }
    return { state: `${contentRect.width} ${contentRect.height}`, entry }
  })
  const IntersectionObserver = watcher('IntersectionObserver', (target) => {
    const isIntersecting = target.isConnected === true
    const boundingClientRect = rectOf(target)
    const rects = { boundingClientRect, intersectionRect: boundingClientRect, rootBounds: null }
    const entry = { target, isIntersecting, intersectionRatio: isIntersecting ? 1 : 0, time: clock.now(), ...rects }
    return { state: String(isIntersecting), entry }
  })

  interface Wish {
    childList?: boolean
    attributes?: boolean
    characterData?: boolean
    subtree?: boolean
  }
  const observers: MutationObserver[] = []
  class MutationObserver {
    readonly #callback: Callback
    #wishes = new Map<PageNode, Wish>()
    #records: object[] = []

    constructor(callback?: Callback) {
      needCallback('MutationObserver', arguments.length, callback)
      this.#callback = callback!
    }

    observe(target: PageNode, wish: Wish = {}): void {
      if (!(target instanceof nodes.Node)) throw faults.notA('Node', 'observe', 'MutationObserver')
      if (!wish.childList && !wish.attributes && !wish.characterData) {
        const why = "The options object must set at least one of 'attributes', 'characterData', or 'childList' to true."
        throw faults.typeError('observe', 'MutationObserver', why)
      }
      if (observers.length === 0) {
        nodes.observe((node, type, change) => observers.forEach((one) => one.note(node, type, change)))
      }
      if (!observers.includes(this)) observers.push(this)
      this.#wishes.set(target, wish)
    }

    note(node: PageNode, type: string, change: object): void {
      for (const [target, wish] of this.#wishes) {
        const isNear = node === target || (wish.subtree && (target.contains as (node: unknown) => boolean)(node))
        if (!isNear || !(type === 'childList' ? wish.childList : wish.attributes)) continue
        this.#records.push({ type, target: node, addedNodes: [], removedNodes: [], attributeName: null, ...change })
        if (this.#records.length === 1) kit.soon(() => this.#tell())
        return
      }
    }

    #tell(): void {
      const records = this.takeRecords()
      if (records.length > 0) tell('MutationObserver', this, this.#callback, records)
    }

    takeRecords(): object[] {
      return this.#records.splice(0)
    }

    disconnect(): void {
      this.#wishes.clear()
      this.#records = []
    }
  }
  Object.assign(global, { ResizeObserver, IntersectionObserver, MutationObserver })
}
