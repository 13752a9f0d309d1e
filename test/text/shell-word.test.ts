import { execFileSync } from 'node:child_process'
import t from 'tap'
import { shellWord } from '../../src/text/shell-word.ts'

t.test('plain words stay as they are', async (t) => {
  for (const word of ['run', '--out', 'a/b.jsonl', '--quota=40/40/20', 'L1,L2']) t.equal(shellWord(word), word)
})

t.test('a shell reads every word as it was', async (t) => {
  const words = ['', 'two words', "it's", '$HOME', '`id`', 'a\nb', '"', '\\', '~', '*', '!x', '游戏', '-', '&&']
  const said = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`]).toString()
  t.strictSame(said.split('\0').slice(0, -1), words)
})
