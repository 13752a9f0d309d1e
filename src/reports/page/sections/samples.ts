/** The table of samples. What is in it comes from the data of the page: src/reports/page/browser/sample-table.ts. */
import { html, Html } from '../../../pages/html.ts'
import { count } from '../../numbers.ts'
import type { PageRows } from '../page-rows.ts'
import type { Section } from './section.ts'

const COLUMNS = [
  ['id', 'Id'],
  ['task', 'Task'],
  ['difficulty', 'Difficulty'],
  ['modules', 'Modules'],
  ['split', 'Split'],
  ['score', 'Score'],
  ['tokens', 'Tokens'],
  ['model', 'Model'],
] as const

export function samples(found: PageRows): Section {
  return {
    id: 'samples',
    title: 'Samples',
    content: found.rows.length === 0 ? undefined : contentOf(found),
    absent: 'Samples are shown of a dataset folder: sft-stream report DIR.',
  }
}

function contentOf({ all, rows, programs }: PageRows): Html {
  const games = Object.keys(programs).length
  const some =
    rows.length < all
      ? html`${count(rows.length)} of ${count(all)} rows, drawn over difficulties and modules; the others are not shown. `
      : html``
  return html`<p>${some}${count(games)} of them can be played. <code>sft-stream explain DIR ID</code> tells all that is known of a row.</p>
<form id="samples-search" role="search">
<label>Search <input type="search" name="words" autocomplete="off" size="24" placeholder="id, task, module, model"></label>
${select('difficulty', 'Difficulty', distinct(rows.map((row) => row.difficulty)))}
${select('split', 'Split', distinct(rows.map((row) => row.split)))}
<label><input type="checkbox" name="playable"> with a game</label>
</form>
<p id="samples-shown" role="status"></p>
<div class="scroll" tabindex="0" role="group" aria-label="table of samples">
<table id="samples-table"><thead><tr>${COLUMNS.map(head)}<th scope="col">Game</th></tr></thead><tbody></tbody></table>
</div>
<p class="pager"><button type="button" id="samples-before">Page before</button> <button type="button" id="samples-after">Next page</button></p>`
}

function head([key, name]: readonly [string, string]): Html {
  return html`<th scope="col" data-key="${key}"><button type="button">${name}</button></th>`
}

function select(name: string, label: string, values: readonly string[]): Html {
  const options = values.map((value) => html`<option value="${value}">${value}</option>`)
  return html`<label>${label} <select name="${name}"><option value="">any</option>${options}</select></label>`
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted()
}
