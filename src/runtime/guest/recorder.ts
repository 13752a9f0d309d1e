import type { Kit } from './kit.ts'

/** Writes down what goes wrong and where in the life of the program it does. */
export interface Recorder {
  /** Runs `fn`; an error is recorded under the innermost phase it was thrown in, and goes no further. */
  guard(phase: string, detail: string, fn: unknown, self: unknown, args: ArrayLike<unknown>): unknown
  /** Runs `fn`; an error passes through, remembered with this phase unless an inner one claimed it. */
  label(phase: string, detail: string, fn: unknown, self: unknown, args: ArrayLike<unknown>): unknown
  /** Runs `fn` of our own with errors ignored: what it reads may be a getter of the program. */
  quietly(fn: () => void): void
  thrown(phase: string, error: unknown): void
  fail(phase: string, message: string, line: number, column: number): void
  relabel(phase: string): void
  phase(): string
  frame(): number
  nextFrame(): void
  log(level: string, args: ArrayLike<unknown>): void
  load(kind: string, url: unknown): void
  errors(): number
  /** The recorder's part of the report. */
  seen(): { errors: object[]; console: object[]; loads: string[]; frames: number }
}

/** `source` is the file name under which the program was compiled: it marks its lines in a stack. */
export function makeRecorder(kit: Kit, source: string): Recorder {
  const MAX_ERRORS = 20
  const MAX_LINES = 30
  const MAX_LOADS = 50
  /** Characters of a message that are looked at. */
  const MAX_TEXT = 1_000_000
  const errors = kit.list<object>()
  const consoleLines = kit.list<object>()
  const loads = kit.list<string>()
  const known = kit.map<string, boolean>()
  let phase = 'toplevel'
  let detail = ''
  let frame = 0
  /** The error that is on its way up, and where it was thrown. */
  let blamed: { error: unknown; phase: string; detail: string } | null = null

  const digits = (text: string, from: number): { value: number; end: number } => {
    let value = 0
    let end = from
    for (; end < text.length && end < from + 7; end++) {
      const digit = kit.indexOf('0123456789', text[end], 0)
      if (digit < 0) break
      value = value * 10 + digit
    }
    return { value, end }
  }

  // The first frame of the stack that lies in the program: "at create (program.js:12:7)".
  const position = (stack: string): { line: number; column: number } => {
    const frames = kit.indexOf(stack, '\n    at ', 0)
    const at = frames < 0 ? -1 : kit.indexOf(stack, source + ':', frames)
    if (at < 0) return { line: 0, column: 0 }
    const line = digits(stack, at + source.length + 1)
    return { line: line.value, column: stack[line.end] === ':' ? digits(stack, line.end + 1).value : 0 }
  }

  const describe = (error: unknown): { message: string; stack: string } => {
    const told = { message: '', stack: '' }
    try {
      if (typeof error === 'object' && error !== null && 'message' in error) {
        const { name, message, stack } = error as { name?: unknown; message: unknown; stack?: unknown }
        const said = kit.text(message, MAX_TEXT)
        told.message = kit.text(name ?? 'Error', 60) + ': ' + kit.slice(said, 0, 300)
        const whole = kit.text(stack ?? '', 2 * MAX_TEXT)
        // The stack repeats the message, which may be made to look like a place.
        const head = kit.indexOf(whole, said, 0)
        told.stack = kit.slice(whole, head < 0 ? 0 : head + said.length, 2 * MAX_TEXT)
      } else {
        told.message = kit.text(error, 300)
      }
    } catch {
      told.message = told.message || 'unprintable'
    }
    return told
  }

  const note = (phase: string, detail: string, message: string, line: number, column: number): void => {
    // An error that comes back every frame is one error.
    const key = phase + '\n' + message + '\n' + line
    if (errors.length >= MAX_ERRORS || known.get(key)) return
    known.set(key, true)
    kit.add(errors, {
      __proto__: null,
      phase,
      ...(detail === '' ? null : { detail }),
      message,
      frame,
      ...(line === 0 ? null : { line, column }),
    })
  }

  const thrown = (outer: string, error: unknown): void => {
    const place = blamed !== null && blamed.error === error ? blamed : { phase: outer, detail: '' }
    blamed = null
    const { message, stack } = describe(error)
    const { line, column } = position(stack)
    note(place.phase, place.detail, message, line, column)
  }

  const label: Recorder['label'] = (inner, innerDetail, fn, self, args) => {
    const outer = phase
    const outerDetail = detail
    phase = inner
    detail = innerDetail
    try {
      return kit.apply(fn, self, args)
    } catch (error) {
      if (blamed === null || blamed.error !== error) blamed = { error, phase, detail }
      throw error
    } finally {
      phase = outer
      detail = outerDetail
    }
  }

  return {
    label,
    guard: (phase, detail, fn, self, args) => {
      try {
        return label(phase, detail, fn, self, args)
      } catch (error) {
        thrown(phase, error)
        return undefined
      }
    },
    quietly: (fn) => {
      try {
        fn()
      } catch {
        // A getter of the program threw: there is nothing to see then.
      }
    },
    thrown,
    fail: (phase, message, line, column) => note(phase, '', kit.text(message, 300), line, column),
    relabel: (next) => {
      phase = next
    },
    phase: () => phase,
    frame: () => frame,
    nextFrame: () => {
      frame++
    },
    log: (level, args) => {
      if (consoleLines.length >= MAX_LINES) return
      let message = ''
      for (let i = 0; i < args.length && i < 6; i++) message += (i > 0 ? ' ' : '') + kit.text(args[i], 200)
      kit.add(consoleLines, { __proto__: null, level, message: kit.slice(message, 0, 200), frame })
    },
    load: (kind, url) => {
      const load = kit.slice(kind + ' ' + kit.text(url, 200), 0, 200)
      // A load that is tried again is one load.
      if (loads.length >= MAX_LOADS || known.get(load)) return
      known.set(load, true)
      kit.add(loads, load)
    },
    errors: () => errors.length,
    seen: () => ({ errors, console: consoleLines, loads, frames: frame }),
  }
}
