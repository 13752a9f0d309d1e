import { columnsOf } from '../../src/text/columns.ts'
import { oneLine } from '../../src/text/printable.ts'
import type { Io } from './command.ts'

/** Columns of a terminal that does not tell. */
const USUAL_COLUMNS = 80

/** Rows of one that does not. */
const USUAL_ROWS = 24

/** To the left edge, and what is from here on gone. */
const ERASE = '\r\u001b[J'

/** Lines at the end of a terminal that rewrite themselves. What others write to the terminal comes before them. */
export class StatusArea {
  readonly #stream: Io['stderr']
  readonly #env: Io['env']
  readonly #write: (text: string) => void
  readonly #letGo: (() => void)[]
  #shown: readonly string[] = []

  constructor({ stderr, stdout, env }: Pick<Io, 'stderr' | 'stdout' | 'env'>) {
    this.#stream = stderr
    this.#env = env
    const { write } = stderr
    this.#write = (text) => void write.call(stderr, text)
    const sharing = stdout.isTTY ? [stderr, stdout] : [stderr]
    this.#letGo = sharing.map((stream) => beforeWrites(stream, () => this.clear()))
  }

  /** Shows these lines in place of those before. Too long ones are cut; of too many the last are left out. */
  show(lines: readonly string[]): void {
    const columns = this.#columns - 1
    const shown = lines.slice(0, Math.max(1, (this.#stream.rows || USUAL_ROWS) - 1)).map((line) => fitted(line, columns))
    const back = this.#back()
    this.#shown = shown
    this.#write(back + shown.join('\n'))
  }

  clear(): void {
    if (this.#shown.length === 0) return
    const back = this.#back()
    this.#shown = []
    this.#write(back)
  }

  /** The terminal is that of others from now on. */
  close(): void {
    this.clear()
    for (const letGo of this.#letGo) letGo()
  }

  /** From the end of what is shown to its beginning, which it erases. */
  #back(): string {
    if (this.#shown.length === 0) return ''
    // A terminal that was made narrower has broken the lines: one may fill several rows.
    const rows = this.#shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / this.#columns)), 0)
    return rows > 1 ? `\r\u001b[${rows - 1}A${ERASE}` : ERASE
  }

  get #columns(): number {
    return this.#stream.columns || Number(this.#env.COLUMNS) || USUAL_COLUMNS
  }
}

/** Calls `before` ahead of every write to a stream; returns what ends that. */
function beforeWrites(stream: NodeJS.WritableStream, before: () => void): () => void {
  const { write } = stream
  const watched = (...args: Parameters<typeof write>): boolean => {
    before()
    return write.apply(stream, args)
  }
  stream.write = watched as typeof write
  return () => void (stream.write = write)
}

/** As much of the line as fits, safe to show. */
function fitted(line: string, columns: number): string {
  let [text, used] = ['', 0]
  for (const sign of oneLine(line, '?')) {
    used += columnsOf(sign)
    if (used > columns) break
    text += sign
  }
  return text
}
