import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import t, { type Test } from 'tap'
import { parseReply } from '../../src/reply/parse-reply.ts'
import { findIds, storyOf } from '../../src/lineage/explain.ts'
import { renderDropped, renderFates, renderStory } from '../../src/lineage/explain-text.ts'
import { DatasetReader } from '../../src/lineage/folder.ts'
import { RowVerifier, drawn, verifyFiles, type Findings } from '../../src/lineage/verify.ts'
import { renderFindings } from '../../src/lineage/verify-text.ts'
import type { Reply, Selected, Verdict } from '../../src/record.ts'
import { sha256 } from '../../src/sha256.ts'
import { Journal } from '../../src/store/journal.ts'
import type { SavedReply } from '../../src/teacher/reply-row.ts'
import { splitSets } from '../../transforms/split-sets.ts'
import { writeRows } from '../../transforms/write-rows.ts'
import { testContext } from '../helpers/context.ts'
import { programText, selectedRow } from '../helpers/programs.ts'

const VERSIONS = { validator: '1', engine: 'e@1', index: 'i' }
const CONDITIONS = { runtime: 'headless', frames: 30, check_timeout: 2 }
const levels: Selected['validation']['levels'] = {
  L1: { passed: true, issues: [] },
  L2: {
    passed: true,
    issues: [{ level: 'L2', code: 'argument-type', severity: 'warning', message: 'no number', line: 12, column: 3 }],
  },
  L4: { passed: null, issues: [], metrics: { probes_total: 4, probes_held: 3, probes_failed: 0, probes_unknown: 1 } },
}

function row(name: string, version = 1, code = programText(`${name}${version}`)): Selected {
  return selectedRow(`distill_${name}_v${version}`, {
    prompt_id: name,
    version,
    prompt: { id: name, difficulty: 'easy', modules: [], task: `Task ${name}` },
    code,
    code_hash: sha256(code),
    reply_key: sha256(`${name} ${version}`),
    l4_passed: null,
    validation: { levels, versions: VERSIONS, conditions: CONDITIONS },
  })
}

const official = selectedRow('official_0ab', {
  ...row('o', 1, `${programText('o')}\n`),
  id: 'official_0ab',
  licence: 'MIT',
  reply_key: null,
  source: 'official',
})
const ROWS = [row('ball'), row('ball', 2), row('cat'), official]

/** A folder with ROWS, and an id that select dropped. */
async function dataset(t: Test, format = 'alpaca'): Promise<{ dir: string; reader: DatasetReader }> {
  const dir = join(t.testdir(), 'out')
  const context = testContext({ ratios: '100/0/0', out: dir, format })
  await pipeline([Readable.from(ROWS), await splitSets(context), writeRows(context, new PassThrough())])
  appendFileSync(
    join(dir, 'rejects.jsonl'),
    '{"id":"distill_cat_v2","message":"like distill_cat_v1","reason":"near-duplicate","stage":"select"}\n',
  )
  return { dir, reader: await reopened(t, dir) }
}

async function reopened(t: Test, dir: string): Promise<DatasetReader> {
  const reader = await DatasetReader.open(dir)
  t.teardown(() => reader.close())
  return reader
}

/** Judges all rows as `judge` says. */
async function verified(
  reader: DatasetReader,
  judge: (row: Verdict) => Partial<Verdict> = () => ({}),
): Promise<Findings> {
  const rows = new RowVerifier(reader, testContext().options)
  for (const { ids } of await rows.batches(reader.ids)) {
    for await (const candidate of rows.candidates(ids)) {
      const verdict = { ...ROWS[0], ...candidate, l4_passed: null } as Verdict
      rows.compare({ ...verdict, ...judge(verdict) })
    }
  }
  return rows.findings(await verifyFiles(reader))
}

for (const format of ['alpaca', 'sharegpt', 'openai', 'trl']) {
  t.test(`rows of ${format} come back as the programs that they are made of`, async (t) => {
    const { reader } = await dataset(t, format)
    const rows = new RowVerifier(reader, testContext().options)
    const found: string[] = []
    for await (const { code, plan, prompt } of rows.candidates(reader.ids)) {
      found.push(code)
      t.match({ plan, prompt }, { plan: { apis: ['Scene'], steps: ['one', 'two'] }, prompt: { task: /^Task/ } })
    }
    t.strictSame(
      found,
      ROWS.map(({ code }) => code),
    )
    t.match(await verified(reader), { rows: { total: 4, judged: 4, findings: [] }, files: { findings: [] } })
  })
}

t.test('rows are judged again under what their lineage tells, not under what is usual', async (t) => {
  const { reader } = await dataset(t)
  const batches = await new RowVerifier(reader, testContext().options).batches(reader.ids)
  t.equal(batches.length, 1)
  t.match(batches[0].options, {
    levels: ['L1', 'L2', 'L3'],
    frames: 30,
    checkTimeout: 2,
    runtime: 'headless',
    allLevels: true,
    verdictCache: false,
  })
})

t.test('a verdict that changed is told with the errors, and other versions are counted', async (t) => {
  const { reader } = await dataset(t)
  const issues = [{ level: 'L2', code: 'unknown-api', severity: 'error', message: 'no such thing' }] as const
  const validation = {
    levels: { L2: { passed: false, issues: [...issues] } },
    versions: { ...VERSIONS, engine: 'e@2' },
  }
  const findings = await verified(reader, ({ id }) =>
    id === 'distill_cat_v1' ? { l2_passed: false, validation } : { validation },
  )
  t.strictSame(findings.rows.findings, [
    {
      id: 'distill_cat_v1',
      place: 'train.jsonl:3',
      changed: 'verdict',
      levels: { L2: { was: true, is: false } },
      issues: ['unknown-api: no such thing'],
    },
  ])
  const text = renderFindings(findings)
  t.match(
    text,
    /4 of 4 judged again: 3 verdicts as before, 1 changed\n +distill_cat_v1 \(train\.jsonl:3\): L2 passed, now failed\n/,
  )
  t.match(text, 'of 4 rows: engine e@1, now e@2')
})

t.test('files and rows that were changed, added or taken out are told', async (t) => {
  const { dir } = await dataset(t)
  const file = join(dir, 'train.jsonl')
  const [first, second, , last] = readFileSync(file, 'utf8').split('\n')
  const stranger = first.replaceAll('distill_ball_v1', 'distill_dog_v1')
  writeFileSync(
    file,
    [
      first.replace('Task ball', 'Task bell'),
      second.replace('javascript\\n', 'javascript\\nlet a;'),
      last,
      stranger,
      '',
    ].join('\n'),
  )
  writeFileSync(join(dir, 'sft.yaml'), '')
  const { files, rows } = await verified(await reopened(t, dir))
  t.strictSame(files.findings.map(({ file, problem }) => `${file} ${problem}`).toSorted(), [
    'sft.yaml changed',
    'train.jsonl changed',
  ])
  t.strictSame(rows.findings.map(({ id, changed }) => `${id} ${changed}`).toSorted(), [
    'distill_ball_v1 row',
    'distill_ball_v2 program',
    'distill_cat_v1 gone',
    'distill_dog_v1 stranger',
  ])
})

t.test('a sample is drawn by the seed alone', async (t) => {
  const ids = Array.from({ length: 20 }, (_, at) => `row-${at}`)
  t.strictSame(drawn(ids, undefined, 1), ids)
  t.equal(drawn(ids, 5, 1).length, 5)
  t.strictSame(drawn(ids.toReversed(), 5, 1).toSorted(), drawn(ids, 5, 1).toSorted())
  t.notSame(drawn(ids, 5, 2), drawn(ids, 5, 1))
})

t.test('an id is found exactly or by how it begins, in the dataset or among what was dropped', async (t) => {
  const { reader } = await dataset(t)
  const ids = async (word: string) => (await findIds(reader, word)).map((fate) => `${fate.id} ${fate.in}`)
  t.strictSame(await ids('distill_cat_v1'), ['distill_cat_v1 true'])
  t.strictSame(await ids('cat'), ['distill_cat_v1 true', 'distill_cat_v2 false'])
  t.strictSame(await ids('official'), ['official_0ab true'])
  await t.rejects(findIds(reader, 'distill_cot_v1'), { code: 'ERR_UNKNOWN_ID', hint: /did you mean: distill_cat_v1/ })
  const [kept, dropped] = await findIds(reader, 'cat')
  t.match(
    renderDropped(dropped.id, dropped.dropped),
    /distill_cat_v2 is not in the dataset.*\n\nselect +near-duplicate\n +like distill_cat_v1\n/,
  )
  t.match(renderFates([kept, dropped]), /in the dataset\n.*dropped by select: near-duplicate like distill_cat_v1\n/)
})

t.test('the story of a row has every hash, version and decision, and a command', async (t) => {
  const { reader } = await dataset(t)
  const { story } = await storyOf(testContext({ cache: t.testdir() }), reader, 'distill_ball_v2')
  t.match(story, {
    seed_sha256: /^[0-9a-f]{64}$/,
    row: { file: 'train.jsonl', line: 2, as_written: true },
    siblings: ['distill_ball_v1'],
    lineage: {
      code_hash: ROWS[1].code_hash,
      versions: VERSIONS,
      conditions: CONDITIONS,
      levels: { L1: true, L4: null },
    },
  })
  const text = renderStory(story)
  t.match(text, /validator 1/)
  t.match(text, /L3 passed, L4 not run/)
  t.match(text, /probes: 3 of 4 held, 1 unknown\n +L2 warning argument-type, line 12: no number\n/)
  t.match(
    text,
    /sft-stream explain \S+ distill_ball_v2 --replay --cache \S+ \| sft-stream validate --levels L1,L2,L3 --frames 30 /,
  )
})

t.test('a paid reply is replayed from the journal, other rows from themselves', async (t) => {
  const { reader } = await dataset(t)
  const cache = t.testdir()
  const journal = await Journal.open<SavedReply>(join(cache, 'journal'))
  const completion = {
    teacher_model: 'teacher',
    finish_reason: 'stop',
    usage: null,
    cost_usd: null,
    timestamp: null,
    attempts: 1,
  }
  const raw_output = `Sure:\n\`\`\`js\n${ROWS[2].code}\n\`\`\`\n`
  await journal.append(ROWS[2].reply_key!, {
    provider: 'openai',
    source: 'distill',
    request: { api_context_injected: ['A'] },
    completion: { ...completion, raw_output },
  })
  await journal.close()
  const replay = async (id: string) => (await storyOf(testContext({ cache }), reader, id)).replay!
  const paid = await replay('distill_cat_v1')
  t.match(paid, { kind: 'reply', record: { id: 'distill_cat_v1', raw_output, prompt_meta: { task: 'Task cat' } } })
  t.equal(parseReply(paid.record as Reply).code_hash, ROWS[2].code_hash)
  t.match(await replay('distill_ball_v1'), {
    kind: 'candidate',
    record: { code: ROWS[0].code },
    from: /the journal in .* lacks its reply/,
  })
  t.match(await replay('official_0ab'), { kind: 'candidate', record: { code: official.code }, from: /no teacher/ })
})

t.test('what is no dataset folder of ours is refused', async (t) => {
  await t.rejects(DatasetReader.open(t.testdir()), { code: 'ERR_NO_INPUT' })
  await t.rejects(DatasetReader.open(t.testdir({ 'manifest.json': '{"name":"other"}' })), { code: 'ERR_BAD_INPUT' })
  const { dir } = await dataset(t)
  writeFileSync(join(dir, 'lineage.jsonl'), '{"id":"distill_ball_v1"}\n')
  const reader = await reopened(t, dir)
  await t.rejects(reader.lineage('distill_ball_v1'), { code: 'ERR_BAD_INPUT', message: /lineage\.jsonl:1: prompt_id/ })
})
