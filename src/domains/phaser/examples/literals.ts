/** Values as the text of a program. */

/** A text in quotes. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`
}

/** A list, broken into lines where it is long. */
export function listText(items: readonly (string | number)[]): string {
  const flat = items.join(', ')
  if (flat.length < 80) return `[${flat}]`
  const lines: string[] = ['']
  for (const item of items) {
    if (lines.at(-1)!.length + String(item).length > 90) lines.push('')
    lines[lines.length - 1] += `${lines.at(-1) === '' ? '' : ' '}${item},`
  }
  return `[\n${lines.map((line) => `  ${line}`).join('\n')}\n]`
}

/** `0xRRGGBB` */
export function hex(colour: number): string {
  return `0x${colour.toString(16).padStart(6, '0')}`
}

/** What JSON can say, as an expression of a program: on one line where it is short. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return inBrackets('[', value.map(valueText), ']')
  const fields = Object.entries(value).map(([name, each]) => `${fieldName(name)}: ${valueText(each)}`)
  return fields.length === 0 ? '{}' : inBrackets('{ ', fields, ' }')
}

function inBrackets(open: string, parts: readonly string[], close: string): string {
  const flat = open + parts.join(', ') + close
  if (flat.length < 100 && !flat.includes('\n')) return flat
  const lines = parts.map((part) => `  ${part.replaceAll('\n', '\n  ')},`)
  return [open.trim(), ...lines, close.trim()].join('\n')
}

/** In brackets, `__proto__` is a name like any other. */
function fieldName(name: string): string {
  if (name === '__proto__') return `[${quoted(name)}]`
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}
