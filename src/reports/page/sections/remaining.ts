/** What has no chart, as the report has it, names sorted. */
import stableStringify from 'fast-json-stable-stringify'
import { html, Html } from '../../../pages/html.ts'
import type { Report } from '../../report.ts'
import type { Section } from './section.ts'

export function remaining({ prompts, tokens, pairs, attempts, selection, run }: Report): Section {
  const parts = { prompts, tokens, pairs, attempts, thresholds: selection?.thresholds ?? null, run }
  return {
    id: 'run',
    title: 'Run and options',
    content: html`${Object.entries(parts).map(([name, part]) => asJson(name, part))}`,
  }
}

function asJson(name: string, part: object | null): Html {
  if (part === null || Object.keys(part).length === 0) return html``
  return html`<details><summary>${name}</summary><pre tabindex="0">${JSON.stringify(JSON.parse(stableStringify(part)), null, 2)}</pre></details>
`
}
