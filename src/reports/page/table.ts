/** Tables of numbers and names. */
import { html, Html } from '../../pages/html.ts'
import { count } from '../numbers.ts'

type TableCell = string | number | Html

/** Column names with a # before them are of numbers. The first cell of a row names it. */
export function table(columns: readonly string[], rows: readonly (readonly TableCell[])[]): Html {
  const isNumber = columns.map((name) => name.startsWith('#'))
  const names = columns.map((name, at) => (isNumber[at] ? name.slice(1) : name))
  const heads = names.map((name, at) => html`<th scope="col"${kind(isNumber[at])}>${name}</th>`)
  const lines = rows.map((cells) => {
    const [first, ...rest] = cells.map((cell) => (typeof cell === 'number' ? count(cell) : cell))
    return html`<tr><th scope="row">${first}</th>${rest.map((cell, at) => html`<td${kind(isNumber[at + 1])}>${cell}</td>`)}</tr>
`
  })
  // What scrolls must be reachable by keyboard.
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${names.join(', ')}"><table><thead><tr>${heads}</tr></thead><tbody>
${lines}</tbody></table></div>
`
}

function kind(isNumber: boolean | undefined): Html {
  return isNumber ? html` class="n"` : html``
}

/** Names with their values. */
export function facts(pairs: readonly (readonly [name: string, value: TableCell])[]): Html {
  const items = pairs.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${typeof value === 'number' ? count(value) : value}</dd></div>`,
  )
  return html`<dl class="facts">${items}</dl>
`
}
