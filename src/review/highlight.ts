/** The colours of a program: which text is a keyword, a string, a number, a comment. */
import { parse } from '@babel/parser'

/** '' is text without a colour. */
export type CodeKind = '' | 'keyword' | 'string' | 'number' | 'comment'
export type CodeSpan = readonly [kind: CodeKind, text: string]

interface Token {
  readonly type: string | { readonly label: string; readonly keyword?: string | undefined }
  readonly start: number
  readonly end: number
}

/** Words that the parser takes for names, though people read them as keywords. */
const SOFT_KEYWORDS = new Set(['let', 'static', 'async', 'await'])

/** The program in spans; joined, their texts are the program. What does not parse has one span. */
export function highlight(code: string): CodeSpan[] {
  const spans: CodeSpan[] = []
  let at = 0
  const add = (kind: CodeKind, end: number): void => {
    if (end <= at) return
    const text = code.slice(at, end)
    const last = spans.at(-1)
    if (last?.[0] === kind) spans[spans.length - 1] = [kind, last[1] + text]
    else spans.push([kind, text])
    at = end
  }
  for (const token of tokensOf(code)) {
    const kind = kindOf(token, code)
    if (kind === '' || token.start < at) continue
    add('', token.start)
    add(kind, token.end)
  }
  add('', code.length)
  return spans
}

function tokensOf(code: string): readonly Token[] {
  try {
    return (parse(code, { tokens: true, errorRecovery: true, sourceType: 'unambiguous' }).tokens ?? []) as Token[]
  } catch {
    return []
  }
}

function kindOf({ type, start, end }: Token, code: string): CodeKind {
  if (typeof type === 'string') return type.startsWith('Comment') ? 'comment' : ''
  if (type.keyword !== undefined) return 'keyword'
  if (type.label === 'num' || type.label === 'bigint') return 'number'
  if (['string', 'template', 'regexp', '`'].includes(type.label)) return 'string'
  return type.label === 'name' && SOFT_KEYWORDS.has(code.slice(start, end)) ? 'keyword' : ''
}
