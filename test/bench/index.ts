/**
 * `npm run bench [-- SECTION [FILE]]`: what the chain, the levels, the checks, the runtime, the teacher and the memory cost, as ratios
 * against things measured in the same run. FILE: seeds for the mock teacher (default: the demo's, repeated); candidates for the
 * sections `levels`, `checks` and `runtime`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchChecks } from './checks.ts'
import { COMMAND, type Cost, cost, sampleMemory, slope, table } from './measure.ts'
import { benchLevels } from './levels.ts'
import { benchRuntime } from './runtime.ts'
import { benchTeach } from './teach.ts'

const folder = mkdtempSync(join(tmpdir(), 'sft-stream-bench-'))
const file = (name: string) => join(folder, name)
const node = process.execPath
const [section, given] = process.argv.slice(2)
const sft = `${node} ${COMMAND}`
const common = `--cache ${file('cache')} -q`

function seeds(count: number): string {
  const path = given ?? fileURLToPath(new URL('../../../fixtures/seeds/demo.jsonl', import.meta.url))
  const lines = readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { id: string })
  const rows = Array.from({ length: count }, (_, i) => ({ ...lines[i % lines.length], id: `bench_${i}` }))
  const name = file(`seeds-${count}.jsonl`)
  writeFileSync(name, rows.map((row) => JSON.stringify(row)).join('\n') + '\n')
  return name
}

async function benchChain(): Promise<void> {
  const rows = 100_000
  const padding = 'x'.repeat(1500)
  const line = (i: number) =>
    JSON.stringify({ id: `r${i}`, difficulty: 'easy', modules: ['Scene'], task: `task ${i}`, notes: padding, tags: [1, 2, 3].map(String) })
  writeFileSync(file('rows.jsonl'), Array.from({ length: rows }, (_, i) => line(i)).join('\n') + '\n')
  const scripts = { 'hand loop': 'hand-loop.js', 'streams alone': 'bare-streams.js', 'bare chain': 'bare-chain.js' }
  const all: [string, Cost][] = []
  for (const [name, script] of Object.entries(scripts)) {
    const path = fileURLToPath(new URL(script, import.meta.url))
    all.push([name, await cost(`${node} ${path} < ${file('rows.jsonl')} > /dev/null`)])
  }
  const jq = await cost(`jq -c . < ${file('rows.jsonl')} > /dev/null`)
  all.push(['jq -c .', jq])
  const [, hand] = all[0]
  const figures = ({ cpu, wall }: Cost) => [rows / (wall / 1000), cpu / 1000, cpu / jq.cpu, cpu / hand.cpu]
  table(`Chain: ${rows} rows of 1.6 KB`, ['', 'rows/s', 'CPU s', 'x jq', 'x hand loop'], all.map(([name, each]) => [name, ...figures(each)]))
}

async function mockCandidates(count: number): Promise<string> {
  const name = file('candidates.jsonl')
  await cost(`${sft} requests ${seeds(count)} --versions 1 ${common} | ${sft} teach --teacher mock ${common} | ${sft} parse -q > ${name}`)
  return name
}

/** The default of the command, said here because the number of rows follows from it. */
const VERSIONS = 3

async function benchMemory(count: number): Promise<void> {
  const args = ['run', seeds(count), '--versions', String(VERSIONS), '-j', '2', '--no-cache', '--cache', file('cache'), '--progress', 'always', '--allow-partial', '--out', file('dataset')]
  const judged = (stderr: string) => Number([...stderr.matchAll(/validate (\d+)/g)].at(-1)?.[1] ?? 0)
  const samples = await sampleMemory(args, judged)
  const streaming = samples.filter(({ rows }) => rows >= 500 && rows < count * VERSIONS)
  const peak = Math.max(...samples.map(({ megabytes }) => megabytes))
  const step = Math.max(1, Math.floor(samples.length / 12))
  table(`Memory: ${count} seeds, ${count * VERSIONS} programs, -j 2, PSS of all processes`, ['seconds', 'rows judged', 'MB'], samples.filter((_, i) => i % step === 0).map(({ seconds, rows, megabytes }) => [seconds.toFixed(0), String(rows), megabytes]))
  process.stdout.write(`peak ${peak.toFixed(0)} MB, growth from row 500 to the final pass ${slope(streaming).toFixed(2)} KB a row\n`)
}

async function benchTeacher(count: number): Promise<void> {
  const requests = file('requests.jsonl')
  await cost(`${sft} requests ${seeds(count)} --versions 1 ${common} > ${requests}`)
  await benchTeach(requests, (run) => file(`teach-${run}`))
}

const SECTIONS: Record<string, () => Promise<void>> = {
  chain: benchChain,
  levels: async () => benchLevels(given ?? (await mockCandidates(200)), file('cache')),
  checks: async () => benchChecks(given ?? (await mockCandidates(200)), file('cache')),
  runtime: async () => benchRuntime(given ?? (await mockCandidates(200))),
  teach: () => benchTeacher(6000),
  memory: () => benchMemory(2000),
}

try {
  const chosen = section === undefined ? Object.values(SECTIONS) : [SECTIONS[section]]
  if (!chosen.every(Boolean)) throw new Error(`no section ${section}: ${Object.keys(SECTIONS).join(', ')}`)
  for (const bench of chosen) await bench()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
