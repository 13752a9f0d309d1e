import type { ApiIndex, ApiSymbol } from '../../../api-index/api-index.ts'
import { valueText } from '../../../api-index/describe.ts'
import { shorten } from '../../../api-index/doc-comment.ts'

const DOC_SHOWN = 110

/** The symbols as text for a system prompt: a heading for each owner in order of first mention, a line a symbol. */
export function apiContext(symbols: readonly ApiSymbol[], index: ApiIndex): string {
  const groups = new Map<string, ApiSymbol[]>()
  for (const symbol of symbols) {
    // A type is the heading of its own group, so that its members stand below it.
    const heading = isType(symbol) ? symbol.id : symbol.owner
    groups.set(heading, [...(groups.get(heading) ?? []), symbol])
  }
  const texts = [...groups].map(([heading, group]) => [headingLine(heading, index), ...group.flatMap(symbolLine)])
  return texts.map((lines) => lines.join('\n')).join('\n\n')
}

function isType({ kind }: ApiSymbol): boolean {
  return kind === 'class' || kind === 'interface' || kind === 'namespace' || kind === 'typedef' || kind === 'enum'
}

function headingLine(id: string, index: ApiIndex): string {
  const symbol = index.get(id)
  return `### ${id}${symbol ? ` (${symbol.kind})` : ''}`
}

function symbolLine(symbol: ApiSymbol): string[] {
  const doc = shorten(symbol.doc, DOC_SHOWN)
  if (isType(symbol)) return doc === '' ? [] : [`- ${doc}`]
  const signature = shorten(withoutRoot(symbol.signature), 240)
  return [`- ${signature}${valueText(symbol)}${doc === '' ? '' : ` — ${doc}`}`]
}

// `Phaser.Types.GameObjects.Text.TextStyle` as a parameter type reads as `TextStyle`: the namespace helps nobody there.
function withoutRoot(signature: string): string {
  return signature.replace(/\bPhaser\.(?:[A-Z]\w*\.)*(?=[A-Z])/g, '')
}
