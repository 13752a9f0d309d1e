import { Readable, Writable } from 'node:stream'
import { domain } from '../../../src/domains/registry.ts'
import { SftError } from '../../../src/errors.ts'
import type { Seed } from '../../../src/record.ts'
import { generate } from '../../../src/seeds/generate.ts'
import { statisticsOf } from '../../../src/seeds/statistics.ts'
import { statisticsTable } from '../../../src/reports/seed-table.ts'
import { runChain } from '../../../src/stream/chain.ts'
import { jsonLine } from '../../../src/stream/json-line.ts'
import { readRecords } from '../../../src/stream/read-records.ts'
import { gathered, inSteps, step } from '../../../src/stream/work.ts'
import { into, toLines } from '../../../src/stream/write-lines.ts'
import type { Command, Invocation } from '../command.ts'
import { COMMON_FLAGS, SEED_FLAGS } from '../flags.ts'
import { checkSeeds } from './seeds-check.ts'

export const seeds: Command = {
  name: 'seeds',
  usage: '--count N | --stats [FILE] | check [FILE] [flags]',
  summary: 'makes task prompts with probes that a correct program satisfies; check lints a file of them.',
  details: `Tasks come from families with slots (numbers, colours, shapes, keys, texts), each phrased in several ways; tasks above
easy put families together: a mechanic, a goal, a feedback. No two seeds of a run are the same task, and the same
--count and --seed give the same seeds. --ood makes seeds for evaluation: of families and combinations that no run
without it ever gives. --stats prints what the seeds cover and how much they differ, instead of the seeds; with a FILE
of seeds, of those.

check reads a file of seeds and tells what is wrong, file:line: message: fields that are missing or of the wrong type or
mistyped, ids and tasks that came before, must-use APIs that the engine does not have, probes that cannot be read, and
modules that nobody knows. Exit 1 when there are errors; warnings alone are none.`,
  examples: [
    'sft-stream seeds --count 1000 --seed 7 > seeds.jsonl',
    'sft-stream seeds --count 200 --task-lang en --quota 20/40/40 | sft-stream --out dataset',
    'sft-stream seeds --count 300 --ood > eval-seeds.jsonl',
    'sft-stream seeds --stats seeds.jsonl',
    'sft-stream seeds check seeds.jsonl && sft-stream seeds.jsonl --out dataset',
    "sft-stream seeds check --json seeds.jsonl | jq -r 'select(.severity == \"error\") | .line'",
  ],
  words: ['check'],
  operands: 2,
  flags: [...SEED_FLAGS, 'json', ...COMMON_FLAGS],
  async run(invocation) {
    const { context, json, io, operands, say } = invocation
    if (operands[0] === 'check') return await checkSeeds(invocation, operands[1])
    refuseExtraFile(operands)
    if (!context.options.stats) return await write(invocation, await made(invocation))
    const statistics = statisticsOf(await (context.options.count === undefined ? read(invocation) : made(invocation)))
    io.stdout.write(json ? jsonLine(statistics) : statisticsTable(statistics, say))
  },
}

function refuseExtraFile([, extra]: readonly string[]): void {
  if (extra === undefined) return
  throw new SftError('ERR_USAGE', `seeds takes one file; '${extra}' is one too many`, { hint: 'sft-stream seeds --help' })
}

async function made({ context }: Invocation): Promise<Seed[]> {
  const { count, seed, taskLang, quota, ood, family } = context.options
  if (count === undefined) {
    throw new SftError('ERR_USAGE', 'seeds: how many?', { hint: 'sft-stream seeds --count 1000 > seeds.jsonl' })
  }
  const languages = taskLang === 'both' ? (['zh', 'en'] as const) : [taskLang]
  const library = await domain().seeds()
  const stranger = family.find((id) => !library.families.some((each) => each.id === id))
  if (stranger !== undefined) {
    throw new SftError('ERR_USAGE', `seeds: there is no family '${stranger}'`, { hint: 'sft-stream seeds --count 500 --stats lists them' })
  }
  const seeds = generate(library, { count, seed, languages, quota, ood, leads: family })
  const all = await inSteps(context, 'seeds', step('tasks', gathered(seeds, count)))
  if (all.length < count) context.notice(`the families have no more than ${all.length} tasks that differ, of ${count} asked for`)
  return all
}

async function write({ context, io }: Invocation, all: readonly Seed[]): Promise<void> {
  await runChain(context, [() => Readable.from(all), toLines, () => into(io.stdout)])
}

async function read({ context, operands, input }: Invocation): Promise<Seed[]> {
  const all: Seed[] = []
  const collect = new Writable({ objectMode: true, write: (seed: Seed, _, done) => (all.push(seed), done()) })
  await runChain(context, [(c) => readRecords(c, 'seed', input(operands[0])), () => collect])
  return all
}
