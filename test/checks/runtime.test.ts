import t from 'tap'
import { runtimeIssues, runtimeMeta } from '../../src/checks/runtime.ts'
import type { Observed, ObservedScene } from '../../src/runtime/observed.ts'
import type { RuntimeReport } from '../../src/runtime/supervisor.ts'
import { QUIET } from '../helpers/observed.ts'

const scene: ObservedScene = {
  key: 'main',
  status: 'running',
  created: true,
  updates: 9,
  defines: ['create', 'update'],
}
const observed: Observed = { ...QUIET, scenes: [scene] }
const seen = (more: Partial<Observed>): RuntimeReport => ({
  observed: { ...observed, ...more },
  stopped: null,
  importStripped: false,
  cacheable: true,
})
const stopped = (code: 'hang' | 'memory' | 'crash' | 'host-overload'): RuntimeReport => ({
  observed: null,
  stopped: { code, message: 'stopped', at: 'frame 3' },
  importStripped: false,
  cacheable: code !== 'host-overload',
})
const error = { phase: 'create', message: 'TypeError: no', frame: 1, line: 7, column: 3 }

const table: [name: string, report: RuntimeReport, codes: string[]][] = [
  ['a game that runs', seen({}), []],
  [
    'a scene that waits for its turn',
    seen({ scenes: [scene, { ...scene, status: 'pending', created: false, updates: 0 }] }),
    [],
  ],
  ['a scene without update()', seen({ scenes: [{ ...scene, updates: 0, defines: ['create'] }] }), []],
  ['a scene that ended', seen({ scenes: [{ ...scene, status: 'shutdown' }] }), []],
  ['an error', seen({ errors: [error] }), ['runtime-error']],
  ['an error hides what did not happen because of it', seen({ errors: [error], scenes: [] }), ['runtime-error']],
  ['a syntax error', seen({ errors: [{ ...error, phase: 'compile' }], games: 0 }), ['compile-error']],
  ['a rejection', seen({ errors: [{ ...error, phase: 'promise' }] }), ['promise-rejection']],
  ['a load', seen({ loads: ['xhr a.png'] }), ['external-load']],
  ['a missing texture', seen({ missingTextures: ['hero'] }), ['missing-texture']],
  ['no game', seen({ games: 0, booted: false, scenes: [] }), ['no-game']],
  ['no boot', seen({ booted: false, scenes: [] }), ['boot-failed']],
  ['no scene', seen({ scenes: [] }), ['scene-not-running']],
  [
    'a scene that loads for ever',
    seen({ scenes: [{ ...scene, status: 'loading', created: false }] }),
    ['scene-not-running'],
  ],
  ['one of two', seen({ scenes: [scene, { ...scene, status: 'loading', created: false }] }), ['create-not-run']],
  ['a frozen scene', seen({ scenes: [{ ...scene, updates: 0 }] }), ['update-not-run']],
  ['an import', { ...seen({}), importStripped: true }, ['engine-import']],
  ['a hang', stopped('hang'), ['hang']],
  ['too much memory', stopped('memory'), ['memory']],
  ['a crash', stopped('crash'), ['crash']],
  ['a slow machine', stopped('host-overload'), ['host-overload']],
]

t.test('the issues of a run', async (t) => {
  for (const [name, report, codes] of table) {
    const issues = runtimeIssues(report)
    t.strictSame(
      issues.map(({ code }) => code),
      codes,
      name,
    )
    for (const code of codes) t.ok(runtimeMeta.codes[code], `${code} is documented`)
  }
})

t.test('an issue names phase, frame and place', async (t) => {
  t.match(runtimeIssues(seen({ errors: [error] })), [
    { severity: 'error', phase: 'create', frame: 1, line: 7, column: 3 },
  ])
  t.match(runtimeIssues({ ...seen({}), importStripped: true }), [{ severity: 'warning' }], 'an import is no fault')
})
