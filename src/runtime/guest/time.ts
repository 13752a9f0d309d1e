import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal, Kit } from './kit.ts'

/** Dates, performance and chance: all that could differ from one run to the next follows the virtual clock. */
export function installTime(global: GuestGlobal, kit: Kit, faults: Faults, clock: Clock, events: Events): void {
  /** 2023-11-14T22:13:20Z: any fixed moment will do. */
  const EPOCH = 1_700_000_000_000
  const wallClock = () => EPOCH + kit.floor(clock.now())

  const RealDate = Date
  // A subclass would answer `new Date().constructor` with the real one.
  const VirtualDate = function Date(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(wallClock()).toString()
    return Reflect.construct(RealDate, args.length === 0 ? [wallClock()] : args, new.target)
  }
  Object.defineProperty(VirtualDate, 'length', { value: 7 })
  for (const [name, value] of Object.entries({ parse: RealDate.parse, UTC: RealDate.UTC, now: wallClock })) {
    Object.defineProperty(VirtualDate, name, { value, writable: true, configurable: true })
  }
  VirtualDate.prototype = RealDate.prototype
  Object.defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true })
  global.Date = VirtualDate

  // Without a date these two ask the machine's clock.
  const formats = Intl.DateTimeFormat.prototype
  const { get: formatOf } = Object.getOwnPropertyDescriptor(formats, 'format')!
  Object.defineProperty(formats, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      const real = kit.apply(formatOf, this, []) as Intl.DateTimeFormat['format']
      return (date?: Date | number) => real(date ?? wallClock())
    },
  })
  const { formatToParts } = formats
  Object.defineProperty(formats, 'formatToParts', {
    configurable: true,
    writable: true,
    value: function (this: Intl.DateTimeFormat, date?: Date | number): unknown {
      return kit.apply(formatToParts, this, [date ?? wallClock()])
    },
  })

  class PerformanceEntry {
    readonly name: string
    readonly entryType: string
    readonly startTime: number
    readonly duration: number
    readonly detail: unknown

    constructor(name: string, entryType: string, startTime: number, duration: number, detail: unknown) {
      this.name = name
      this.entryType = entryType
      this.startTime = startTime
      this.duration = duration
      this.detail = detail
    }
  }
  class PerformanceMark extends PerformanceEntry {}
  class PerformanceMeasure extends PerformanceEntry {}
  const MAX_ENTRIES = 1000
  let entries: PerformanceEntry[] = []
  const keep = <T extends PerformanceEntry>(entry: T): T => {
    if (entries.length < MAX_ENTRIES) entries.push(entry)
    return entry
  }
  const moment = (mark: unknown, otherwise: number): number => {
    if (mark === undefined) return otherwise
    if (typeof mark === 'number') return mark
    const found = entries.findLast(({ name, entryType }) => entryType === 'mark' && name === String(mark))
    if (found !== undefined) return found.startTime
    throw faults.exception('SyntaxError', 'measure', 'Performance', `The mark '${String(mark)}' does not exist.`)
  }
  const clear = (type: string) => (name?: unknown) => {
    entries = entries.filter((entry) => entry.entryType !== type || (name !== undefined && entry.name !== name))
  }

  class Performance extends events.EventTarget {
    readonly timeOrigin = EPOCH
    readonly timing = { navigationStart: EPOCH, domLoading: EPOCH, loadEventEnd: EPOCH }
    readonly memory = { jsHeapSizeLimit: 4e9, totalJSHeapSize: 2e7, usedJSHeapSize: 1e7 }

    now(): number {
      return clock.now()
    }

    mark(name: unknown, options?: { startTime?: number; detail?: unknown }): PerformanceMark {
      const at = options?.startTime ?? clock.now()
      return keep(new PerformanceMark(String(name), 'mark', at, 0, options?.detail ?? null))
    }

    measure(name: unknown, first?: unknown, last?: unknown): PerformanceMeasure {
      const given = typeof first === 'object' && first !== null ? (first as { start?: unknown; end?: unknown }) : null
      const start = moment(given === null ? first : given.start, 0)
      const end = moment(given === null ? last : given.end, clock.now())
      return keep(new PerformanceMeasure(String(name), 'measure', start, end - start, null))
    }

    getEntries(): PerformanceEntry[] {
      return entries.slice()
    }

    getEntriesByName(name: unknown): PerformanceEntry[] {
      return entries.filter((entry) => entry.name === name)
    }

    getEntriesByType(type: unknown): PerformanceEntry[] {
      return entries.filter((entry) => entry.entryType === type)
    }
  }
  for (const [method, type] of [
    ['clearMarks', 'mark'],
    ['clearMeasures', 'measure'],
    ['clearResourceTimings', 'resource'],
  ]) {
    Object.defineProperty(Performance.prototype, method, { value: clear(type), writable: true, configurable: true })
  }
  faults.require(Performance.prototype, 'Performance', 'mark=1 measure=1')
  Object.assign(global, { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure })
  global.performance = new Performance()

  // mulberry32, Tommy Ettinger 2017 (public domain): 32 bits of state are plenty for a game.
  let state = 1
  Math.random = function random() {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
