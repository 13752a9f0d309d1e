/** A terminal for tests: what a person sees of the bytes that were written to it. */
import { Writable } from 'node:stream'

export class Screen extends Writable {
  readonly isTTY = true
  columns: number
  rows = 24
  /** All that was written. */
  readonly said: string[] = []
  readonly #lines = ['']
  #row = 0
  #column = 0

  constructor(columns: number) {
    super({ decodeStrings: false })
    this.columns = columns
  }

  override _write(text: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.said.push(String(text))
    for (const [sign] of String(text).matchAll(/\u001b\[\d*[A-Z]|[^]/gu)) this.#show(sign)
    done()
  }

  /** The lines that are on it, without spaces at their ends. */
  text(): string {
    return this.#lines.map((line) => line.trimEnd()).join('\n')
  }

  /** As a terminal does that is made narrower: lines that no longer fit are broken. Only before more is written. */
  narrow(columns: number): void {
    const broken = this.#lines.flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [''])
    this.#lines.splice(0, Infinity, ...broken)
    this.columns = columns
    this.#row = broken.length - 1
    this.#column = broken.at(-1)!.length
  }

  #show(sign: string): void {
    const [, count, act] = /^\u001b\[(\d*)([A-Z])$/.exec(sign) ?? []
    if (act === 'A') this.#row = Math.max(0, this.#row - Number(count || 1))
    else if (act === 'J') {
      this.#lines[this.#row] = this.#lines[this.#row].slice(0, this.#column)
      this.#lines.splice(this.#row + 1)
    } else if (act !== undefined) throw new Error(`a sequence that no test expects: ${JSON.stringify(sign)}`)
    else if (sign === '\r') this.#column = 0
    else if (sign === '\n') this.#newLine()
    else {
      if (this.#column === this.columns) this.#newLine()
      const line = this.#lines[this.#row].padEnd(this.#column)
      this.#lines[this.#row] = line.slice(0, this.#column) + sign + line.slice(this.#column + 1)
      this.#column++
    }
  }

  #newLine(): void {
    this.#lines[++this.#row] ??= ''
    this.#column = 0
  }
}
