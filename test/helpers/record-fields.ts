/** The fields of a record as a table, from its zod schema. */
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { seedSchema } from '../../src/record.ts'

type Node = z.core.JSONSchema.BaseSchema

const SEED = z.toJSONSchema(seedSchema).properties

interface Field {
  /** As jq names it, without the first dot. */
  readonly path: string
  readonly type: string
  readonly isOptional: boolean
  readonly meaning: string
}

/** A row for each field; those that records of `beside` have as well are left out. */
export function fieldTable(schema: z.ZodType, beside?: z.ZodType): string {
  const known = new Set(beside && fieldsOf(z.toJSONSchema(beside)).map(({ path }) => path))
  const fields = fieldsOf(z.toJSONSchema(schema)).filter(({ path }) => !known.has(path))
  const rows = fields.map(({ path, type, isOptional, meaning }) => {
    return `| \`${path}\`${isOptional ? '?' : ''} | ${type} | ${meaning.replaceAll('|', '\\|')} |\n`
  })
  return `| field | type | what |\n|---|---|---|\n${rows.join('')}`
}

function fieldsOf(node: Node, above = '', isOptional = false): Field[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, given]) => {
    const field = given as Node
    const path = above + name
    const mayLack = isOptional || !node.required?.includes(name)
    const own = { path, type: typeOf(field), isOptional: mayLack, meaning: field.description ?? '' }
    const parts = isSeed(field) ? [] : fieldsOf(partsOf(field), `${path}.`, mayLack)
    // An object of which nothing is to be said besides its parts.
    return own.meaning === '' && parts.length > 0 ? parts : [own, ...parts]
  })
}

/** What may be there when it is not null. */
function partsOf({ anyOf, ...node }: Node): Node {
  return anyOf ? (anyOf.find((each) => (each as Node).type !== 'null') as Node) : node
}

function isSeed({ properties }: Node): boolean {
  return isDeepStrictEqual(properties, SEED)
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'object',
  null: 'null',
}

function typeOf(node: Node): string {
  if (node.anyOf) return node.anyOf.map((each) => typeOf(each as Node)).join(' or ')
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``
  if (node.enum) return node.enum.map((value) => `\`${String(value) || "''"}\``).join(', ')
  if (node.type === 'array') return `list of ${elementOf(node.items as Node)}`
  if (isSeed(node)) return 'seed'
  const types = [node.type].flat()
  return types.map((type) => WORDS[type ?? ''] ?? 'anything').join(' or ')
}

function elementOf(items: Node): string {
  const { properties, type } = items
  return properties ? `{ ${Object.keys(properties).join(', ')} }` : `${WORDS[String(type)]}s`
}
