import type { CallExpression, NewExpression, Node } from 'estree'
import type { ApiParam, ApiSymbol } from '../../../api-index/api-index.ts'
import type { Check, CheckIssue } from '../../../checks/check.ts'
import { placeOf } from '../../../checks/walk.ts'
import { analyse } from '../api-resolver/analysis.ts'
import { calledSymbol } from '../api-resolver/callbacks.ts'
import type { Resolver } from '../api-resolver/resolver.ts'
import { isFunction } from '../api-resolver/syntax.ts'
import { outerParts } from '../api-resolver/types.ts'

/** Arguments of the engine's functions should be of the kind that is declared: text where text is wanted. */
export const argumentTypes: Check = {
  id: 'argument-types',
  level: 'L2',
  meta: {
    description: 'The arguments of calls of the engine are of the declared kind: numbers, text, functions.',
    codes: {
      'argument-type': 'an argument of another kind than the engine declares: in the wrong order, most often',
      'argument-range': 'an alpha above 1: a colour in its place, most often',
    },
    reads: [],
  },
  run({ program, index }) {
    if (!program) return { issues: [] }
    const { resolver } = analyse(program, index)
    const issues = resolver.facts.calls.flatMap((call) => callIssues(resolver, call))
    return { issues, metrics: { api_argument_faults: issues.length } }
  },
}

type Kind = 'number' | 'string' | 'boolean' | 'function' | 'object' | 'list'

/** What declarations call the kinds that can be told apart. A parameter that also takes anything else is not judged. */
const DECLARED: ReadonlyMap<string, Kind | undefined> = new Map([
  ['number', 'number'],
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['Function', 'function'],
  ['null', undefined],
  ['undefined', undefined],
])

function callIssues(resolver: Resolver, call: CallExpression | NewExpression): CheckIssue[] {
  const symbol = calledSymbol(resolver, call)
  if (!symbol) return []
  const spread = call.arguments.findIndex(({ type }) => type === 'SpreadElement')
  const args = (spread < 0 ? call.arguments : call.arguments.slice(0, spread)) as Node[]
  return args.flatMap((argument, at) => argumentIssue(resolver, symbol, symbol.params[at], argument))
}

function argumentIssue(
  resolver: Resolver,
  symbol: ApiSymbol,
  param: ApiParam | undefined,
  argument: Node,
): CheckIssue[] {
  if (param && isTooMuch(param, argument)) {
    const message = `${symbol.owner}.${symbol.name} takes ${param.name} from 0 to 1`
    return [{ code: 'argument-range', severity: 'warning', message, ...placeOf(argument), symbol: symbol.id }]
  }
  const wanted = param && kindsOf(param.type)
  const given = wanted && kindOf(resolver, argument)
  if (!wanted || !given || wanted.includes(given)) return []
  return [
    {
      code: 'argument-type',
      severity: 'warning',
      message: `${symbol.owner}.${symbol.name} takes ${param.type} as ${param.name}, and is given ${given}`,
      ...placeOf(argument),
      symbol: symbol.id,
    },
  ]
}

/** `fillStyle(1, 0xff0000)`: an alpha is a share. */
function isTooMuch({ name, type }: ApiParam, argument: Node): boolean {
  return type === 'number' && /^alpha$|Alpha$/.test(name) && argument.type === 'Literal' && Number(argument.value) > 1
}

/** The kinds that a declared type allows; undefined when it allows what this check cannot tell apart. */
function kindsOf(type: string): Kind[] | undefined {
  const parts = outerParts(type, '|')
  const isList = (part: string) => part.endsWith('[]')
  if (!parts.every((part) => DECLARED.has(part) || isList(part))) return undefined
  const kinds = parts.map((part) => (isList(part) ? 'list' : DECLARED.get(part))).filter((kind) => kind !== undefined)
  return kinds.length > 0 ? kinds : undefined
}

/** The kind that an argument surely is. */
function kindOf(resolver: Resolver, node: Node): Kind | undefined {
  if (node.type === 'Literal') {
    const kind = typeof node.value
    return kind === 'number' || kind === 'string' || kind === 'boolean' ? kind : undefined
  }
  if (node.type === 'TemplateLiteral') return 'string'
  if (node.type === 'UnaryExpression' && node.operator === '-') return 'number'
  if (isFunction(node)) return 'function'
  if (node.type === 'ObjectExpression') return 'object'
  if (node.type === 'ArrayExpression') return 'list'
  const type = resolver.typeOf(node)
  if (type?.kind === 'list') return 'list'
  return type?.kind === 'instance' ? 'object' : undefined
}
