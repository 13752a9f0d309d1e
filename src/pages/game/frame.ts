/** What runs in the frame of a game: the guard, what a sandboxed frame lacks, the engine, the program. */
import { installFaults } from '../../runtime/guest/faults.ts'
import { makeKit } from '../../runtime/guest/kit.ts'
import { installStorage } from '../../runtime/guest/storage.ts'
import { guardFrame } from './guard.ts'
import { playProgram } from './play.ts'

/** A game fills its frame, as it does a window; one that is larger is shown whole, in its own proportions. */
export const FRAME_STYLE = `html, body { margin: 0; height: 100%; overflow: hidden; background: #000; color: #fff }
canvas { max-width: 100vw; max-height: 100vh }`

/** Text of the one script that a frame begins with. It is the same for every game. */
export function frameScript(): string {
  return `(function () {
'use strict'
;(${guardFrame})()
const stores = {}
;(${installStorage})(stores, (${installFaults})({}, (${makeKit})()))
;(${playProgram})(stores)
})()`
}
