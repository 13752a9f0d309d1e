import type { GuestGlobal } from './kit.ts'
import type { Recorder } from './recorder.ts'

/** The console: what a program says goes into its report. */
export function installConsole(global: GuestGlobal, recorder: Recorder): void {
  const nothing = () => undefined
  const log =
    (level: string) =>
    (...args: unknown[]) =>
      recorder.log(level, args)
  global.console = {
    log: log('log'),
    info: log('info'),
    debug: log('debug'),
    warn: log('warn'),
    error: log('error'),
    trace: log('log'),
    table: log('log'),
    dir: log('log'),
    group: log('log'),
    groupCollapsed: log('log'),
    assert: (holds: unknown, ...args: unknown[]) => (holds ? undefined : recorder.log('error', args)),
  }
  for (const name of 'groupEnd time timeEnd timeLog timeStamp profile profileEnd count countReset clear'.split(' ')) {
    ;(global.console as Record<string, unknown>)[name] = nothing
  }
}
