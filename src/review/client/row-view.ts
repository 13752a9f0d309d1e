/// <reference lib="dom" />
/** A row as a reviewer reads it. Runs in the page, by the rule in src/runtime/guest/kit.ts. */
import type { ReviewLevel, ReviewRow } from '../review-row.ts'
import type { Make } from './elements.ts'

export function viewRow(make: Make, row: ReviewRow): HTMLElement[] {
  const list = (items: readonly string[]) => make('ul', {}, ...items.map((item) => make('li', {}, item)))
  const listed = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [make('h4', {}, title), list(items)]

  const task = [
    make('h3', {}, 'Task'),
    make('p', { class: 'text' }, row.task),
    ...listed('Constraints', row.constraints),
    ...listed('Must use', row.must_use),
    ...listed('Hints', row.hints),
  ]
  const plan =
    row.plan === null
      ? [make('h3', {}, 'Plan'), make('p', { class: 'quiet' }, 'This row has no plan.')]
      : [
          make('h3', {}, 'Plan'),
          make('p', { class: 'text' }, row.plan.requirements),
          ...listed('APIs', row.plan.apis),
          ...(row.plan.steps.length === 0
            ? []
            : [make('h4', {}, 'Steps'), make('ol', {}, ...row.plan.steps.map((step) => make('li', {}, step)))]),
        ]

  const issue = ({ severity, code, message, line, suggestion }: ReviewLevel['issues'][number]) => {
    const place = typeof line === 'number' ? `line ${line}: ` : ''
    const advice = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`
    return make('li', { class: severity }, make('b', {}, `${severity} ${code}`), ` ${place}${message}${advice}`)
  }
  const level = ({ level, outcome, issues, metrics }: ReviewLevel) => {
    const { probes_total: total = 0, probes_held: held = 0 } = metrics
    const probes = total === 0 ? '' : `; ${held} of ${total} probes held`
    return make(
      'li',
      {},
      make(
        'b',
        { class: outcome === 'passed' ? 'good' : outcome === 'failed' ? 'bad' : 'quiet' },
        `${level} ${outcome}`,
      ),
      probes,
      ...(issues.length === 0 ? [] : [make('ul', {}, ...issues.map(issue))]),
    )
  }
  const observed =
    row.observed === ''
      ? []
      : [make('details', {}, make('summary', {}, 'What the run showed'), make('pre', { tabindex: '0' }, row.observed))]
  const verdict = [make('h3', {}, 'Verdict'), make('ul', { class: 'levels' }, ...row.levels.map(level)), ...observed]

  const spans = row.code.map(([kind, text]) => (kind === '' ? text : make('span', { class: `code-${kind}` }, text)))
  // A region that scrolls must be reachable by keys.
  const code = [
    make('h3', { id: 'code-title' }, 'Code'),
    make(
      'pre',
      { class: 'code', tabindex: '0', role: 'region', 'aria-labelledby': 'code-title' },
      make('code', {}, ...spans),
    ),
  ]
  const kind = [row.difficulty, ...row.modules].join(' · ')
  return [make('h2', {}, row.id), make('p', { class: 'quiet' }, kind), ...task, ...verdict, ...plan, ...code]
}
