/** The rows that one round of a run waits for, on disk: memory holds their keys and places. */
import type { Request } from '../../record.ts'
import { Spool, type SpoolPlace } from '../../stream/spool.ts'

/** The rows with one key: equal requests share one answer. */
export interface Rows {
  readonly places: SpoolPlace[]
  /** USD set aside for the answer. */
  readonly reserved: number
}

export class Round {
  readonly #spool: Spool<Request>
  readonly #rows = new Map<string, Rows>()
  /** Keys whose replies are saved, in the order in which they were, with their rows. */
  readonly #saved: [key: string, rows: Rows][] = []
  #wake: (() => void) | undefined
  #isOver = false

  constructor(tmp: string | undefined) {
    this.#spool = new Spool(tmp)
  }

  get size(): number {
    return this.#rows.size
  }

  /** Whether end() was called. */
  get isOver(): boolean {
    return this.#isOver
  }

  has(key: string): boolean {
    return this.#rows.has(key)
  }

  keys(): string[] {
    return [...this.#rows.keys()]
  }

  /** `reserved` counts for the first row of a key. */
  add(key: string, request: Request, reserved = 0): void {
    const place = this.#spool.append(request)
    const rows = this.#rows.get(key)
    if (rows) rows.places.push(place)
    else this.#rows.set(key, { places: [place], reserved })
  }

  /** Any of the requests with this key: what is sent for them is the same. */
  request(key: string): Request {
    return this.#spool.read(this.#rows.get(key)!.places[0])
  }

  /** The rows of a key, which nobody waits for any more. */
  take(key: string): Rows | undefined {
    const rows = this.#rows.get(key)
    this.#rows.delete(key)
    return rows
  }

  requests({ places }: Rows): Request[] {
    return places.map((place) => this.#spool.read(place))
  }

  /** The reply for these rows is saved. */
  saved(key: string, rows: Rows): void {
    this.#saved.push([key, rows])
    this.#wake?.()
  }

  /** No reply is saved any more. */
  end(): void {
    this.#isOver = true
    this.#wake?.()
  }

  /** Keys and rows as they are saved. What is saved faster than it is read costs no more than its key. */
  async *replies(): AsyncGenerator<[key: string, rows: Rows]> {
    for (;;) {
      yield* this.#saved.splice(0)
      if (this.#saved.length > 0) continue
      if (this.#isOver) return
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  close(): void {
    this.#spool.close()
  }
}
