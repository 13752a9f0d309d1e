import type { Clock } from './clock.ts'
import type { Dom } from './document.ts'
import type { Events } from './events.ts'
import type { GuestGlobal, Kit } from './kit.ts'
import type { Recorder } from './recorder.ts'

/** What the stub browser gives to the engine's driver. */
export interface Realm {
  readonly global: GuestGlobal
  readonly kit: Kit
  readonly recorder: Recorder
  readonly clock: Clock
  readonly events: Events
  readonly dom: Dom
  /** True when the page has WebGL (which draws nothing). */
  readonly webgl: boolean
}

/** What a domain's guest code gives back: it knows the engine, the driver does not. */
export interface EngineHooks {
  /** One frame's worth of scripted input; false when the script is over. */
  input(step: number): boolean
  /** Called after every frame. */
  sample(): void
  /** Whether a run with errors may go better with WebGL. */
  wantsWebgl(): boolean
  /** The engine's part of the report, without prototypes. */
  seen(): Record<string, unknown>
}

/**
 * The functions the host calls. They take and give strings, numbers and booleans, except for what the program
 * itself threw: the host hands that back unseen.
 */
export interface Driver {
  fail(phase: string, message: string, line: number, column: number): void
  thrown(phase: string, error: unknown): void
  /** The script has run: the page is complete. */
  opened(): void
  /** Goes on with a frame; true while callbacks are left in it, between which the host lets microtasks run. */
  frame(): boolean
  input(step: number): boolean
  errors(): number
  wantsWebgl(): boolean
  /** JSON of the observations. */
  report(): string
}

/** The functions with which the host drives a page and the engine in it. */
export function makeDriver(realm: Realm, hooks: EngineHooks): Driver {
  const { global, kit, recorder, clock, events, dom } = realm
  return {
    fail: recorder.fail,
    thrown: recorder.thrown,
    opened: () => {
      recorder.relabel('load')
      dom.document.readyState = 'interactive'
      events.send(dom.document, 'Event', 'readystatechange')
      events.send(dom.document, 'Event', 'DOMContentLoaded', { bubbles: true })
      dom.document.readyState = 'complete'
      events.send(dom.document, 'Event', 'readystatechange')
      events.send(global, 'Event', 'load')
      recorder.relabel('update')
    },
    frame: () => {
      if (clock.step()) return true
      recorder.quietly(hooks.sample)
      return false
    },
    input: (step) => {
      let more = false
      recorder.guard('event', 'input', () => (more = hooks.input(step)), undefined, [])
      return more
    },
    errors: recorder.errors,
    wantsWebgl: hooks.wantsWebgl,
    report: () => {
      const report = hooks.seen()
      const seen = recorder.seen()
      report.errors = seen.errors
      report.console = seen.console
      report.loads = seen.loads
      report.frames = seen.frames
      return kit.json(report)
    },
  }
}
