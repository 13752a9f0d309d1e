import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { openIndex } from '../../src/api-index/index-store.ts'
import { loadChecks } from '../../src/checks/index.ts'
import { domain } from '../../src/domains/registry.ts'
import { byPlace, fixturesOf, runOn, shortForm } from '../helpers/check-fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'sft-stream-fixtures-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

/** Codes of programs too large for a table; tested beside the parser. */
const UNTABLED = new Set(['too-deep', 'too-large', 'too-long'])

const index = await openIndex(await domain().api(), folder)
const checks = await loadChecks()

t.test('no two checks share an id or an issue code', async (t) => {
  t.equal(new Set(checks.map(({ id }) => id)).size, checks.length)
  const codes = checks.flatMap(({ meta }) => Object.keys(meta.codes))
  t.same(codes.filter((code, at) => codes.indexOf(code) !== at), [])
  const names = [...checks.map(({ id }) => id), ...codes]
  t.same(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)), [], 'kebab-case')
})

for (const check of checks) {
  t.test(`${check.id} agrees with its table of programs`, async (t) => {
    const fixtures = fixturesOf(check)
    const kinds = new Set(fixtures.map(({ kind }) => kind))
    t.same([...kinds].toSorted(), ['invalid', 'valid'], 'has programs of both kinds')
    const earned = new Set<string>()
    for (const fixture of fixtures) {
      const issues = runOn(check, fixture, index).toSorted(byPlace)
      for (const { code } of issues) earned.add(code)
      const title = `${fixture.kind}: ${fixture.name}`
      if (fixture.kind === 'valid') t.same(issues.filter(({ severity }) => severity === 'error'), [], title)
      else t.ok(fixture.expected, `${title} says what it expects`)
      if (fixture.expected) t.same(issues.map(shortForm), fixture.expected, title)
    }
    t.same([...earned].filter((code) => !(code in check.meta.codes)), [], 'every code is documented')
    const unearned = Object.keys(check.meta.codes).filter((code) => !earned.has(code) && !UNTABLED.has(code))
    t.same(unearned, [], 'every code is earned')
  })
}
