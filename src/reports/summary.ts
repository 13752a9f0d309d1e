/** The table at the end of a run, for people at a terminal. */
import { join } from 'node:path'
import { MOCK_NOTICE } from '../formats/statistics.ts'
import { byCount } from '../order.ts'
import { oneLine } from '../text/printable.ts'
import { shellWord } from '../text/shell-word.ts'
import { count, percent, usd } from './numbers.ts'
import type { PromptFacts } from '../stream/facts.ts'
import type { Report } from './report.ts'

/** Wide enough for the counts, narrow enough for any terminal. */
const COLUMNS = 80
const NAME = 10
const NUMBER = 9

/**
 * The summary as lines of at most 80 columns, without a last line break. `out` is the dataset folder as the user typed
 * it, if there is one.
 */
export function renderSummary(report: Report, out?: string): string {
  const blocks = [
    [...(report.totals.mock ? [MOCK_NOTICE] : []), headline(report)],
    stageTable(report),
    levelTable(report),
    [...promptLines(report), ...attemptLines(report), ...costLines(report), ...splitLines(report), ...lengthLines(report), ...pairLines(report)],
    [...pageLine(report, out), nextStep(report, out)],
  ]
  const lines = blocks.filter((block) => block.length > 0).map((block) => block.map(cut).join('\n'))
  return lines.join('\n\n')
}

function headline({ name, version, totals }: Report): string {
  const tokens = totals.tokens === 0 ? '' : `, about ${count(totals.tokens)} tokens`
  return `${name} ${version}: ${count(totals.read)} read, ${count(totals.written)} written${tokens}`
}

function stageTable({ stages }: Report): string[] {
  const rows = Object.entries(stages).map(([name, { in: taken, out, dropped }]) => {
    const total = Object.values(dropped).reduce((sum, n) => sum + n, 0)
    return row(name, [taken, out, total].map(count), reasons(dropped))
  })
  return rows.length === 0 ? [] : [row('stage', ['in', 'out', 'dropped'], ''), ...rows]
}

function levelTable({ levels }: Report): string[] {
  const rows = Object.entries(levels ?? {}).map(([level, { in: taken, passed, issues }]) => {
    return row(level, [count(taken), count(passed), percent(passed, taken)], reasons(issues))
  })
  return rows.length === 0 ? [] : [row('level', ['checked', 'passed', ''], 'issues, warnings too'), ...rows]
}

function promptLines({ prompts }: Report): string[] {
  return prompts ? [`prompts   ${promptsLine(prompts)}`] : []
}

/** What the prompts hold: "351,000 tokens, 1,950 a prompt: API context 900, shared prefix 840". */
export function promptsLine({ requests, tokens, context_tokens: context, shared_tokens: shared }: PromptFacts): string {
  const mean = (sum: number) => count(requests === 0 ? 0 : Math.round(sum / requests))
  return `${count(tokens)} tokens, ${mean(tokens)} a prompt: API context ${mean(context)}, shared prefix ${mean(shared)}`
}

function attemptLines({ attempts }: Report): string[] {
  if (!attempts) return []
  const { repairs, repaired, further_versions: further, seeds_without_survivor: left } = attempts
  const seeds = left === null ? '' : `; ${count(further)} further versions, ${count(left)} seeds left without`
  return [`attempts  ${count(repairs)} repairs, ${count(repaired)} passed${seeds}`]
}

/** Only what was paid, or may have been. */
function costLines({ teacher }: Report): string[] {
  if (!teacher || teacher.replies === 0 || teacher.cost_usd === 0) return []
  const { cost_usd: cost, spent_usd: spent, cost_per_row_usd: each } = teacher
  const lines = teacher.models.map(({ provider, model, replies, from_journal: saved, cost_usd }) => {
    return `teacher   ${provider} ${model}: ${count(replies)} replies (${count(saved)} from the journal), ${usd(cost_usd)}`
  })
  const sum = `cost      ${usd(cost)} in all, ${usd(spent)} in this run`
  return [...lines, each === null ? sum : `${sum}, ${usd(each)} a row`]
}

function splitLines({ split }: Report): string[] {
  if (!split) return []
  const { train, val, test, largest_group: largest } = split
  const line = `split     train ${count(train)}, val ${count(val)}, test ${count(test)}`
  return [largest === undefined ? line : `${line}; largest group ${count(largest)}`]
}

function lengthLines({ tokens }: Report): string[] {
  if (!tokens || tokens.cutoff_len === null) return []
  const { cutoff_len: cutoff, over_long: flagged, dropped } = tokens
  return [`tokens    above ${count(cutoff)}: ${count(flagged)} rows flagged, ${count(dropped)} dropped`]
}

function pairLines({ pairs }: Report): string[] {
  if (!pairs) return []
  const { failed, dpo, kto } = pairs
  return [`pairs     ${count(dpo)} for DPO, ${count(kto.good + kto.bad)} answers for KTO, of ${count(failed)} failed programs`]
}

/** Where to look, for whoever made the folder. */
function pageLine({ totals }: Report, out: string | undefined): string[] {
  return out === undefined || totals.written === 0 ? [] : [`report: ${shellWord(join(out, 'report.html'))}, for any browser`]
}

function nextStep({ totals, run }: Report, out: string | undefined): string {
  if (totals.written === 0) return 'next: --rejects FILE lists every dropped row with its reason'
  if (totals.mock) return 'next: name a real teacher with --teacher, see --help'
  const { format } = (run.options ?? {}) as { format?: string }
  const train = format === 'trl' ? 'trl sft --config trl.yaml' : 'llamafactory-cli train sft.yaml'
  if (out !== undefined) return `next: cd ${shellWord(out)} && ${train}`
  return 'next: --out DIR writes a folder that a trainer reads as it is'
}

function row(name: string, numbers: readonly string[], text: string): string {
  return (name.padEnd(NAME) + numbers.map((number) => number.padStart(NUMBER)).join('') + `  ${text}`).trimEnd()
}

function reasons(counts: Readonly<Record<string, number>>): string {
  return byCount(Object.entries(counts)).map(([name, n]) => `${name} ${count(n)}`).join(', ')
}

// Stages and codes are ours, paths and models are not: no escape sequence and no bidi trick reaches the terminal.
function cut(line: string): string {
  const safe = oneLine(line, '?')
  const letters = [...safe]
  return letters.length <= COLUMNS ? safe : letters.slice(0, COLUMNS - 1).join('') + '…'
}
