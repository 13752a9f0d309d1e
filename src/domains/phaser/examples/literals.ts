/** Values as the text of a program. */

/** A text in quotes. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`
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
