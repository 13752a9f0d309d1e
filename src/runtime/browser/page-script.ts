import { installClock } from '../guest/clock.ts'
import { PROGRAM_FILE, driverScript } from '../guest/compose.ts'
import { installConsole } from '../guest/console.ts'
import { installFaults } from '../guest/faults.ts'
import { makeKit } from '../guest/kit.ts'
import { makeRecorder } from '../guest/recorder.ts'
import { installTime } from '../guest/time.ts'
import { makeTimers } from '../guest/timers.ts'
import { installPageEvents } from './page-events.ts'
import { installPageGlobals } from './page-globals.ts'
import { installPending } from './pending.ts'
import { makePlayer } from './player.ts'

/**
 * Text of a script that evaluates to `(makeDriver) => Player` in a page that is still loading. The page stays as real
 * as it is; only time, chance and what is said to people are ours, by the same code as in the stub browser. `binding`
 * names the function through which the page talks to the host: it is taken away before the program can see it.
 */
function pageScript(binding: string): string {
  const text = JSON.stringify
  return `(function () {
'use strict'
const global = globalThis
const tell = global[${text(binding)}]
delete global[${text(binding)}]
const realSetTimeout = global.setTimeout
const kit = (${makeKit})()
const recorder = (${makeRecorder})(kit, ${text(PROGRAM_FILE)})
const pending = (${installPending})(global, kit)
const events = (${installPageEvents})(global, kit, recorder)
// On an object of its own: the page keeps its DOMException.
const faults = (${installFaults})({}, kit)
const clock = (${installClock})(global, kit, recorder, faults, (${makeTimers})(kit))
;(${installTime})(global, kit, faults, clock, global)
;(${installPageGlobals})(global, kit, clock)
;(${installConsole})(global, recorder)
const { document } = global
const say = (message) => kit.apply(tell, global, [message])
const later = (fn, ms) => kit.apply(realSetTimeout, global, [fn, ms])
say('ready')
return (makeDriver, frames, trace) => {
  const dom = { document, body: document.body }
  const driver = makeDriver({ global, kit, recorder, clock, events, dom, webgl: true })
  document.addEventListener('readystatechange', () => {
    recorder.relabel('load')
    if (trace) say('at page load')
    // A turn later, the load event has been. (A program that leaves, or stops the page, keeps it from ever coming.)
    if (document.readyState === 'complete') later(() => say('loaded'), 0)
  })
  const stage = { global, kit, recorder, pending, later, say }
  return (${makePlayer})(stage, driver, frames, trace)
}
})()`
}

/** What a program's page is made of, in the order in which it is evaluated. */
export interface PageScripts {
  readonly page: (binding: string) => string
  readonly engine: string
  /** Evaluates to `(realm) => Driver`. */
  readonly driver: string
}

/** The scripts for an engine (its text) and its driver (see `Guest.driver`). */
export function pageScripts(engine: string, hooks: string): PageScripts {
  return { page: pageScript, engine, driver: driverScript(hooks) }
}
