/** Throughput of workers: rows a second of L1, L2 and L3 with one worker and with two, of one job each, on this machine. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '../helpers/redis.ts'
import { COMMAND, cost } from './measure.ts'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: npm run bench:queue -- CANDIDATES.jsonl')

const folder = mkdtempSync(join(tmpdir(), 'sft-stream-bench-'))
const redis = await startRedis(folder)

async function startWorker(): Promise<ChildProcess> {
  // As docs/scale-out.md starts them.
  const args = ['--single-threaded', COMMAND, 'worker', '--queue', redis.url, '-j', '1', '--cache', folder]
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  worker.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  while (!said.includes('serving')) await once(worker.stderr, 'data')
  return worker
}

/** Seconds for the whole file; nothing comes from a cache. */
async function seconds(workers: number): Promise<number> {
  const running = await Promise.all(Array.from({ length: workers }, startWorker))
  const command = `node ${COMMAND} validate '${file}' --levels L1,L2,L3 --no-cache --audit 0 -q --queue ${redis.url} --cache ${folder}`
  const { wall } = await cost(command)
  for (const worker of running) worker.kill('SIGTERM')
  await Promise.all(running.map((worker) => once(worker, 'exit')))
  return wall / 1000
}

try {
  const rows = readFileSync(file, 'utf8').trim().split('\n').length
  // The first one only fills the caches of the machine, and builds the index.
  await seconds(1)
  const [one, two] = [await seconds(1), await seconds(2)]
  process.stdout.write('workers  seconds   rows/s   ratio\n')
  for (const [count, taken] of [[1, one], [2, two]] as const) {
    process.stdout.write(`${count}        ${taken.toFixed(1).padStart(7)}  ${(rows / taken).toFixed(1).padStart(7)}  ${(one / taken).toFixed(2).padStart(6)}\n`)
  }
} finally {
  await redis.kill()
  rmSync(folder, { recursive: true, force: true })
}
