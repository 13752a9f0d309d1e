/** `review` as people run it: its page is asked over HTTP, and what it wrote goes into select and report. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import t from 'tap'
import { main } from '../../bin/cli/main.ts'
import { verdictRow } from '../helpers/programs.ts'

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

const at = (name: string) => join(root, name)

/** A command in this process; what it prints is text that grows. */
function started(args: readonly string[], interrupt?: AbortSignal) {
  const said = { stdout: '', stderr: '' }
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  stdout.on('data', (part: Buffer) => void (said.stdout += String(part)))
  stderr.on('data', (part: Buffer) => void (said.stderr += String(part)))
  const env = { SFT_STREAM_CACHE: at('cache') }
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  return { said, stdout, end: main(args, { stdin, stdout, stderr, env, ...(interrupt ? { interrupt } : {}) }) }
}

async function run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const { said, end } = started(args)
  return { status: await end, ...said }
}

interface Running {
  url: string
  rows: { id: string; code_hash: string }[]
  earlier: { id: string }[]
  post(path: string, body: object): Promise<Response>
  end: Promise<{ code: number; stderr: string }>
  stop(): void
}

/** Starts a review and reads its page. */
async function review(...args: string[]): Promise<Running> {
  const interrupt = new AbortController()
  const { said, stdout, end } = started(['review', at('v.jsonl'), ...args], interrupt.signal)
  await new Promise((resolve) => stdout.once('data', resolve))
  const url = said.stdout.trim()
  const page = await (await fetch(url)).text()
  const [, data] = /id="page-data">(.*?)<\/script>/s.exec(page)!
  const headers = { origin: new URL(url).origin, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  return {
    ...(JSON.parse(data) as Pick<Running, 'rows' | 'earlier'>),
    url,
    post: (path, body) => fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) }),
    end: end.then((code) => ({ code, stderr: said.stderr })),
    stop: () => interrupt.abort(130),
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
      /1 lines of .*v\.jsonl are no verdicts[^]*now 1 of 6 rows are decided, in .*v\.decisions\.jsonl/,
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

    const selected = await run(
      'select',
      at('v.jsonl'),
      '--decisions',
      at('v.decisions.jsonl'),
      '-q',
      '--rejects',
      at('rejects.jsonl'),
    )
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
  const { stdout, status, stderr } = await run(
    'report',
    at('v.jsonl'),
    '--calibrate',
    at('v.decisions.jsonl'),
    '--json',
  )
  t.equal(status, 0, stderr)
  t.match(JSON.parse(stdout), {
    rows: { passed: 4, rejected: 2 },
    false_rejects: { n: 2 },
    agreements: [{ reviewers: ['ann', 'bob'] }],
  })
  const { stdout: text } = await run('report', at('v.jsonl'), '--calibrate', at('v.decisions.jsonl'))
  t.match(text, /^passed, but people reject it +\d of 4/m)
})

t.test('--out makes one page, which decides nothing by itself', async (t) => {
  const { status, stderr } = await run('review', at('v.jsonl'), '--rows', '2', '--out', at('review.html'))
  t.equal(status, 0, stderr)
  const page = readFileSync(join(root, 'review.html'), 'utf8')
  t.match(page, '"mode":"file"')
  t.notMatch(/Content-Security-Policy" content="([^"]*)"/.exec(page)![1], 'self')
  t.equal((await run('review', at('v.jsonl'), '--rows', '2', '--out', at('again.html'))).status, 0)
  t.equal(readFileSync(join(root, 'again.html'), 'utf8'), page, 'the same page again')
})

t.test('what cannot be reviewed is told', async (t) => {
  writeFileSync(at('other.jsonl'), '{"id":"x","decision":"keep"}\n')
  const cases: [args: string[], status: number, said: RegExp][] = [
    [['review'], 2, /which folder or file/],
    [['review', at('none.jsonl')], 66, /there is no .*none\.jsonl/],
    [['review', root, '--rejected', '3'], 2, /which rows were rejected/],
    [['review', at('v.jsonl'), '--reviewer', '../x'], 2, /--reviewer/],
    [['report', at('v.jsonl'), '--calibrate', at('none')], 66, /cannot open the decisions .*none/],
    [['report', at('v.jsonl'), '--calibrate', at('other.jsonl')], 3, /no decision is about a verdict/],
  ]
  for (const [args, status, said] of cases) t.match(await run(...args), { status, stderr: said }, args.join(' '))
  t.notOk(existsSync(join(root, 'none.decisions.jsonl')))
})
