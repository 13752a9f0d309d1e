/** Data inside an HTML document. */
import { Html } from './html.ts'

// `</script>` and `<!--` begin with it, and U+2028 and U+2029 ended lines of scripts before ES2019. Half a surrogate pair is
// escaped by JSON.stringify itself, so that the page is valid UTF-8.
const ACTING = /[<\u2028\u2029]/g

/** JSON that means the same and can stand anywhere in a document: in a script element, nothing in it ends that. */
export function embeddableJson(value: unknown): string {
  return JSON.stringify(value).replace(ACTING, (sign) => '\\u' + sign.charCodeAt(0).toString(16).padStart(4, '0'))
}

/** An element that holds a value and runs nothing: `JSON.parse(document.getElementById(id).textContent)`. */
export function dataElement(id: string, value: unknown): Html {
  return new Html(`<script type="application/json" id="${id}">${embeddableJson(value)}</script>\n`)
}
