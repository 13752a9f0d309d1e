/** --shard: what all shards give together is what no shard gives, byte for byte behind `select`. */
import { PassThrough } from 'node:stream'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { main } from '../../bin/cli/main.ts'

const cache = t.testdir()
const seeds = readFileSync('fixtures/seeds/demo.jsonl', 'utf8').split('\n').slice(0, 6).join('\n') + '\n'

/** The command line in this process. */
async function lines(args: readonly string[], input: string): Promise<string> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(input)
  stderr.resume()
  const text = stdout.setEncoding('utf8').toArray() as Promise<string[]>
  const code = await main([...args, '--cache', cache], { stdin, stdout, stderr, env: {} })
  t.equal(code, 0, args.join(' '))
  stdout.end()
  return (await text).join('')
}

const CHECKS = ['--levels', 'L1', '--versions', '2']
const select = (verdicts: string) => lines(['select', '--require', 'L1', '--allow-partial'], verdicts)

t.test('the shards of a run, put together, select to the bytes of the whole', async (t) => {
  const parts: string[] = []
  for (const shard of ['1/3', '2/3', '3/3']) parts.push(await lines(['run', ...CHECKS, '--shard', shard], seeds))
  const whole = await lines(['run', ...CHECKS, '--shard', '1/1'], seeds)
  const ids = (text: string) => text.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)
  t.ok(parts.every((part) => part !== ''))
  t.strictSame(ids(parts.join('')).toSorted(), ids(whole).toSorted())
  t.equal(await select(parts.toReversed().join('')), await select(whole))
})
