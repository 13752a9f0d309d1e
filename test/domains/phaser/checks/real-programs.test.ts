/** Pass rates on real programs whose verdict in a real browser is known. No part of the project: without them, skip. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { openIndex } from '../../../../src/api-index/index-store.ts'
import type { CheckResult } from '../../../../src/checks/check.ts'
import { parseProgram } from '../../../../src/checks/program.ts'
import { apiSource } from '../../../../src/domains/phaser/api-source.ts'
import { checks } from '../../../../src/domains/phaser/checks/index.ts'
import type { Plan, Seed } from '../../../../src/record.ts'
import { parseReplyText } from '../../../../src/reply/parse-reply.ts'

const DATA = join(import.meta.dirname, '../../../../../../shared/data')
const skip = existsSync(join(DATA, 'browser_verdicts.jsonl')) ? false : '../shared/data is absent'

interface Row {
  raw_output?: string
  output?: string
  prompt_meta?: Seed
  metadata?: Partial<Seed>
}

interface Sample {
  readonly code: string
  readonly plan: Plan | null
  readonly seed: Seed
  readonly real: boolean
}

function rows<T>(file: string): T[] {
  return readFileSync(join(DATA, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

function samples(): Sample[] {
  return [...rows<Row>('replies.jsonl'), ...rows<Row>('rows.jsonl')].map((row) => {
    const { code, plan } = parseReplyText(row.raw_output ?? row.output ?? '')
    const seed = { id: 'x', difficulty: 'easy', modules: [], task: 'x', ...row.metadata, ...row.prompt_meta } as Seed
    return { code, plan, seed, real: row.prompt_meta !== undefined }
  })
}

t.test('real programs', { skip }, async (t) => {
  const cache = mkdtempSync(join(tmpdir(), 'real-programs-'))
  t.teardown(() => rmSync(cache, { recursive: true, force: true }))
  const index = await openIndex(apiSource(), cache)
  const verdicts = new Map(
    rows<{ code_hash: string; ok: boolean; errors: string[]; failed_load: boolean }>('browser_verdicts.jsonl').map(
      (row) => [row.code_hash, row],
    ),
  )
  const mine = checks.filter(({ level }) => level === 'L2' || level === 'L4')
  const judged = samples().map((sample) => {
    const { program } = parseProgram(sample.code)
    const context = { ...sample, program, parseErrors: [], index, observed: null }
    const results = new Map(mine.map((check): [string, CheckResult] => [check.id, check.run(context)]))
    const verdict = verdicts.get(createHash('sha256').update(sample.code).digest('hex'))
    return { ...sample, results, verdict, clean: verdict?.ok === true && !verdict.failed_load }
  })
  const fails = ({ results }: (typeof judged)[number], id: string): boolean =>
    results.get(id)!.issues.some(({ severity }) => severity === 'error')
  const clean = judged.filter((each) => each.clean)
  t.ok(clean.length > 350, `${clean.length} clean programs`)
  for (const { id } of mine) {
    const failed = clean.filter((each) => fails(each, id)).length
    t.ok(failed <= clean.length * 0.005, `${id} fails ${failed} of ${clean.length} clean programs`)
  }
  const missing = judged.filter(({ verdict }) =>
    verdict?.errors.some((error) => /\.(?!add\b|destroy\b)\w+ is not a function$/.test(error)),
  )
  const unseen = missing.filter((each) => !fails(each, 'api-exists') && !fails(each, 'known-names'))
  t.same(
    unseen.map(({ verdict }) => verdict!.errors[0]),
    [],
    `each of ${missing.length} crashes on a member that is no function is foreseen`,
  )

  const asked = judged.map(({ results }) => results.get('must-use')!.metrics!)
  const total = asked.reduce((sum, { must_use_total: each }) => sum + each!, 0)
  const met = asked.reduce((sum, { must_use_met: each }) => sum + each!, 0)
  t.ok(met >= total * 0.99, `${met} of ${total} must-use APIs are used`)
  const recalls = judged.map(({ results }) => results.get('plan-code')!.metrics!.plan_recall!).toSorted((a, b) => a - b)
  t.ok(recalls[0]! < 0.2 && recalls.at(-1) === 1, 'plan recall spreads over 0..1')
})
