/** What the selection made of the programs that passed. */
import { html, Html } from '../../../pages/html.ts'
import type { ClusterFacts, DiversityFacts, SelectionFacts } from '../../../stream/facts.ts'
import { count, percent } from '../../numbers.ts'
import { barChart } from '../charts/bars.ts'
import { facts, table } from '../table.ts'
import type { Section } from './section.ts'

export function selection(found: SelectionFacts | null): Section {
  return { id: 'selection', title: 'Selection and near-duplicates', content: found ? contentOf(found) : undefined }
}

function contentOf({ achieved, target, binding, decisions, before, after }: SelectionFacts): Html {
  const { total, ...difficulties } = achieved
  const review = Object.entries(decisions ?? {}).map(([name, n]) => [`review: ${name.replace('_', ' ')}`, n] as const)
  return html`${facts([
    ['chosen', target === null ? count(total) : `${count(total)} of ${count(target)}`],
    ...Object.entries(difficulties),
    ['too few', binding.length === 0 ? 'none' : binding.join(', ')],
    ...review,
  ])}
${clusters(before.near_duplicates, after.near_duplicates)}
<h3>Diversity before and after</h3>
${table(
  ['Figure', '#Passed', '#Chosen'],
  FIGURES.map(([name, show]) => [name, show(before), show(after)]),
)}`
}

const FIGURES: readonly (readonly [name: string, show: (facts: DiversityFacts) => string])[] = [
  ['programs', ({ rows }) => count(rows)],
  ['API members called, of those of all that passed', ({ api_coverage: share }) => percent(share, 1)],
  ['effective number of different programs (Vendi)', ({ vendi }) => vendi.toFixed(1)],
  ['compression: more is more alike', ({ compression }) => compression.toFixed(1)],
  ['similarity to the nearest, in the mean', ({ nearest_mean: mean }) => mean.toFixed(2)],
  ['programs with one half alike or more', ({ nearest_half: share }) => percent(share, 1)],
  ['tokens of a program', ({ mean_tokens: tokens }) => count(tokens)],
]

function clusters(before: ClusterFacts | undefined, after: ClusterFacts | undefined): Html {
  if (!before || !after) return html``
  const names = [...new Set([...Object.keys(before.sizes), ...Object.keys(after.sizes)])]
  const sizes = names.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const line = ({ clusters, programs, largest }: ClusterFacts) =>
    `${count(clusters)} ${clusters === 1 ? 'cluster' : 'clusters'} of ${count(programs)} programs, the largest of ${count(largest)}`
  const of = (sizes: Readonly<Record<string, number>>, size: string): number => sizes[size] ?? 0
  return barChart({
    title: 'Clusters of near-duplicates, by their size',
    says: `before the selection ${line(before)}; after it ${line(after)}`,
    bars: sizes.map((size) => ({
      name: `${size} programs`,
      value: of(after.sizes, size),
      behind: of(before.sizes, size),
      text: `${count(of(before.sizes, size))} → ${count(of(after.sizes, size))}`,
    })),
    note: html`<p class="quiet">Before: ${line(before)}. After: ${line(after)}.</p>`,
    table: table(
      ['Programs in a cluster', '#Before', '#After'],
      sizes.map((size) => [size, of(before.sizes, size), of(after.sizes, size)]),
    ),
  })
}
