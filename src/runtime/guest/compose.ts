import { installAudio } from './audio.ts'
import { installCanvas } from './canvas.ts'
import { installClock } from './clock.ts'
import { installDom } from './dom.ts'
import { makeDriver } from './driver.ts'
import { installElements } from './elements.ts'
import { installEvents } from './events.ts'
import { makeKit } from './kit.ts'
import { installNodes } from './nodes.ts'
import { installNetwork } from './network.ts'
import { installPage } from './page.ts'
import { makeRecorder } from './recorder.ts'
import { makeSelectors } from './selectors.ts'
import { WEBGL_COMMANDS, WEBGL_CONSTANTS, WEBGL_MAKERS } from './webgl-names.ts'
import { installWebgl } from './webgl.ts'

/** File name under which a program is compiled: marks its lines in a stack. */
export const PROGRAM_FILE = 'program.js'

/**
 * Text of a script that evaluates to `(webgl: boolean) => Realm`: it makes the realm a browser page.
 * Needs no global of its own, so a program finds nothing of it.
 */
export function browserScript(): string {
  const text = JSON.stringify
  return `(function () {
'use strict'
const global = globalThis
return (webgl) => {
  const kit = (${makeKit})()
  const recorder = (${makeRecorder})(kit, ${text(PROGRAM_FILE)})
  const clock = (${installClock})(global, kit, recorder)
  const events = (${installEvents})(global, kit, recorder, clock)
  ;(${installPage})(global, recorder)
  const canvas = (${installCanvas})(global)
  const Node = (${installNodes})(global, events)
  const dom = (${installDom})(global, events, Node, (${makeSelectors})())
  const gl = webgl
    ? (${installWebgl})(global, ${text(WEBGL_CONSTANTS)}, ${text(WEBGL_COMMANDS)}, ${text(WEBGL_MAKERS)})
    : null
  ;(${installNetwork})(global, recorder, clock, events)
  ;(${installElements})(global, recorder, clock, events, dom, canvas, gl)
  ;(${installAudio})(global, clock)
  return { global, kit, recorder, clock, events, dom, webgl }
}
})()`
}

/** Text of a script that evaluates to `(realm) => Driver`; `hooks` is the domain's text of `(realm) => EngineHooks`. */
export function driverScript(hooks: string): string {
  return `(function () {
'use strict'
return (realm) => (${makeDriver})(realm, (${hooks})(realm))
})()`
}
