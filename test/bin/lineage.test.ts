/** A dataset, explained and verified, as a user does it: the command that is printed goes through a real shell. */
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const COMMAND = fileURLToPath(new URL('../../../bin/launch.js', import.meta.url))
const root = t.testdir({ bin: { 'sft-stream': `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n` } })
chmodSync(join(root, 'bin', 'sft-stream'), 0o755)

const env = { ...process.env, PATH: join(root, 'bin') + delimiter + process.env.PATH, SFT_STREAM_QUIET: '1' }
const shell = (command: string) => spawnSync('sh', ['-c', command], { cwd: root, env, encoding: 'utf8' })

const seeds = readFileSync('fixtures/seeds/demo.jsonl', 'utf8').split('\n').slice(0, 3).join('\n')
writeFileSync(join(root, 'seeds.jsonl'), `${seeds}\n`)
// With defects and repairs: then no reply is what a seed alone would give.
const made = shell(
  'sft-stream seeds.jsonl --out data --seed 1 --versions 2 --defect-rate 0.5 --repair 2 --frames 30 --allow-partial',
)
const lineage = readFileSync(join(root, 'data', 'lineage.jsonl'), 'utf8')
  .trim()
  .split('\n')
const rows = lineage.map((line) => JSON.parse(line) as { id: string; code_hash: string })

t.test('the command that explain prints gives the program and verdict of the row again', async (t) => {
  t.equal(made.status, 0, made.stderr)
  const repaired = rows.find(({ id }) => /_r\d$/.test(id))
  t.ok(repaired, 'a repaired row is among them')
  const { id, code_hash } = repaired!
  const { replay } = JSON.parse(shell(`sft-stream explain data ${id} --json`).stdout) as { replay: { command: string } }
  t.match(replay.command, ' | sft-stream parse | ')
  const { stdout, stderr, status } = shell(replay.command)
  t.equal(status, 0, stderr)
  t.match(JSON.parse(stdout), { id, code_hash, passed: true, validation: { conditions: { frames: 30 } } })
})

t.test('report prints the page that the run wrote', async (t) => {
  const written = readFileSync(join(root, 'data', 'report.html'), 'utf8')
  t.equal(shell('sft-stream report data --seed 1 > again.html').stderr, '')
  t.equal(readFileSync(join(root, 'again.html'), 'utf8'), written)
  t.match(written, `${rows.length} of them can be played`)
})

t.test('a review of the folder shows its rows with verdicts made anew', async (t) => {
  const { status, stderr } = shell('sft-stream review data --rows 1 --out review.html')
  t.equal(status, 0, stderr)
  const [, text] = /id="page-data">(.*?)<\/script>/s.exec(readFileSync(join(root, 'review.html'), 'utf8'))!
  const [row, ...others] = (JSON.parse(text) as { rows: { id: string; code_hash: string; observed: string }[] }).rows
  t.strictSame(others, [])
  t.equal(rows.find(({ id }) => id === row.id)?.code_hash, row.code_hash)
  t.match(row, { levels: [{ outcome: 'passed' }, { outcome: 'passed' }, { outcome: 'passed' }, { outcome: 'passed' }] })
  t.not(row.observed, '')
})

t.test('verify finds nothing in a new dataset, and exits with 1 when a row was changed', async (t) => {
  const fresh = shell('sft-stream verify data --json')
  t.equal(fresh.status, 0, fresh.stderr)
  t.match(JSON.parse(fresh.stdout), {
    files: { findings: [] },
    rows: { total: rows.length, judged: rows.length, findings: [] },
  })
  const file = join(root, 'data', 'train.jsonl')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('new Phaser.Game(', 'new Phaser.Gaem('))
  const changed = shell('sft-stream verify data --sample 1')
  t.equal(changed.status, 1)
  t.match(changed.stdout, /train\.jsonl has other bytes\n[^]*L2 passed, now failed/)
  t.match(changed.stderr, 'not what the dataset says')
})
