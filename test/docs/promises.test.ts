/** What is promised names the test that holds it to that. */
import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'

for (const page of ['docs/reliability.md', 'docs/security.md']) {
  t.test(`${page}: every row of its tables names tests, and all of them are there`, async (t) => {
    const rows = readFileSync(page, 'utf8').split('\n').filter((line) => /^\|(?! ?-)/.test(line) && !/\| (test|tests) \|$/.test(line))
    t.ok(rows.length > 10)
    for (const row of rows) {
      const named = [...row.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path)
      t.ok(named.length > 0, `a test in: ${row.slice(0, 60)}`)
      for (const path of named) t.ok(existsSync(path), path)
    }
  })
}
