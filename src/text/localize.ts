/**
 * Messages in the language of the user. A message is known by its English template: where it names a value it has a slot,
 * `{1}`, `{2}` … in order. The catalogue gives the template of the other language for it, in which a slot may stand
 * anywhere; `{2*}` says that what fills it is a message too, or may be one.
 */

/** A text in the language of the user; as it is where there is no translation. */
export type Say = (english: string) => string

export const inEnglish: Say = (english) => english

/**
 * English templates and what they are in the other language. White space of an English text that has no slots does not
 * count; of a translation a line break is none, for long ones, and an empty line parts paragraphs.
 */
export type Catalogue = readonly (readonly [english: string, other: string])[]

interface Template {
  /** What stands before, between and behind the slots. */
  readonly parts: readonly string[]
  readonly other: string
}

const SLOT = /\{(\d+)(\*?)\}/g

/** Messages within messages: deeper than any of ours. */
const DEEPEST = 4

/** Translates by the catalogue. Of several templates that fit, the one with most text of its own counts. */
export function localizer(catalogue: Catalogue): Say {
  const joined = catalogue.map(([english, other]) => [english, other.replace(/(?<!\n)\n(?!\n)/g, '')] as const)
  const whole = new Map(joined.map(([english, other]) => [oneSpaced(english), other]))
  const templates = joined
    .filter(([english]) => /\{\d+\}/.test(english))
    .map(([english, other]): Template => ({ parts: english.split(/\{\d+\}/), other }))
    .toSorted((a, b) => ownText(b).length - ownText(a).length)

  const say = (message: string, depth: number): string => {
    const exact = whole.get(oneSpaced(message))
    if (exact !== undefined || depth > DEEPEST) return exact ?? message
    for (const template of templates) {
      const values = valuesIn(message, template.parts)
      const filled = values && filledIn(template, values, (value) => say(value, depth + 1))
      if (filled !== undefined) return filled
    }
    return message
  }
  return (english) => say(english, 0)
}

function oneSpaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** What fills the slots between the parts, or undefined: the message is not made of them. Linear in its length. */
function valuesIn(message: string, parts: readonly string[]): string[] | undefined {
  const [first, last] = [parts[0], parts.at(-1)!]
  const end = message.length - last.length
  if (!message.startsWith(first) || !message.endsWith(last) || end < first.length) return undefined
  const values: string[] = []
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = message.indexOf(part, at)
    if (found === -1 || found + part.length > end) return undefined
    values.push(message.slice(at, found))
    at = found + part.length
  }
  return [...values, message.slice(at, end)]
}

/** A template of marks alone, such as '{1}: {2}', translates only what stands in it: undefined if that is nothing. */
function filledIn(template: Template, values: readonly string[], say: Say): string | undefined {
  let isNews = /\p{L}/u.test(ownText(template))
  const text = template.other.replace(SLOT, (_, number: string, isMessage: string) => {
    const value = values[Number(number) - 1]
    const said = isMessage === '' ? value : say(value)
    isNews ||= said !== value
    return said
  })
  return isNews ? text : undefined
}

function ownText({ parts }: Template): string {
  return parts.join('')
}
