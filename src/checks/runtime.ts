/** L3: what a run in the engine says of a program. */
import type { Observed, ObservedError, ObservedScene } from '../runtime/observed.ts'
import type { RuntimeReport } from '../runtime/supervisor.ts'
import type { CheckIssue, CheckMeta } from './check.ts'

export const runtimeMeta: CheckMeta = {
  description: 'boots, its scene runs, create and update are seen to run, and frames and input pass without an error',
  codes: {
    'compile-error': 'the program is no script',
    'runtime-error': 'an uncaught error; the phase says where',
    'promise-rejection': 'a promise was rejected and nobody handled it',
    'no-game': 'no game was made',
    'boot-failed': 'a game was made and did not boot',
    'scene-not-running': 'no scene reached its running state',
    'create-not-run': 'a started scene has a create() that never ran to its end',
    'update-not-run': 'a running scene has an update() that never ran',
    'external-load': 'the program loads something from outside',
    'missing-texture': 'a texture is used that does not exist',
    'engine-import': 'the import of the engine was taken out: a page has the engine as a global',
    hang: 'the program did not end within its CPU time',
    memory: 'the program used too much memory',
    crash: 'the program ended the process it ran in',
    'host-overload': 'the machine gave the program too little time; says nothing of the program',
  },
  reads: [],
}

const issue = (code: string, message: string, more: Partial<CheckIssue> = {}): CheckIssue => ({
  code,
  severity: 'error',
  message,
  ...more,
})

const PHASE_CODES: Record<string, string> = { compile: 'compile-error', promise: 'promise-rejection' }

function errorIssue({ phase, detail, message, frame, line, column }: ObservedError): CheckIssue {
  const place = detail === undefined ? phase : `${phase}: ${detail}`
  return issue(PHASE_CODES[phase] ?? 'runtime-error', `${message} (${place})`, {
    phase,
    frame,
    ...(line === undefined ? {} : { line, column: column ?? null }),
  })
}

const STARTED = new Set(['start', 'loading', 'creating', 'running', 'paused', 'sleeping'])

function sceneIssues(scenes: readonly ObservedScene[]): CheckIssue[] {
  if (!scenes.some(({ created }) => created)) {
    const states = scenes.map(({ key, status }) => `${key}: ${status}`).join(', ') || 'there is none'
    return [issue('scene-not-running', `no scene reached its running state (${states})`)]
  }
  return scenes.flatMap(({ key, status, created, updates, defines }) => {
    if (STARTED.has(status) && !created && defines.includes('create')) {
      return [issue('create-not-run', `create() of scene ${key} did not run to its end`, { phase: 'create' })]
    }
    const silent = status === 'running' && updates === 0 && defines.includes('update')
    return silent ? [issue('update-not-run', `update() of scene ${key} never ran`, { phase: 'update' })] : []
  })
}

/** The issues of a run; a pure function of its report. The program passes L3 when none is an error. */
export function runtimeIssues({ observed, stopped, importStripped }: RuntimeReport): CheckIssue[] {
  const imported = importStripped ? [issue('engine-import', IMPORTED, { severity: 'warning' })] : []
  if (stopped !== null) {
    const where = stopped.at === '' ? '' : ` (${stopped.at})`
    return [...imported, issue(stopped.code, stopped.message + where)]
  }
  return [...imported, ...(observed === null ? [issue('crash', 'nothing was observed')] : observedIssues(observed))]
}

const IMPORTED = 'import of the engine taken out: a page has it as a global'

/** The issues of a run that reached its end. */
export function observedIssues({ errors, games, booted, scenes, loads, missingTextures }: Observed): CheckIssue[] {
  const issues = [
    ...errors.map(errorIssue),
    ...loads.map((load) => issue('external-load', `loads from outside: ${load}`, { phase: 'load' })),
    ...missingTextures.map((key) => issue('missing-texture', `there is no texture '${key}'`, { symbol: key })),
  ]
  // What never happened is worth saying only when no error says why.
  if (issues.length > 0) return issues
  if (games === 0) return [issue('no-game', 'no game was made')]
  if (!booted) return [issue('boot-failed', 'the game did not boot')]
  return sceneIssues(scenes)
}
