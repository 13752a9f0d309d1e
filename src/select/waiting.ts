import type { Difficulty, Verdict } from '../record.ts'
import { DigestMap } from '../digest-map.ts'
import { siblingKeys } from '../split/template.ts'
import type { SpoolPlace } from '../stream/spool.ts'
import type { Fingerprint } from './fingerprint.ts'
import { IntLists } from './int-lists.ts'

/**
 * What the selection must know of each row that waits, by order of arrival: columns instead of an object a row, about
 * 350 bytes each with the id and 30 calls.
 */
export class Waiting {
  readonly ids: string[] = []
  /** Numbers that are equal for rows of one prompt, of one template, of one token stream. */
  readonly prompts: number[] = []
  readonly templates: number[] = []
  readonly streams: number[] = []
  readonly difficulties: Difficulty[] = []
  readonly overalls: number[] = []
  readonly kept: boolean[] = []
  /** Tokens of the program. */
  readonly tokens: number[] = []
  readonly calls = new IntLists()
  readonly #offsets: number[] = []
  readonly #bytes: number[] = []
  readonly #numbers = { prompts: new DigestMap(), templates: new DigestMap(), streams: new DigestMap() }

  get size(): number {
    return this.ids.length
  }

  add(row: Verdict, overall: number, kept: boolean, { hash, calls, tokens }: Fingerprint, place: SpoolPlace): void {
    const [prompt, template] = siblingKeys(row.prompt_id, row.prompt)
    this.ids.push(row.id)
    this.prompts.push(this.#numbers.prompts.numberOf(prompt))
    this.templates.push(this.#numbers.templates.numberOf(template))
    this.streams.push(this.#numbers.streams.numberOf(hash))
    this.difficulties.push(row.prompt.difficulty)
    this.overalls.push(overall)
    this.kept.push(kept)
    this.tokens.push(tokens.length)
    this.calls.push(calls)
    this.#offsets.push(place.offset)
    this.#bytes.push(place.length)
  }

  placeOf(row: number): SpoolPlace {
    return { offset: this.#offsets[row], length: this.#bytes[row] }
  }
}
