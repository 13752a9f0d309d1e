import type { ApiIndex, ApiSymbol } from './api-index.ts'

/** What `api show` prints of a symbol for people, own or inherited; undefined when nothing has this id. */
export function describeSymbol(index: ApiIndex, id: string): string | undefined {
  const found = index.resolve(id)
  if (!found) return undefined
  const { symbol, from, inherited } = found
  const lines = [
    `${symbol.id}  (${symbol.static ? 'static ' : ''}${symbol.kind})`,
    inherited ? `inherited by ${from} from ${symbol.owner}` : '',
    symbol.signature + valueText(symbol),
    symbol.type && symbol.kind === 'typedef' ? `= ${symbol.type}` : '',
    symbol.bases.length > 0 ? `extends ${symbol.bases.join(', ')}` : '',
    symbol.doc && `\n${symbol.doc}`,
    membersText(index, symbol),
  ]
  return lines.filter((line) => line !== '').join('\n') + '\n'
}

/** ` = 'pointerdown'` where the value is known, else ''. */
export function valueText({ value }: ApiSymbol): string {
  if (value === undefined) return ''
  return ` = ${typeof value === 'string' ? `'${value}'` : value}`
}

function membersText(index: ApiIndex, { id }: ApiSymbol): string {
  const statics = index.staticNames(id)
  const members = index.memberNames(id)
  return [
    statics.length > 0 ? `\nholds ${statics.length}: ${statics.join(', ')}` : '',
    members.length > 0 ? `\nmembers ${members.length}: ${members.join(', ')}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}
