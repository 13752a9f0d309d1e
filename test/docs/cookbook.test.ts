import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import t from 'tap'
import { procSkip } from '../runtime/processes.ts'

const page = readFileSync('docs/cookbook.md', 'utf8')
const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text]) => text)
const hasJq = spawnSync('jq', ['--version']).status === 0

t.test('every recipe of the cookbook runs as it stands there', { skip: procSkip || (hasJq ? false : 'jq is not installed') }, async (t) => {
  const folder = t.testdir()
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  const command = `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/bin/sft-stream.js')}" "$@"\n`
  writeFileSync(join(bin, 'sft-stream'), command, { mode: 0o755 })
  const env = { ...process.env, PATH: bin + delimiter + process.env.PATH, LC_ALL: 'C.UTF-8' }
  t.ok(blocks.length > 15)
  for (const block of blocks) {
    const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', block], { cwd: folder, env, encoding: 'utf8' })
    t.equal(status, 0, block.split('\n')[0], { block, stderr })
  }
  t.match(readFileSync(join(folder, 'mine.jsonl'), 'utf8'), /"id":"mine-1","difficulty":"easy".*\n.*"id":"mine-2","difficulty":"medium"/)
  t.match(readFileSync(join(folder, 'first.js'), 'utf8'), /Phaser\.Game/)
})
