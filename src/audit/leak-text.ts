/** An audit as people read it. */
import { count, percent } from '../reports/numbers.ts'
import { padded, toRight } from '../text/columns.ts'
import { inEnglish, type Say } from '../text/localize.ts'
import { oneLine } from '../text/printable.ts'
import { LEAK_KINDS, type LeakExample, type LeakKind, type LeakReport } from './leaks.ts'

const LABEL = 52
const NUMBER = 8

/** How much of a task an example shows. */
const TASK_CHARACTERS = 100

/** The table of leaks, then examples of each kind; safe to show, whatever the rows hold. */
export function renderLeaks(report: LeakReport, say: Say = inEnglish): string {
  const { rows, held_out: heldOut, held_out_by_prompt: byPrompt, leaks, any } = report
  const kinds = Object.keys(LEAK_KINDS) as LeakKind[]
  const line = (label: string, cells: readonly string[]) =>
    padded(label, LABEL) + cells.map((text) => toRight(text, NUMBER)).join('')
  const counts = ({ rows: n, val, test }: LeakReport['any']) => [count(val), count(test), count(n), percent(n, heldOut)]
  const seen = new Set<string>()
  const isNew = ({ row, like }: LeakExample) => seen.size < seen.add(`${row} ${like}`).size
  const lines = [
    `train ${count(rows.train)}, val ${count(rows.val)}, test ${count(rows.test)}`,
    ...(byPrompt === 0
      ? []
      : [say(`${count(byPrompt)} of them held out by prompt only: train knows their templates on purpose`)]),
    '',
    line(say('held-out rows that have in an earlier split'), ['val', 'test', say('rows'), say('share')]),
    ...kinds.map((kind) => line(say(LEAK_KINDS[kind]), counts(leaks[kind]))),
    line(say('any of these'), counts(any)),
    ...kinds.flatMap((kind) => examplesOf(say(LEAK_KINDS[kind]), leaks[kind].examples.filter(isNew), say)),
  ]
  return lines.join('\n') + '\n'
}

function examplesOf(title: string, examples: readonly LeakExample[], say: Say): string[] {
  if (examples.length === 0) return []
  return ['', title, ...examples.flatMap((example) => exampleLines(example, say))]
}

function exampleLines({ row, like, task, like_task: likeTask, ...similarities }: LeakExample, say: Say): string[] {
  const { task_similarity: tasks, code_similarity: codes } = similarities
  return [
    `  ${oneLine(row, '?')} ~ ${oneLine(like, '?')}: ${say(`tasks ${tasks.toFixed(2)}, programs ${codes.toFixed(2)}`)}`,
    `    ${shown(task)}`,
    ...(likeTask === task ? [] : [`    ${shown(likeTask)}`]),
  ]
}

function shown(task: string): string {
  const letters = [...oneLine(task, ' ')]
  return letters.length <= TASK_CHARACTERS ? letters.join('') : letters.slice(0, TASK_CHARACTERS - 1).join('') + '…'
}
