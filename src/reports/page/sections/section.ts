/** A section of the page: its heading, and its place in the list of contents. */
import { html, Html } from '../../../pages/html.ts'

export interface Section {
  readonly id: string
  readonly title: string
  /** undefined: not part of this run. */
  readonly content: Html | undefined
  /** What is said then, if there is more to say. */
  readonly absent?: string
}

export function renderSection({ id, title, content, absent = 'Not part of this run.' }: Section): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content ?? html`<p class="quiet">${absent}</p>`}
</section>
`
}

export function contents(sections: readonly Section[]): Html {
  const items = sections
    .filter(({ content }) => content)
    .map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)
  return html`<nav aria-label="Contents"><ul>${items}</ul></nav>
`
}

/** Says how much of a list is not shown; nothing when all is. */
export function leftOut(shown: number, all: number, what: string): Html {
  return shown >= all ? html`` : html`<p class="quiet">${all - shown} further ${what} are not shown.</p>`
}
