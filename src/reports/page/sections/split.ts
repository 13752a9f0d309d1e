/** How the rows are shared out, and what leaks between the parts. */
import { html, Html } from '../../../pages/html.ts'
import { SPLITS } from '../../../record.ts'
import type { LeakageFacts, RowFacts, SplitFacts } from '../../../stream/facts.ts'
import { count, percent } from '../../numbers.ts'
import { barChart } from '../charts/bars.ts'
import { facts, table } from '../table.ts'
import type { Section } from './section.ts'

export function split(found: SplitFacts | null, rows: RowFacts | null): Section {
  return { id: 'split', title: 'Split and leakage', content: found ? contentOf(found, rows) : undefined }
}

function contentOf(found: SplitFacts, rows: RowFacts | null): Html {
  const { shares, leakage, groups, largest_group: largest, purged, held_out: heldOut } = found
  const whole = SPLITS.reduce((sum, split) => sum + found[split], 0)
  const lines = SPLITS.map((split) => [
    split,
    found[split],
    percent(found[split], whole),
    Math.round(shares?.[split] ?? 0),
  ])
  return html`${barChart({
    title: 'Rows of each split',
    says: SPLITS.map((split) => `${split} ${found[split]}`).join(', '),
    bars: SPLITS.map((split) => ({
      name: split,
      value: found[split],
      behind: shares?.[split] ?? 0,
      text: `${count(found[split])}, ${percent(found[split], whole)}`,
    })),
    note: html`<p class="quiet">Paler: its share of --ratios.</p>`,
    table: table(['Split', '#Rows', '#Part', '#Share of --ratios'], lines),
  })}
${rows ? balance(rows) : html``}
<h3>Leakage</h3>
${leakage ? verdict(leakage) : html``}
${facts([
  ['groups', groups ?? 0],
  ['rows of the largest group', largest ?? 0],
  ['purged near-duplicates', purged ?? 0],
  ['held out by template', heldOut?.template ?? 0],
  ['held out by prompt only', heldOut?.prompt ?? 0],
])}`
}

function balance({ splits }: RowFacts): Html {
  const names = Object.keys(splits.train.difficulties)
  const lines = SPLITS.map((split) => {
    const { rows, tokens, difficulties } = splits[split]
    return [
      split,
      ...names.map((name) => `${count(difficulties[name])} (${percent(difficulties[name], rows)})`),
      tokens,
    ]
  })
  return html`<h3>Balance</h3>${table(['Split', ...names.map((name) => `#${name}`), '#tokens'], lines)}`
}

function verdict(leakage: LeakageFacts): Html {
  const names = {
    same_prompt: 'prompts',
    same_template: 'templates',
    near_duplicate: 'pairs of near-duplicate programs',
  }
  const lines = Object.entries(names).map(([key, name]) => {
    const n = leakage[key as keyof LeakageFacts]
    return html`<li class="${n === 0 ? 'good' : 'bad'}">${n === 0 ? '✓ no' : `✗ ${count(n)}`} ${name} in more than one split</li>`
  })
  return html`<ul class="plain">${lines}</ul>`
}
