import t from 'tap'
import { splitLines } from '../../../src/teacher/batch/split-lines.ts'
import { chunked } from '../../helpers/streams.ts'

async function linesOf(text: string, size: number, maxBytes = 100): Promise<(string | undefined)[]> {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield* chunked(Buffer.from(text), size)
  }
  const lines: (string | undefined)[] = []
  for await (const line of splitLines(chunks(), maxBytes)) lines.push(line?.toString())
  return lines
}

t.test('lines are the same wherever the chunks are cut', async (t) => {
  const text = 'one\n游戏\n\nlast'
  for (let size = 1; size <= text.length + 8; size++) {
    t.strictSame(await linesOf(text, size), ['one', '游戏', '', 'last'], `chunks of ${size}`)
  }
})

t.test('a line that is too long is undefined, and those after it are whole', async (t) => {
  for (const size of [1, 3, 7, 100]) {
    t.strictSame(await linesOf('12345\n123456\nab\n1234567', size, 5), ['12345', undefined, 'ab', undefined])
  }
})
