import type { ApiIndex, ApiSymbol } from '../../../api-index/api-index.ts'
import { valueText } from '../../../api-index/describe.ts'
import { shorten } from '../../../api-index/doc-comment.ts'
import { configLines, withoutRoot } from './config-fields.ts'
import { SCENE_PATHS } from './scene-paths.ts'

const DOC_SHOWN = 90
const SIGNATURE_SHOWN = 200

/**
 * The symbols as text for a system prompt: a heading for each owner, types that are listed themselves before those of
 * which only members are; below it a line a member, and the fields of the config objects that it takes.
 */
export function apiContext(symbols: readonly ApiSymbol[], index: ApiIndex): string {
  const groups = new Map<string, ApiSymbol[]>()
  // A type is the heading of its own group, so that its members stand below it.
  for (const type of symbols.filter(isType)) groups.set(type.id, [])
  for (const symbol of symbols) {
    if (!isType(symbol)) groups.set(symbol.owner, [...(groups.get(symbol.owner) ?? []), symbol])
  }
  const headings = [...groups.keys()]
  const shown = new Set<string>()
  const texts = [...groups].map(([id, members]) => [
    ...headingLines(id, headings, index),
    ...members.flatMap((member) => [memberLine(member), ...configLines(member, index, shown)]),
  ])
  return texts.map((lines) => lines.join('\n')).join('\n\n')
}

function isType({ kind }: ApiSymbol): boolean {
  return kind === 'class' || kind === 'interface' || kind === 'namespace' || kind === 'typedef' || kind === 'enum'
}

/** `### Engine.Base (class; this.path; of Sprite, Text)`: how a scene gets there, and who among the others inherits it. */
function headingLines(id: string, headings: readonly string[], index: ApiIndex): string[] {
  const type = index.get(id)
  const heirs = index
    .subtypes(id)
    .filter((heir) => headings.includes(heir))
    .map(lastName)
  const path = Object.hasOwn(SCENE_PATHS, id) ? `this.${SCENE_PATHS[id]}` : undefined
  const about = [type?.kind, path, heirs.length > 0 ? `of ${heirs.join(', ')}` : undefined]
  const known = about.filter((text) => text !== undefined)
  const doc = shorten(type?.doc ?? '', DOC_SHOWN)
  return [`### ${id}${known.length > 0 ? ` (${known.join('; ')})` : ''}`, ...(doc === '' ? [] : [doc])]
}

function memberLine(symbol: ApiSymbol): string {
  const doc = shorten(symbol.doc, DOC_SHOWN)
  const signature = shorten(withoutRoot(symbol.signature), SIGNATURE_SHOWN)
  return `- ${signature}${valueText(symbol)}${doc === '' ? '' : ` — ${doc}`}`
}

function lastName(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1)
}
