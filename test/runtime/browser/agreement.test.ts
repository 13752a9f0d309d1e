import t from 'tap'
import type { CheckIssue } from '../../../src/checks/check.ts'
import { runtimeIssues } from '../../../src/checks/runtime.ts'
import { probe, probes, supervisor } from '../helpers.ts'
import { browserSupervisor, skip } from './helpers.ts'

t.setTimeout(1_200_000)

/** Codes and phases. Messages are V8's of two versions, and frames differ by one where something loads between them. */
const told = (issues: readonly CheckIssue[]) => [...new Set(issues.map(({ code, phase }) => `${code} ${phase}`))].toSorted()

const others = ['forge', 'rejections', 'stack', 'unprintable', 'escape', 'block', 'console-flood', 'fake-engine']

t.test('a probe shows the same issues in Chromium as in the stub browser', { skip }, async (t) => {
  const [headless, browser] = await Promise.all([supervisor(), browserSupervisor()])
  t.teardown(() => Promise.all([headless.close(), browser.close()]))
  const hostile = others.map((name) => ({ name: `hostile/${name}`, code: probe(`hostile/${name}`) }))
  for (const { name, code } of [...probes('clean'), ...probes('broken'), ...hostile]) {
    const [expected, found] = await Promise.all([headless.run(code), browser.run(code)])
    t.strictSame(told(runtimeIssues(found)), told(runtimeIssues(expected)), name)
  }
})

t.test('a program is drawn by the renderer that it asks for', { skip }, async (t) => {
  const browser = await browserSupervisor()
  t.teardown(() => browser.close())
  const cases = { AUTO: 'webgl', WEBGL: 'webgl', CANVAS: 'canvas', HEADLESS: 'canvas' }
  for (const [type, renderer] of Object.entries(cases)) {
    const report = await browser.run(`new Phaser.Game({ type: Phaser.${type}, scene: { create() {} } })`)
    t.match(report.observed, { asked: type, renderer, errors: [] }, type)
  }
})

t.test('two runs of one program give the same report', { skip }, async (t) => {
  const [first, second] = await Promise.all([browserSupervisor(), browserSupervisor()])
  t.teardown(() => Promise.all([first.close(), second.close()]))
  for (const name of ['clean/input', 'clean/matter', 'clean/data-uri', 'broken/external', 'broken/promise']) {
    const [one, other] = [await first.run(probe(name)), await second.run(probe(name))]
    t.strictSame(one, other, name)
    t.not(one.observed, null, name)
  }
})
