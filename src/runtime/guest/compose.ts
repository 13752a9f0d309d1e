import { installAudio } from './audio.ts'
import { installAudioNodes } from './audio-nodes.ts'
import { installCanvas } from './canvas.ts'
import { installCanvasData } from './canvas-data.ts'
import { installCanvasPaths } from './canvas-paths.ts'
import { installCanvasText } from './canvas-text.ts'
import { installClock } from './clock.ts'
import { installConsole } from './console.ts'
import { installCloning } from './cloning.ts'
import { makeColours } from './colours.ts'
import { installDocument } from './document.ts'
import { makeDriver } from './driver.ts'
import { installElement } from './element.ts'
import { installElements } from './elements.ts'
import { installEncoding } from './encoding.ts'
import { installEventTargets } from './event-targets.ts'
import { installEvents } from './events.ts'
import { installFaults } from './faults.ts'
import { installFiles } from './files.ts'
import { installForms } from './forms.ts'
import { makeHtml } from './html.ts'
import { makeKit } from './kit.ts'
import { makeLazily } from './lazily.ts'
import { installMedia } from './media.ts'
import { installMessages } from './messages.ts'
import { installNetwork } from './network.ts'
import { installNodes } from './nodes.ts'
import { installObservers } from './observers.ts'
import { installPage } from './page.ts'
import { installParentNode } from './parent-node.ts'
import { makePictures } from './pictures.ts'
import { makeRecorder } from './recorder.ts'
import { makeSelectors } from './selectors.ts'
import { installStorage } from './storage.ts'
import { installStyle } from './style.ts'
import { makeTags } from './tags.ts'
import { installTime } from './time.ts'
import { makeTimers } from './timers.ts'
import { installTokenList } from './token-list.ts'
import { installUrl } from './url.ts'
import { installWindow } from './window.ts'
import { WEBGL_COMMANDS, WEBGL_CONSTANTS, WEBGL_MAKERS } from './webgl-names.ts'
import { installWebgl } from './webgl.ts'

/** File name under which a program is compiled: marks its lines in a stack. */
export const PROGRAM_FILE = 'program.js'

/** Globals that are made when they are wanted. */
const AUDIO = 'BaseAudioContext AudioContext OfflineAudioContext AudioParam AudioNode AudioScheduledSourceNode AudioBuffer'
const WINDOW =
  'history crypto speechSynthesis matchMedia getSelection CSS MediaQueryList Notification SpeechSynthesisUtterance FontFace'
const FORM_TAGS =
  'input=HTMLInputElement button=HTMLButtonElement textarea=HTMLTextAreaElement select=HTMLSelectElement ' +
  'option=HTMLOptionElement form=HTMLFormElement =Option'

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
  const lazily = (${makeLazily})(global, kit)
  const recorder = (${makeRecorder})(kit, ${text(PROGRAM_FILE)})
  const faults = (${installFaults})(global, kit)
  const clock = (${installClock})(global, kit, recorder, faults, (${makeTimers})(kit))
  const targets = (${installEventTargets})(global, kit, recorder, faults)
  const events = (${installEvents})(global, kit, faults, clock, targets, lazily)
  ;(${installTime})(global, kit, faults, clock, events)

  const nodes = (${installNodes})(global, faults, events)
  const tags = (${makeTags})(global, lazily)
  const selectors = (${makeSelectors})()
  const html = (${makeHtml})(tags.create, nodes.text)
  const Style = (${installStyle})(global)
  const Tokens = (${installTokenList})(global, faults)
  const Parent = (${installParentNode})(faults, nodes, selectors, html)
  const HTMLElement = (${installElement})(global, faults, events, nodes, Parent, Style, Tokens, tags, html)
  const dom = (${installDocument})(global, faults, events, nodes, selectors, HTMLElement, tags, html)

  const encoding = (${installEncoding})(global, faults)
  const files = lazily('Blob File FileReader FormData', () =>
    (${installFiles})(global, faults, encoding, clock, events))
  const pictures = (${makePictures})(encoding, files)
  const colours = (${makeColours})()
  const data = (${installCanvasData})(global, faults, colours)
  const calls = (${installCanvasPaths})(faults, data, pictures.TYPES)
  const canvas = (${installCanvas})(global, faults, colours, data, (${installCanvasText})(global), calls)
  const gl = webgl
    ? (${installWebgl})(global, ${text(WEBGL_CONSTANTS)}, ${text(WEBGL_COMMANDS)}, ${text(WEBGL_MAKERS)})
    : null
  ;(${installElements})(global, recorder, faults, clock, events, HTMLElement, tags, pictures, canvas, gl)
  ;(${installConsole})(global, recorder)
  ;(${installPage})(global, recorder, faults, events)

  const audioNodes = () => (${installAudioNodes})(global, faults, clock, events, lazily)
  lazily(${text(AUDIO)}, () => (${installAudio})(global, faults, encoding, clock, events, audioNodes()))
  tags.later(${text(FORM_TAGS)}, () => (${installForms})(global, events, HTMLElement, tags))
  tags.later('audio=HTMLAudioElement video=HTMLVideoElement =HTMLMediaElement =Audio', () =>
    (${installMedia})(global, recorder, faults, clock, events, HTMLElement, tags))
  lazily('ResizeObserver IntersectionObserver MutationObserver', () =>
    (${installObservers})(global, kit, recorder, faults, clock, nodes))
  lazily('URL URLSearchParams webkitURL', () => (${installUrl})(global, faults, files()))
  lazily('Worker XMLHttpRequest WebSocket Headers Response Request fetch', () =>
    (${installNetwork})(global, recorder, faults, encoding, files(), clock, events))
  lazily('Storage localStorage sessionStorage', () => (${installStorage})(global, faults))
  const clone = lazily('structuredClone', () => (${installCloning})(global, faults))
  lazily('postMessage MessagePort MessageChannel BroadcastChannel AbortSignal AbortController', () =>
    (${installMessages})(global, faults, clock, events, clone()))
  lazily(${text(WINDOW)}, () => (${installWindow})(global, faults, events, clone()))
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
