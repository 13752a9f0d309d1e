/** Every command that reads lines or files, in process, given what is none of ours. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { main } from '../../bin/cli/main.ts'
import type { Reject } from '../../src/record.ts'
import { HOSTILE_LINES, NO_UTF8, ODD_IDS } from '../helpers/hostile-lines.ts'
import { verdictRow } from '../helpers/programs.ts'

const folder = t.testdir({ cache: {} })
const path = (name: string) => join(folder, name)

async function cli(args: readonly string[], bytes: Buffer | string = '') {
  const texts = { stdout: '', stderr: '' }
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text))
  stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
  stdin.end(bytes)
  const exit = await main(args, { stdin, stdout, stderr, env: {} })
  return { exit, ...texts }
}

const seed = (id: string) => ({ id, difficulty: 'easy', modules: ['Scene'], task: 'Rotate a circle.' })
const generation = { temperature: 0.7, top_p: 1, max_tokens: 100, seed: 1 }
const verdict = (id: string) => verdictRow(id, { prompt_id: 'seed' })
const asked = (id: string) => ({ id, prompt_id: id, version: 1, prompt_meta: seed('seed') })

/** Commands that are stages: a row that they take in, by its id. */
const STAGES: Record<string, { args: string[]; row: (id: string) => object }> = {
  requests: { args: ['--versions', '1'], row: seed },
  teach: { args: [], row: (id) => ({ ...asked(id), system_prompt: '', user_prompt: id, api_context_injected: [], generation }) },
  parse: { args: [], row: (id) => ({ ...asked(id), raw_output: `\`\`\`javascript\n${id}\n\`\`\`` }) },
  validate: { args: ['--levels', 'L1', '-j', '1'], row: verdict },
  repair: { args: [], row: (id) => ({ ...verdict(id), passed: false, l1_passed: false }) },
  select: { args: ['--require', 'L1', '--max-per-prompt', '1000'], row: verdict },
  split: { args: ['--allow-partial'], row: (id) => ({ ...verdict(id), selected: true, quality_score: 1, quality: {} }) },
}

const bad = [...Object.values(HOSTILE_LINES), ...Object.values(NO_UTF8)]
const line = (row: object) => Buffer.from(JSON.stringify(row))
const joined = (lines: readonly Buffer[]) => Buffer.concat(lines.flatMap((text) => [text, Buffer.from('\n')]))

const rejectsIn = (file: string) =>
  readFileSync(file, 'utf8').split('\n').filter(Boolean).map((text) => JSON.parse(text) as Reject)

/** What no output for a terminal may hold, whatever was read. */
const ACTS = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/

for (const [name, { args, row }] of Object.entries(STAGES)) {
  const flags = [...args, '--cache', path('cache'), '--rejects', path('rejects.jsonl')]

  t.test(`${name}: every hostile line is dropped with its number, and the rows between them go on`, async (t) => {
    const lines = bad.flatMap((text, at) => [line(row(`row-${at}`)), text])
    const { exit, stdout, stderr } = await cli([name, ...flags], joined(lines))
    t.equal(exit, 0, stderr)
    t.notMatch(stderr, ACTS)
    const dropped = rejectsIn(path('rejects.jsonl')).filter(({ stage }) => stage === 'read')
    t.strictSame(dropped.map(({ line: at }) => at).toSorted((a, b) => a! - b!), bad.map((_, at) => 2 * at + 2))
    t.ok(stdout.split('\n').filter(Boolean).every((text) => JSON.parse(text) as object))
    t.not(stdout, '')
  })

  t.test(`${name}: odd ids are ids, with a byte order mark, CRLF and blank lines too`, async (t) => {
    const text = '\ufeff' + ODD_IDS.map((id) => `${JSON.stringify(row(id))}\r\n\r\n`).join('')
    const { exit, stderr } = await cli([name, ...flags, '--report', path('report.json')], text)
    t.equal(exit, 0, stderr)
    t.notMatch(stderr, ACTS)
    const { stages } = JSON.parse(readFileSync(path('report.json'), 'utf8')) as { stages: { read: object } }
    t.match(stages.read, { in: ODD_IDS.length, out: ODD_IDS.length })
    t.equal(({} as { polluted?: number }).polluted, undefined)
  })

  t.test(`${name}: no input and blank lines are no rows`, async (t) => {
    for (const text of ['', '\n\n \r\n\t\n']) {
      const { exit, stdout } = await cli([name, ...flags], text)
      t.equal(exit, ['select', 'split'].includes(name) ? 1 : 0)
      t.equal(stdout, '')
    }
  })
}

const FOREIGN: Record<string, Buffer> = {
  'gzip': gzipSync('{"id":"a"}\n'),
  'UTF-16': Buffer.from('\ufeff{"id":"a"}\n', 'utf16le'),
  'UTF-16 (without a mark)': Buffer.from('{"id":"a"}\n', 'utf16le'),
  'ZIP': Buffer.from('PK\u0003\u0004'),
  'Parquet': Buffer.from('PAR1'),
}

for (const [kind, bytes] of Object.entries(FOREIGN)) {
  t.test(`${kind} is recognised by every command that reads lines`, async (t) => {
    for (const [name, { args }] of Object.entries(STAGES)) {
      const { exit, stderr, stdout } = await cli([name, ...args, '--cache', path('cache'), '--rejects', path('rejects.jsonl')], bytes)
      t.equal(exit, 3, name)
      t.match(stderr, `<stdin>: this is ${kind.replace(/ .*/, '')}, not lines of text`, name)
      t.equal(stdout, '')
      t.match(rejectsIn(path('rejects.jsonl')), [{ stage: 'read', reason: 'not-text', line: 1 }])
    }
  })
}

const selected = joined(['a', 'b'].map((id) => line(STAGES.split.row(id))))
writeFileSync(path('verdicts.jsonl'), joined(['a', 'b'].map((id) => line(verdictRow(id)))))
writeFileSync(path('decisions.jsonl'), '{"id":"a","decision":"keep"}\n')

interface OtherFile {
  /** The command that reads FILE. */
  args: string[]
  stdin?: Buffer
  /** Its exit for a file that is gzip. */
  gzip: number
  /** The file is one value, not lines. */
  isValue?: true
}

const FILES: Record<string, OtherFile> = {
  'decisions': { args: ['split', '--allow-partial', '--official', path('verdicts.jsonl'), '--decisions', 'FILE'], stdin: selected, gzip: 2 },
  'official examples': { args: ['split', '--allow-partial', '--official', 'FILE'], stdin: selected, gzip: 3 },
  'what to exclude': { args: ['split', '--allow-partial', '--exclude', 'FILE'], stdin: selected, gzip: 3 },
  'verdicts of pairs': { args: ['split', '--allow-partial', '--force', '--pairs', '--verdicts', 'FILE', '--out', path('out')], stdin: selected, gzip: 3 },
  'recorded replies': { args: ['teach', '--teacher', 'replay', '--replies', 'FILE'], gzip: 3 },
  'pitfalls': { args: ['requests', '--pitfalls', 'FILE'], gzip: 2 },
  'options': { args: ['parse', '--config', 'FILE'], gzip: 2, isValue: true },
  'tokenizer': { args: ['split', '--allow-partial', '--tokenizer', 'FILE'], stdin: selected, gzip: 2, isValue: true },
  'seeds to check': { args: ['seeds', 'check', 'FILE'], gzip: 1 },
  'a report': { args: ['report', 'FILE'], gzip: 3, isValue: true },
  'verdicts to count': { args: ['report', 'FILE', '--pitfalls'], gzip: 3 },
  'verdicts to calibrate': { args: ['report', 'FILE', '--calibrate', path('decisions.jsonl')], gzip: 3 },
  'decisions to calibrate': { args: ['report', path('verdicts.jsonl'), '--calibrate', 'FILE'], gzip: 2 },
  'verdicts to review': { args: ['review', 'FILE', '--out', path('page.html')], gzip: 3 },
}

/** 0 and what the table of errors knows; above 66 the fault would be ours or the machine's. */
const KNOWN_EXITS = new Set([0, 1, 2, 3, 66])

for (const [name, { args, stdin, gzip, isValue }] of Object.entries(FILES)) {
  t.test(`${name}: whatever stands in the file, the end is a known one`, async (t) => {
    const bodies: [string, Buffer][] = [
      ...Object.entries({ ...(isValue ? { ...HOSTILE_LINES, ...NO_UTF8 } : { lines: joined(bad) }), ...FOREIGN }),
      ['nothing', Buffer.alloc(0)],
    ]
    for (const [kind, body] of bodies) {
      writeFileSync(path('file'), body)
      const call = args.map((arg) => (arg === 'FILE' ? path('file') : arg))
      const { exit, stderr } = await cli([...call, '--cache', path('cache'), '-q'], stdin)
      if (!KNOWN_EXITS.has(exit) || ACTS.test(stderr)) t.fail(`${kind}: exit ${exit}, ${stderr}`)
      if (kind === 'gzip') t.equal(exit, gzip, stderr)
    }
    t.equal(({} as { polluted?: number }).polluted, undefined)
  })
}

t.test('verdicts that people are to judge: bad lines are told with their numbers there too', async (t) => {
  const lines = [line(verdictRow('a')), ...bad, line(verdictRow('b'))]
  writeFileSync(path('file'), joined(lines))
  const flags = ['--rejects', path('rejects.jsonl')]
  for (const args of [['review', path('file'), '--out', path('page.html')], ['report', path('file'), '--calibrate', path('decisions.jsonl')]]) {
    const { exit, stderr } = await cli([...args, ...flags])
    t.equal(exit, 0, stderr)
    t.strictSame(rejectsIn(path('rejects.jsonl')).map(({ line: at }) => at), bad.map((_, at) => at + 2))
  }
})
