/** Changes to a text by offsets, so that all that is not changed stays as it was written. */

export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The text after its edits. Of two that overlap the one that starts first counts, of two that start at one place the
 * longer one, after what is only put in there; equal edits count once.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const inOrder = edits.toSorted(
    (a, b) => a.start - b.start || Number(b.end === b.start) - Number(a.end === a.start) || b.end - a.end,
  )
  let result = ''
  let at = 0
  let previous: Edit | undefined
  for (const edit of inOrder) {
    const isTwin = previous?.start === edit.start && previous.end === edit.end
    if (edit.start < at || isTwin) continue
    result += text.slice(at, edit.start) + edit.text
    at = edit.end
    previous = edit
  }
  return result + text.slice(at)
}

/** From a node's start to its end with the line it leaves empty: what to cut when a statement goes. */
export function wholeLines(text: string, start: number, end: number): Edit {
  const before = /[^\S\n]*$/.exec(text.slice(Math.max(0, start - 200), start))![0].length
  const after = /^[^\S\n]*(?:\n|(?![\s\S]))/.exec(text.slice(end, end + 200))
  const isAlone = start - before === 0 || text[start - before - 1] === '\n'
  if (isAlone && after) return { start: start - before, end: end + after[0].length, text: '' }
  return { start, end, text: '' }
}
