/** Finds fenced blocks in Markdown as teachers write it. One pass over the lines, linear in the text. */

export interface Fence {
  /** First word after the opening marks, lower case: 'javascript', 'plan', ''. */
  language: string
  content: string
  /** Offsets of the whole block, marks included. */
  start: number
  end: number
  closed: boolean
}

/** All fenced blocks in order. An unclosed last block reaches to the end of the text. */
export function findFences(text: string): Fence[] {
  const fences: Fence[] = []
  let open: { mark: string; language: string; start: number; contentStart: number } | undefined
  for (const line of lines(text)) {
    const fence = fenceLine(line.text)
    if (!fence) continue
    if (!open) {
      open = { mark: fence.mark, language: firstWord(fence.info), start: line.start, contentStart: line.next }
    } else if (fence.info === '' && fence.mark[0] === open.mark[0] && fence.mark.length >= open.mark.length) {
      const content = text.slice(open.contentStart, line.start)
      fences.push({ language: open.language, content, start: open.start, end: line.next, closed: true })
      open = undefined
    }
  }
  if (open) {
    const content = text.slice(open.contentStart)
    fences.push({ language: open.language, content, start: open.start, end: text.length, closed: false })
  }
  return fences
}

/** The marks and the words behind them, when a line is a fence: three or more backticks or tildes, indented or not. */
function fenceLine(line: string): { mark: string; info: string } | undefined {
  const text = line.trim()
  const sign = text[0]
  if (sign !== '`' && sign !== '~') return undefined
  let length = 1
  while (text[length] === sign) length++
  if (length < 3) return undefined
  const info = text.slice(length).trim()
  return info.includes(sign) ? undefined : { mark: text.slice(0, length), info }
}

function firstWord(info: string): string {
  return /^[\w+#.-]*/.exec(info.replace(/^\{?\.?/, ''))![0].toLowerCase()
}

/** The lines of a text without their ends (LF or CRLF), each with its offset and that of the next. */
export function* lines(text: string): Generator<{ text: string; start: number; next: number }> {
  let start = 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const next = newline === -1 ? text.length : newline + 1
    const end = newline === -1 ? next : text[newline - 1] === '\r' ? newline - 1 : newline
    yield { text: text.slice(start, Math.max(start, end)), start, next }
    start = next
  }
}
