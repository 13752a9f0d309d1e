/**
 * `npm run bench:scale [-- VERDICTS] [--rows 1000,10000,100000,1000000] [--keep 0.2] [--seed 1]`: how the final pass grows
 * with its rows. Recombines the rows of VERDICTS (default: what the mock teacher makes of the demo's seeds), sends them
 * through `select | split`, and prints CPU time, memory of both processes together while it goes on, and the exponent of time over rows.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { COMMAND, cost, table, treeMemory, type MemorySample } from '../measure.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000,10000,100000,1000000' },
    keep: { type: 'string', default: '0.2' },
    seed: { type: 'string', default: '1' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'sft-stream-scale-'))
const sft = `${process.execPath} ${COMMAND}`

interface Pass {
  readonly rows: number
  readonly cpu: number
  readonly wall: number
  readonly samples: readonly MemorySample[]
}

async function mockVerdicts(): Promise<string> {
  const name = join(folder, 'verdicts.jsonl')
  const seeds = fileURLToPath(new URL('../../../../fixtures/seeds/demo.jsonl', import.meta.url))
  const common = `--cache ${join(folder, 'cache')} -q`
  await cost(`${sft} requests ${seeds} ${common} | ${sft} teach --teacher mock ${common} | ${sft} parse -q | ${sft} validate ${common} > ${name}`)
  return name
}

async function finalPass(verdicts: string, rows: number): Promise<Pass> {
  const script = fileURLToPath(new URL('rows.js', import.meta.url))
  const source = spawn(process.execPath, [script, verdicts, String(rows), values.seed], { stdio: ['ignore', 'pipe', 'inherit'] })
  const tmp = mkdtempSync(join(folder, 'tmp-'))
  const out = join(folder, `dataset-${rows}`)
  const target = Math.round(rows * Number(values.keep))
  const command = `${sft} select --target ${target} --tmp ${tmp} --allow-partial -q | ${sft} split --tmp ${tmp} --out ${out} --allow-partial -q`
  const started = performance.now()
  const samples: MemorySample[] = []
  const { cpu, wall } = await cost(command, source.stdout, (pids) => {
    const seconds = (performance.now() - started) / 1000
    if (seconds < samples.length) return // once a second: it takes the kernel a while to add up pages
    samples.push({ seconds, rows, megabytes: treeMemory(pids) })
  })
  rmSync(tmp, { recursive: true })
  return { rows, cpu, wall, samples }
}

/** Slope of log CPU over log rows, least squares: 1 is linear. Start-up bends the smallest, so it begins at 10,000 rows where there are two such. */
function exponent(passes: readonly Pass[]): number {
  const large = passes.filter(({ rows }) => rows >= 10_000)
  const points = (large.length >= 2 ? large : passes).map(({ rows, cpu }) => [Math.log(rows), Math.log(cpu)])
  const mean = (axis: number) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const covariance = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0)
  return covariance / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
}

const peakOf = ({ samples }: Pass): number => Math.max(...samples.map(({ megabytes }) => megabytes))

try {
  const verdicts = positionals[0] ?? (await mockVerdicts())
  const passes: Pass[] = []
  for (const rows of values.rows.split(',').map(Number)) {
    const pass = await finalPass(verdicts, rows)
    passes.push(pass)
    const step = Math.max(1, Math.floor(pass.samples.length / 12))
    const shown = pass.samples.filter((_, at) => at % step === 0)
    table(`${rows} rows: memory of select and split together`, ['seconds', 'MB'], shown.map(({ seconds, megabytes }) => [seconds.toFixed(0), megabytes]))
  }
  table(
    'Final pass: select | split',
    ['rows', 'CPU s', 'rows/CPU s', 'wall s', 'peak MB', 'KB a row'],
    passes.map((pass) => {
      const peak = peakOf(pass)
      return [String(pass.rows), pass.cpu / 1000, (1000 * pass.rows) / pass.cpu, pass.wall / 1000, peak, (1024 * peak) / pass.rows]
    }),
  )
  if (passes.length > 1) process.stdout.write(`time grows as rows ^ ${exponent(passes).toFixed(2)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
