/** `review` as people run it: the command is started, its page is asked, and what it wrote goes into select and report. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { verdictRow } from '../helpers/programs.ts'

const COMMAND = fileURLToPath(new URL('../../bin/launch.js', import.meta.url))
const root = t.testdir({})
const verdicts = Array.from({ length: 30 }, (_, at) => {
  const passed = at % 3 !== 0
  const issue = { level: 'L2', code: 'unknown-api', severity: 'error', message: 'no such thing' } as const
  const levels = passed ? {} : { L2: { passed: false, issues: [issue] } }
  const failed = { passed: false, l2_passed: false, l3_passed: null, l4_passed: null }
  return verdictRow(`r${at}`, {
    code: `play(${at})`,
    code_hash: `h${at}`,
    validation: { levels },
    ...(passed ? {} : failed),
  })
})
writeFileSync(join(root, 'v.jsonl'), verdicts.map((row) => JSON.stringify(row) + '\n').join('') + 'no verdict\n')

const env = { ...process.env, SFT_STREAM_CACHE: join(root, 'cache') }
const run = (...args: string[]) => spawnSync(process.execPath, [COMMAND, ...args], { cwd: root, env, encoding: 'utf8' })

interface Running {
  url: string
  rows: { id: string; code_hash: string }[]
  earlier: { id: string }[]
  post(path: string, body: object): Promise<Response>
  end: Promise<{ code: number | null; stderr: string }>
  stop(): void
}

/** Starts a review and reads its page. */
async function review(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [COMMAND, 'review', 'v.jsonl', ...args], { cwd: root, env })
  let stderr = ''
  child.stderr.on('data', (part: Buffer) => void (stderr += String(part)))
  const end = new Promise<{ code: number | null; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stderr })),
  )
  const url = await new Promise<string>((resolve) =>
    child.stdout.once('data', (part: Buffer) => resolve(String(part).trim())),
  )
  const page = await (await fetch(url)).text()
  const [, data] = /id="page-data">(.*?)<\/script>/s.exec(page)!
  const headers = { origin: new URL(url).origin, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const post = (path: string, body: object) =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return {
    ...(JSON.parse(data) as Pick<Running, 'rows' | 'earlier'>),
    url,
    post,
    end,
    stop: () => child.kill('SIGINT'),
  }
}

const DRAW = ['--rows', '4', '--rejected', '2', '--seed', '3']

t.test(
  'a review is served, kept, interrupted and resumed; a second reviewer sees the same rows and nothing else',
  async (t) => {
    const ann = await review(...DRAW, '--reviewer', 'ann')
    t.equal(ann.rows.length, 6)
    t.equal(ann.rows.filter(({ id }) => Number(id.slice(1)) % 3 === 0).length, 2)
    const [first, second, ...rest] = ann.rows
    t.equal((await ann.post('decisions', { id: first.id, decision: 'keep', runs: 1 })).status, 200)
    t.equal((await ann.post('decisions', { id: second.id, decision: 'keep', runs: 1 })).status, 200)
    t.equal((await ann.post('decisions', { id: second.id, decision: 'undo' })).status, 200)
    t.equal((await ann.post('decisions', { id: 'r99', decision: 'keep' })).status, 400)
    ann.stop()
    const stopped = await ann.end
    t.equal(stopped.code, 130)
    t.match(
      stopped.stderr,
      /1 lines of v\.jsonl are no verdicts[^]*now 1 of 6 rows are decided, in v\.decisions\.jsonl/,
    )

    const again = await review(...DRAW, '--reviewer', 'ann')
    t.strictSame(again.earlier, [{ id: first.id, decision: 'keep', runs: 1 }])
    for (const { id } of [second, ...rest]) await again.post('decisions', { id, decision: 'reject', runs: 0 })
    await again.post('finish', {})
    t.equal((await again.end).code, 0)

    const bob = await review(...DRAW, '--reviewer', 'bob')
    t.strictSame(bob.earlier, [])
    t.strictSame(
      bob.rows.map(({ id }) => id),
      ann.rows.map(({ id }) => id),
    )
    for (const { id } of bob.rows.slice(0, 3)) await bob.post('decisions', { id, decision: 'keep', runs: 1 })
    await bob.post('finish', {})
    t.match((await bob.end).stderr, /ann and bob, decision: κ 0\.00 \(3 rows, 33 % the same\)[^]*they disagree about/)

    const selected = run('select', 'v.jsonl', '--decisions', 'v.decisions.jsonl', '-q', '--rejects', 'rejects.jsonl')
    t.equal(selected.status, 0, selected.stderr)
    const kept = selected.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id)
    t.notOk(kept.includes(second.id), 'one of two who rejects is enough')
    t.match(readFileSync(join(root, 'rejects.jsonl'), 'utf8'), 'rejected-by-review')
  },
)

t.test('the decisions are held against the verdicts', async (t) => {
  const { stdout, status, stderr } = run('report', 'v.jsonl', '--calibrate', 'v.decisions.jsonl', '--json')
  t.equal(status, 0, stderr)
  t.match(JSON.parse(stdout), {
    rows: { passed: 4, rejected: 2 },
    false_rejects: { n: 2 },
    agreements: [{ reviewers: ['ann', 'bob'] }],
  })
  t.match(
    run('report', 'v.jsonl', '--calibrate', 'v.decisions.jsonl').stdout,
    /^passed, but people reject it +\d of 4/m,
  )
})

t.test('--out makes one page, which decides nothing by itself', async (t) => {
  const { status, stderr } = run('review', 'v.jsonl', '--rows', '2', '--out', 'review.html')
  t.equal(status, 0, stderr)
  const page = readFileSync(join(root, 'review.html'), 'utf8')
  t.match(page, '"mode":"file"')
  t.notMatch(/Content-Security-Policy" content="([^"]*)"/.exec(page)![1], 'self')
  t.strictSame(run('review', 'v.jsonl', '--rows', '2', '--out', 'again.html').status, 0)
  t.equal(readFileSync(join(root, 'again.html'), 'utf8'), page, 'the same page again')
})

t.test('what cannot be reviewed is told', async (t) => {
  t.match(run('review'), { status: 2, stderr: /which folder or file/ })
  t.match(run('review', 'none.jsonl'), { status: 66, stderr: /there is no none\.jsonl/ })
  t.match(run('review', '.', '--rejected', '3'), { status: 2, stderr: /which rows were rejected/ })
  t.match(run('review', 'v.jsonl', '--reviewer', '../x'), { status: 2, stderr: /--reviewer/ })
  t.match(run('report', 'v.jsonl', '--calibrate', 'none'), { status: 66, stderr: /cannot open the decisions none/ })
  writeFileSync(join(root, 'other.jsonl'), '{"id":"x","decision":"keep"}\n')
  t.match(run('report', 'v.jsonl', '--calibrate', 'other.jsonl'), {
    status: 3,
    stderr: /no decision is about a verdict/,
  })
  t.notOk(existsSync(join(root, 'none.decisions.jsonl')))
})
