/**
 * The fields of a probe, as data. A schema library would do as well, but every check worker would pay for its start, and
 * the questions are simple.
 */

/** A text, a number above 0, a whole number from 0, any number, a switch, or one of some words; `?` may be left out. */
export type Field =
  | 'text'
  | 'text?'
  | 'positive?'
  | 'count?'
  | 'number?'
  | 'switch?'
  | { readonly oneOf: readonly string[]; readonly optional: boolean }

export type Fields = Readonly<Record<string, Field>>

type Value<F> = F extends 'text' | 'text?'
  ? string
  : F extends 'switch?'
    ? boolean
    : F extends { readonly oneOf: readonly (infer Word)[] }
      ? Word
      : number

type Needed<F> = F extends 'text' | { readonly optional: false } ? true : false

/** What a probe with these fields is, once it has been read. */
export type Read<Shape extends Fields> = {
  readonly [Name in keyof Shape as Needed<Shape[Name]> extends true ? Name : never]: Value<Shape[Name]>
} & { readonly [Name in keyof Shape as Needed<Shape[Name]> extends true ? never : Name]?: Value<Shape[Name]> }

/** `oneOf('x', 'y')` must be given, `maybeOneOf('x', 'y')` may. */
export const oneOf = <const Words extends readonly string[]>(...words: Words) =>
  ({ oneOf: words, optional: false }) as const
export const maybeOneOf = <const Words extends readonly string[]>(...words: Words) =>
  ({ oneOf: words, optional: true }) as const

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const KINDS: Readonly<Record<string, readonly [wants: string, is: (value: unknown) => boolean]>> = {
  text: ['a text', (value) => typeof value === 'string' && value !== ''],
  positive: ['a number above 0', (value) => isNumber(value) && value > 0],
  count: ['a whole number from 0', (value) => isNumber(value) && Number.isInteger(value) && value >= 0],
  number: ['a number', isNumber],
  switch: ['true or false', (value) => typeof value === 'boolean'],
}

/** What is wrong with a record, in words; undefined when it has all fields that it needs, and no others. */
export function faultIn(record: Readonly<Record<string, unknown>>, fields: Fields): string | undefined {
  const stranger = Object.keys(record).find((name) => !Object.hasOwn(fields, name))
  if (stranger !== undefined) return `there is no field '${stranger}'; there are ${Object.keys(fields).join(', ')}`
  for (const [name, field] of Object.entries(fields)) {
    const value = record[name]
    if (value === undefined && isOptional(field)) continue
    const { wants, is } = wantedOf(field)
    if (!is(value)) return `'${name}' must be ${wants}`
  }
  return undefined
}

export function isOptional(field: Field): boolean {
  return typeof field === 'string' ? field.endsWith('?') : field.optional
}

/** What a field takes, in words for the docs and for errors. */
export function wantedOf(field: Field): { wants: string; is: (value: unknown) => boolean } {
  if (typeof field !== 'string')
    return { wants: field.oneOf.join(' or '), is: (value) => field.oneOf.includes(value as string) }
  const [wants, is] = KINDS[field.replace('?', '')]!
  return { wants, is }
}
