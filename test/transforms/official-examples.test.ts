import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { verdictSchema, type Verdict } from '../../src/record.ts'
import { readClone, judgeExamples } from '../../transforms/official-examples.ts'
import { testContext, type TestContext } from '../helpers/context.ts'

const fixtures = join(import.meta.dirname, '../../../fixtures/official/clone')
const cache = t.testdir()

async function verdicts(options: RawOptions = {}): Promise<{ rows: Verdict[]; context: TestContext }> {
  const context = testContext({ cache, jobs: 1, ...options })
  const rows: Verdict[] = []
  const collect = new Writable({ objectMode: true, write: (row: Verdict, _, done) => (rows.push(row), done()) })
  await pipeline([await readClone(context, fixtures), await judgeExamples(context), collect] as never)
  return { rows, context }
}

const without = (row: Verdict): object => ({ ...row, validation: null })

const { rows, context } = await verdicts()

t.test('the programs of the small clone pass all levels', async (t) => {
  const failed = rows.filter(({ passed }) => !passed)
  t.strictSame(
    failed.map(({ path, validation }) => [path, validation.levels]),
    [],
  )
  t.equal(rows.length, 6)
  t.ok(rows.every((row) => verdictSchema.safeParse(row).success))
})

t.test('every row says where it comes from and on which terms', async (t) => {
  for (const row of rows) {
    t.match(row, {
      source: 'official',
      licence: /^(?:MIT|Apache-2\.0)$/,
      licence_from: /^(?:LICENSE|typescript\/package\.json)$/,
      assets: 'generated',
    })
    t.match(row.path, /^(?:public\/src|typescript)\//)
    t.match([row.id, row.prompt_id, row.prompt.id], [/^official_[0-9a-f]{12}$/, row.id, row.id])
    t.equal(typeof row.commit, 'string')
    t.equal(typeof row.repository, 'string')
  }
})

t.test('task and plan agree with the code', async (t) => {
  for (const { prompt, plan, validation } of rows) {
    t.ok(prompt.task.length > 60, prompt.task)
    t.match(plan?.raw, /^\[PLAN\]\nREQ: /)
    t.ok(Number(validation.levels.L4?.metrics?.plan_recall) > 0.6)
    t.equal(validation.levels.L4?.metrics?.plan_precision, 1)
    t.notOk('timeline' in (validation.observed as object))
  }
})

t.test('every other script is counted under its reason', async (t) => {
  const { official, validate } = context.ledger.counts()
  t.equal(official.in, official.out + Object.values(official.dropped).reduce((sum, count) => sum + count, 0))
  t.strictSame([official.out, official.dropped['about-loading'], official.dropped['licence-not-permissive']], [6, 1, 1])
  t.strictSame([validate.in, validate.out], [6, 6])
  t.strictSame(context.facts.levels?.L4, { in: 6, passed: 6, issues: context.facts.levels?.L4?.issues })
})

t.test('the run says in the end how many passed', async (t) => {
  t.ok(context.notices.includes('6 programs passed'), context.notices.join())
})

t.test('a second run gives the same rows, and other options what they name', async (t) => {
  t.strictSame((await verdicts()).rows.map(without), rows.map(without))
  const { rows: english } = await verdicts({ taskLang: 'en', source: 'ours', maxItems: 2, skipRuntime: true })
  t.strictSame(
    english.map(({ source, prompt, l3_passed: l3 }) => [source, prompt.lang, l3]),
    [
      ['ours', 'en', null],
      ['ours', 'en', null],
    ],
  )
})
