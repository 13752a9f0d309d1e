import t, { type Test } from 'tap'
import { runtimeIssues } from '../../src/checks/runtime.ts'
import type { Issue } from '../../src/record.ts'
import { probe, probes, supervisor, type Expectation, type Probe } from './helpers.ts'

/** CPU seconds for programs that never end: enough for any that does to get there. */
const SHORT = 0.3

/** What is thrown outside the program's own lines (by JSON.parse of a reply, by text of a timer) has no line. */
const matches = (issue: Issue, { codes, phase, line, message }: Expectation): boolean =>
  codes.includes(issue.code) &&
  (phase === undefined || issue.phase === phase) &&
  (line === undefined || issue.line === line || (message !== undefined && issue.line === undefined)) &&
  (message === undefined || issue.message.includes(message))

function check(t: Test, { name, expected }: Probe, issues: Issue[]): void {
  const shown = issues.map(({ code, phase, line, message }) => `${code} ${phase} ${line}: ${message.slice(0, 100)}`)
  for (const one of expected)
    t.ok(
      issues.some((issue) => matches(issue, one)),
      `${name}: ${JSON.stringify(one)}`,
      { shown },
    )
  const others = issues.filter(
    ({ code, severity }) => severity === 'error' && !expected.some(({ codes }) => codes.includes(code)),
  )
  t.strictSame(others, [], `${name}: nothing else`)
}

/** Clean programs run on the canvas, unless they are about what only WebGL can do. */
const needsWebgl = ({ name }: Probe): boolean => /clean\/(webgl-only|post-fx|shader)\.js/.test(name)

t.test('clean programs pass, broken ones fail where they break, hostile ones harm nobody', async (t) => {
  const patient = await supervisor()
  const strict = await supervisor({ checkTimeout: SHORT })
  t.teardown(() => Promise.all([patient.close(), strict.close()]))

  const control = await patient.run(probe('clean/input'))
  for (const one of [...probes('clean'), ...probes('broken'), ...probes('hostile')]) {
    const ends = !one.expected.some(({ codes }) => codes.includes('hang'))
    const report = await (ends ? patient : strict).run(one.code)
    check(t, one, runtimeIssues(report) as Issue[])
    if (one.signals !== undefined) t.equal(report.observed?.signals, one.signals, `${one.name}: signals`)
    if (one.name.startsWith('clean/'))
      t.equal(report.observed?.renderer, needsWebgl(one) ? 'webgl' : 'canvas', `${one.name}: renderer`)
    t.equal(report.cacheable, true, `${one.name}: the program decided`)
  }
  t.strictSame(await patient.run(probe('clean/input')), control, 'the programs between changed nothing')
})

t.test('a program that looks for a way out finds none', async (t) => {
  const runner = await supervisor()
  t.teardown(() => runner.close())
  for (const name of ['hostile/escape', 'hostile/escape-calls']) {
    t.equal((await runner.run(probe(name))).observed?.signals, '"contained"', name)
  }
})

t.test('a fresh child gives the same report as a used one', async (t) => {
  const names = ['clean/input', 'clean/matter', 'clean/page-globals', 'clean/scenes', 'broken/physics']
  const reports = async () => {
    const runner = await supervisor()
    const all = []
    for (const name of names) all.push(await runner.run(probe(name)))
    await runner.close()
    return all
  }
  t.strictSame(await reports(), await reports())
})

t.test('scripted input reaches buttons in containers, draggables, keys and the wheel', async (t) => {
  const runner = await supervisor()
  t.teardown(() => runner.close())
  const { observed } = await runner.run(probe('clean/input'))
  // On the button once, then on the chip; once more on the button with the right button, and twice at once.
  const clicks = ['over', 'down', 'up', 'dragged', 'over', 'down', 'up', 'down', 'up', 'down', 'up']
  t.strictSame(JSON.parse(observed!.signals!), [...clicks, 'space', 'F', 'dom KeyQ', 'wheel', 'wheel'])
  t.strictSame(observed!.listeners, [
    'drag',
    'dragend',
    'keydown-SPACE',
    'pointerdown',
    'pointerover',
    'pointerup',
    'wheel',
  ])
  t.strictSame(observed!.keys, ['F'])
  t.equal(observed!.changes.moved, 1)
})

t.test('what only WebGL can do is tried again on WebGL', async (t) => {
  const runner = await supervisor()
  t.teardown(() => runner.close())
  t.equal((await runner.run(probe('clean/webgl-only'))).observed?.renderer, 'webgl')
  t.equal(
    (await runner.run(probe('broken/create') + '\n// renderer')).observed?.renderer,
    'canvas',
    'what fails on both is reported from the canvas',
  )
  const { observed } = await runner.run(probe('clean/webgl-only').replace('WEBGL', 'CANVAS'))
  t.equal(observed?.errors.length, 1, 'who asks for the canvas gets it alone')
})
