import type { Driver } from '../guest/driver.ts'
import type { GuestGlobal, Kit } from '../guest/kit.ts'
import type { Recorder } from '../guest/recorder.ts'

/** What the player needs of the page, and whom it tells. */
export interface Stage {
  readonly global: GuestGlobal
  readonly kit: Kit
  readonly recorder: Recorder
  readonly pending: () => number
  /** Milliseconds of real time. */
  readonly later: (fn: () => void, ms: number) => void
  /** Says something to the host. */
  readonly say: (message: string) => void
}

interface Port {
  addEventListener(type: 'message', fn: () => void): void
  start(): void
  postMessage(message: unknown): void
}

export interface Player {
  /** Plays a program that has loaded. Says `at …` after each step when traced, and `report …` at the end. */
  play(): void
  /** Reports a program that does not compile. */
  refuse(message: string, line: number): void
}

/**
 * Frames, scripted input, frames. Between two frames the browser gets its turn, until nothing that the page waits for
 * is left.
 */
export function makePlayer(stage: Stage, driver: Driver, frames: number, trace: boolean): Player {
  const { global, kit, recorder, pending, later, say } = stage
  /** Input scripts end by themselves; this only bounds a domain's mistake. */
  const MAX_INPUT_STEPS = 1000
  /** Real milliseconds between two looks at what the page waits for. */
  const LOOK_MS = 2
  const { port1, port2 } = new (global.MessageChannel as new () => { port1: Port; port2: Port })()
  const { postMessage } = port2
  let next: () => void = () => undefined
  let left = frames
  let count = 0
  let step = 0
  let isInputOver = false
  /** The step that is under way, or ''. */
  let running = ''

  port1.addEventListener('message', () => next())
  port1.start()
  const soon = (fn: () => void): void => {
    next = fn
    kit.apply(postMessage, port2, [0])
  }
  const tell = (what: string): void => {
    if (trace) say('at ' + what + ' ' + count++)
  }
  /** Begins the next step of the script: its name, or '' when the script is over. */
  const begin = (): string => {
    if (left === 0 && !isInputOver) {
      if (step < MAX_INPUT_STEPS && driver.input(step) === true) {
        step++
        return 'input'
      }
      isInputOver = true
      left = frames
    }
    if (left === 0) return ''
    left--
    return 'frame'
  }
  /** Goes on with the script by one callback of the page; false when it is over. */
  const advance = (): boolean => {
    if (running === '') running = begin()
    if (running === '') return false
    if (driver.frame()) return true
    tell(running)
    running = ''
    return true
  }

  const report = (): void => {
    let text = ''
    recorder.quietly(() => (text = driver.report()))
    say('report ' + text)
  }
  const proceed = (): void => {
    if (running === '' && pending() > 0) return later(proceed, LOOK_MS)
    recorder.relabel('update')
    let more = false
    try {
      more = advance()
    } catch (error) {
      // The program broke the page so badly that the driver itself threw.
      driver.thrown('page', error)
    }
    if (!more) report()
    // Between two callbacks of a frame there are microtasks, and no more.
    else if (running === '') settle()
    else soon(proceed)
  }
  // Two turns: the browser tells of rejected promises in a task that it queues after the first.
  const settle = (): void => {
    recorder.relabel('load')
    soon(() => soon(proceed))
  }
  return {
    play: settle,
    refuse: (message, line) => {
      driver.fail('compile', message, line, 0)
      report()
    },
  }
}
