/** HTML by template: whatever is put into it is escaped, unless it was made by the same template. */
import { printable } from '../text/printable.ts'

export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | readonly Html[]

/** html`<p>${untrusted}</p>` */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, next, at) => text + render(parts[at - 1]) + next))
}

function render(part: Part): string {
  if (part instanceof Html) return part.text
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return part.map((piece) => piece.text).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// Bidi controls would let a name rewrite the line around it; other control characters are not allowed in HTML.
function escape(text: string): string {
  return printable(text, () => '\ufffd').replace(/[&<>"']/g, (sign) => ENTITIES[sign])
}
