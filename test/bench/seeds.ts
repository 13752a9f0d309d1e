/**
 * `npm run bench:seeds -- [FAMILY…] [--each 5] [--seed 1] [--ood]`: whether seeds and probes agree. Generates seeds of each
 * family, lets the mock write their programs, and prints what the checks say of them; then puts the probes of each seed
 * to the program of another family of the same module, which must not satisfy them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { askProbes } from '../../src/domains/phaser/probes/ask.ts'
import { domain } from '../../src/domains/registry.ts'
import type { Seed, Verdict } from '../../src/record.ts'
import type { Observed } from '../../src/runtime/observed.ts'
import { generate } from '../../src/seeds/generate.ts'
import { COMMAND, table } from './measure.ts'
import { validate } from './validate.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    ood: { type: 'boolean', default: false },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'sft-stream-seeds-'))

async function main(): Promise<void> {
  const seeds = await seedsOfEach(Number(values.each))
  const verdicts = await judged(seeds)
  printFaults(verdicts)
  printTotals(verdicts)
}

/** So many seeds of each family, easy ones and those of compositions alike. */
async function seedsOfEach(each: number): Promise<Seed[]> {
  const library = await domain().seeds()
  const ids = positionals.length > 0 ? positionals : library.families.filter(({ role }) => role !== 'frame').map(({ id }) => id)
  const wish = { seed: Number(values.seed), languages: ['zh', 'en'], leads: ids } as const
  const found = new Map<string, Seed[]>()
  for (const ood of [false, true]) {
    for (const quota of [[100, 0, 0], [0, 50, 50]]) {
      for (const seed of generate(library, { ...wish, quota, ood, count: each * ids.length })) {
        const heldOut = library.families.find(({ id }) => id === seed.family)?.heldOut ?? false
        const own = found.get(seed.family!) ?? []
        if (own.length < each && heldOut === ood) found.set(seed.family!, [...own, { ...seed, id: `${seed.family}_${own.length + 1}` }])
      }
    }
  }
  const without = ids.filter((id) => !found.has(id))
  if (without.length > 0) process.stdout.write(`no task could be made for ${without.join(', ')}\n`)
  return [...found.values()].flat()
}

interface Judged {
  readonly seed: Seed
  readonly verdict: Verdict
  readonly observed: Observed | null
}

async function judged(seeds: readonly Seed[]): Promise<Judged[]> {
  const path = (name: string): string => join(folder, name)
  writeFileSync(path('seeds.jsonl'), seeds.map((seed) => `${JSON.stringify(seed)}\n`).join(''))
  const chain = ['requests --versions 1 --top-k 0', 'teach --teacher mock', 'parse']
  const cache = `--cache ${path('cache')} -q`
  const command = chain.map((stage) => `${process.execPath} ${COMMAND} ${stage} ${cache}`).join(' | ')
  const { status } = spawnSync('bash', ['-c', `set -o pipefail; cat ${path('seeds.jsonl')} | ${command} > ${path('candidates.jsonl')}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error(`the programs could not be written (${status})`)
  const verdicts = await validate(path('candidates.jsonl'), ['--observations', '--all-levels', '-q', '--cache', path('cache')])
  return [...verdicts.values()].map((verdict) => ({
    seed: verdict.prompt as Seed,
    verdict,
    observed: (verdict.validation.observed ?? null) as Observed | null,
  }))
}

const answers = ({ seed }: Judged, { observed, verdict }: Judged) =>
  askProbes(seed.probes ?? [], observed, verdict.code).map(({ probe, outcome }) => ({ probe, outcome }))

function printFaults(all: readonly Judged[]): void {
  for (const one of all) {
    const { seed, verdict } = one
    const issues = Object.values(verdict.validation.levels).flatMap((level) => level?.issues ?? [])
    const errors = issues.filter(({ severity }) => severity === 'error')
    const open = answers(one, one).filter(({ outcome }) => outcome?.answer !== 'holds')
    if (errors.length === 0 && open.length === 0) continue
    const parts = (seed.recipe as { family: string }[]).map(({ family }) => family).join(' + ')
    process.stdout.write(`\n${seed.id} ${parts} (${seed.lang})\n`)
    for (const { level, code, message, line } of errors.slice(0, 5)) {
      const text = line ? verdict.code.split('\n')[line - 1]?.trim() : undefined
      process.stdout.write(`  ${level} ${code}: ${message}${text === undefined ? '' : `\n      ${line}: ${text}`}\n`)
    }
    for (const { probe, outcome } of open) {
      process.stdout.write(`  probe ${JSON.stringify(probe)} ${outcome?.answer}: ${outcome?.seen}\n`)
    }
  }
}

const moduleOf = ({ modules }: Seed): string => modules.find((module) => module !== 'Scene') ?? 'Scene'
const share = (part: number, whole: number): string => `${part}/${whole} (${((100 * part) / (whole || 1)).toFixed(1)} %)`

function printTotals(all: readonly Judged[]): void {
  const holds = (of: Judged, by: Judged) => answers(of, by).every(({ outcome }) => outcome?.answer === 'holds')
  const fails = (of: Judged, by: Judged) => answers(of, by).some(({ outcome }) => outcome?.answer === 'fails')
  const lenient: string[] = []
  let [violated, pairs] = [0, 0]
  for (const [at, one] of all.entries()) {
    const strangers = all.filter(({ seed }) => moduleOf(seed) === moduleOf(one.seed) && seed.family !== one.seed.family)
    if (strangers.length === 0) continue
    const other = strangers[(at * 7919) % strangers.length]
    pairs++
    if (fails(one, other)) violated++
    else lenient.push(`${one.seed.family} by ${other.seed.family}`)
  }
  if (lenient.length > 0) process.stdout.write(`\nsatisfied by another family: ${lenient.toSorted().join(', ')}\n`)
  const levels = (['L1', 'L2', 'L3', 'L4'] as const).map((level) => [
    level, share(all.filter(({ verdict }) => verdict.validation.levels[level]?.passed === true).length, all.length),
  ])
  table(`\n${all.length} seeds of ${new Set(all.map(({ seed }) => seed.family)).size} families`, ['', 'seeds'], [
    ...levels,
    ['all levels', share(all.filter(({ verdict }) => verdict.passed).length, all.length)],
    ['all probes hold', share(all.filter((one) => holds(one, one)).length, all.length)],
    ['no probe fails', share(all.filter((one) => !fails(one, one)).length, all.length)],
    ['violated by another family', share(violated, pairs)],
  ])
}

try {
  await main()
} finally {
  rmSync(folder, { recursive: true })
}
