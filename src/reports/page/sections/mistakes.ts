/** What failed programs did wrong, each with an example, and the names that they made up. */
import { html, Html } from '../../../pages/html.ts'
import type { Mistake, MistakeFacts, NameCount } from '../../../stream/facts.ts'
import { count, percent } from '../../numbers.ts'
import { barChart } from '../charts/bars.ts'
import { table } from '../table.ts'
import { leftOut, type Section } from './section.ts'

const SHOWN = 40
const CHARTED = 12

export function mistakes(facts: MistakeFacts | null): Section {
  return { id: 'mistakes', title: 'What programs fail by', content: facts ? contentOf(facts) : undefined }
}

function contentOf({ programs, failed, ranked, invented = [] }: MistakeFacts): Html {
  if (ranked.length === 0) return html`<p>None of ${count(programs)} programs failed.</p>`
  const shown = ranked.slice(0, SHOWN)
  return html`<p>${count(failed)} of ${count(programs)} programs failed (${percent(failed, programs)}). A program counts once for each
mistake of the first level that it failed.</p>
${barChart({
  title: 'Failed programs by mistake',
  says: ranked
    .slice(0, 3)
    .map((mistake) => `${nameOf(mistake)} ${mistake.count}`)
    .join(', '),
  bars: ranked
    .slice(0, CHARTED)
    .map((mistake) => ({ name: nameOf(mistake), value: mistake.count, text: count(mistake.count) })),
  table: table(
    ['Level', 'Code', 'Topic', '#Programs'],
    ranked.map(({ level, code, topic, count: n }) => [level, code, topic, n]),
  ),
})}
<h3>An example of each</h3>
${shown.map(example)}${leftOut(shown.length, ranked.length, 'mistakes')}
${inventedNames(invented)}`
}

function nameOf({ level, code, topic }: Mistake): string {
  return `${level} ${code}${topic === '' ? '' : ` (${topic})`}`
}

function example(mistake: Mistake): Html {
  const { symbols, messages, example } = mistake
  const names = symbols.map(({ symbol, count: n }) => `${symbol} (${n})`)
  const told = messages.map(({ message, count: n }) => `${message} (${n})`)
  return html`<details class="example"><summary>${nameOf(mistake)}: ${count(mistake.count)}</summary>
${example ? html`<p><code>${example.id}</code>: ${example.message}</p>${excerpt(example.excerpt)}` : html``}
${[...names, ...told].length === 0 ? html`` : html`<p class="quiet">Most often: ${[...names, ...told].join(', ')}</p>`}
</details>
`
}

function excerpt(lines: { from: number; lines: string[] } | undefined): Html {
  if (!lines) return html``
  const numbered = lines.lines.map(
    (text, at) => html`<span class="quiet">${String(lines.from + at).padStart(4)} </span>${text}
`,
  )
  return html`<pre tabindex="0">${numbered}</pre>`
}

function inventedNames(names: readonly NameCount[]): Html {
  if (names.length === 0) return html``
  return barChart({
    title: 'Invented names',
    says: names
      .slice(0, 3)
      .map(({ symbol, count: n }) => `${symbol} ${n}`)
      .join(', '),
    bars: names.map(({ symbol, count: n, suggestion }) => ({
      name: suggestion === undefined ? symbol : `${symbol} – did it mean ${suggestion}?`,
      value: n,
      text: count(n),
    })),
    table: table(
      ['Name', 'There is', '#Programs'],
      names.map(({ symbol, suggestion = '', count: n }) => [symbol, suggestion, n]),
    ),
  })
}
