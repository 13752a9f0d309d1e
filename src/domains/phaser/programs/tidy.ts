/**
 * Indents code by its brackets. Pieces come from template literals nested in each other, so their own indentation says
 * nothing. Knows strings, template literals on one line and line comments, which is all that the families write.
 */
export function tidy(code: string): string {
  const lines: string[] = []
  let depth = 0
  for (const raw of code.split('\n')) {
    const line = raw.trim()
    if (line === '' && (lines.length === 0 || lines.at(-1) === '' || /[{[(]$/.test(lines.at(-1)!))) continue
    const change = bracketChange(line)
    const indent = Math.max(0, depth - (/^[}\])]/.test(line) ? 1 : 0) + (/^\.\w/.test(line) ? 1 : 0))
    if (/^[}\])]/.test(line) && lines.at(-1) === '') lines.pop()
    lines.push(line === '' ? '' : '  '.repeat(indent) + line)
    depth = Math.max(0, depth + change)
  }
  return lines.join('\n').trim()
}

/** How many more brackets a line opens than it closes, several on one line (`({`) counted as one step. */
function bracketChange(line: string): number {
  let depth = 0
  let lowest = 0
  for (const [token] of line.matchAll(/'(?:[^'\\]|\\.)*'|`[^`]*`|\/\/.*|[{[(]|[}\])]/g)) {
    if (/^[{[(]$/.test(token)) depth++
    else if (/^[}\])]$/.test(token)) lowest = Math.min(lowest, --depth)
  }
  return Math.max(-1, lowest) + Math.min(1, depth - lowest)
}
