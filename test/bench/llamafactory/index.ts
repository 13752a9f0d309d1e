/**
 * `npm run bench:llamafactory -- DIR [--python PATH] [--steps 2]`: whether the trainers read a dataset folder of ours.
 *
 * Trains a tiny student with random weights on every YAML file of the folder and on every further entry of its
 * dataset_info.json, as a user would: `cd DIR && llamafactory-cli train sft.yaml model_name_or_path=…`, or `trl sft` for
 * a folder of --format trl. Prints a line each: rows that the trainer counted beside those of the file, and its loss.
 *
 * Needs a Python with `pip install llamafactory` (0.9.5 was used; torch, torchvision and torchaudio must be of one
 * release). It takes about a minute a line and is no part of the tests.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import type { DatasetEntry } from '../../../src/formats/dataset-info.ts'
import { table } from '../measure.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { python: { type: 'string', default: 'python3' }, steps: { type: 'string', default: '2' } },
})
const dataset = resolve(positionals[0] ?? 'out/demo')
/** Not copied by the build: `dist/test/bench/llamafactory` has its source four folders up. */
const STUDENT_MAKER = fileURLToPath(new URL('../../../../test/bench/llamafactory/tiny_student.py', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sft-stream-trainers-'))
const student = join(folder, 'student')

interface Trial {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Entries of dataset_info.json that it trains on. */
  readonly entries: readonly string[]
}

const entries = JSON.parse(readFileSync(join(dataset, 'dataset_info.json'), 'utf8')) as Record<string, DatasetEntry>
const rowsOf = (file: string) => readFileSync(join(dataset, file), 'utf8').split('\n').length - 1

function trials(): Trial[] {
  const names = readdirSync(dataset).filter((name) => name.endsWith('.yaml'))
  if (names.includes('trl.yaml')) return names.map(trlTrial)
  const trained = names.filter((name) => name !== 'axolotl.yaml').map((name) => llamaFactoryTrial(name))
  const covered = new Set(trained.flatMap((trial) => trial.entries))
  const others = Object.keys(entries).filter((name) => !covered.has(name))
  return [...trained, ...others.map((name) => llamaFactoryTrial(entries[name].ranking ? 'dpo.yaml' : 'sft.yaml', name))]
}

function llamaFactoryTrial(file: string, entry?: string): Trial {
  const config = parse(readFileSync(join(dataset, file), 'utf8')) as { dataset: string }
  return {
    name: entry === undefined ? file : `${file} dataset=${entry}`,
    command: 'llamafactory-cli',
    args: [
      'train',
      file,
      `model_name_or_path=${student}`,
      `max_steps=${values.steps}`,
      'overwrite_output_dir=true',
      `output_dir=${join(folder, 'saves')}`,
      ...(entry === undefined ? [] : [`dataset=${entry}`]),
    ],
    entries: (entry ?? config.dataset).split(','),
  }
}

function trlTrial(file: string): Trial {
  const method = /_(dpo|kto)\.yaml$/.exec(file)?.[1] ?? 'sft'
  const own = ['--config', file, '--model_name_or_path', student, '--max_steps', values.steps]
  const args = [method, ...own, '--output_dir', join(folder, 'saves'), '--use_cpu', 'true', '--bf16', 'false']
  return { name: `${file} (trl ${method})`, command: 'trl', args, entries: [] }
}

function run({ name, command, args, entries: names }: Trial): string[] {
  rmSync(join(folder, 'saves'), { recursive: true, force: true })
  const path = join(dirname(values.python), command)
  const { status, stdout, stderr } = spawnSync(values.python.includes('/') ? path : command, args, {
    cwd: dataset,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, HF_HUB_OFFLINE: '1', TOKENIZERS_PARALLELISM: 'false', DISABLE_VERSION_CHECK: '1' },
  })
  const counted = /Num examples = ([\d,]+)/.exec(stderr + stdout)?.[1].replaceAll(',', '') ?? ''
  const rows = names.reduce((sum, each) => sum + rowsOf(entries[each].file_name), 0)
  const results = join(folder, 'saves', 'all_results.json')
  const loss = existsSync(results)
    ? (JSON.parse(readFileSync(results, 'utf8')) as { train_loss?: number }).train_loss
    : undefined
  const printed = /'train_loss': '?([\d.e+-]+)/.exec(stderr + stdout)?.[1]
  const passed = status === 0 && (names.length === 0 || Number(counted) === rows)
  if (!passed) process.stderr.write((stdout + stderr).slice(-4000))
  return [name, passed ? 'ok' : `failed (${status})`, String(rows), counted, String(loss ?? printed ?? '')]
}

try {
  const made = spawnSync(values.python, [STUDENT_MAKER, student, join(dataset, 'train.jsonl')], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`no student: ${made.error?.message ?? made.stderr}`)
  const lines = trials().map(run)
  table(dataset, ['trained', '', 'rows', 'examples', 'loss'], lines)
  if (lines.some(([, state]) => state !== 'ok')) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
