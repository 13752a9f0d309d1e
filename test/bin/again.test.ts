import t from 'tap'
import { againLine } from '../../bin/cli/again.ts'

const KEY = 'sk-canary-0123456789'

const CASES: [string, readonly string[], string][] = [
  ['a plain command', ['run', 'seeds.jsonl', '--out', 'my data'], "sft-stream run seeds.jsonl --out 'my data'"],
  ['a key of the environment', ['teach', '--model', `x${KEY}`], "sft-stream teach --model 'x[redacted]'"],
  ['a password in a URL', ['teach', '--base-url=https://u:p@host/v1'], "sft-stream teach '--base-url=https://[redacted]@host/v1'"],
  ['a query of a URL', ['teach', '--base-url', 'http://host/v1?key=1'], "sft-stream teach --base-url 'http://host/v1?[redacted]'"],
  ['a word that acts on terminals', ['\u001b[2Jx'], String.raw`sft-stream '\u{1b}[2Jx'`],
]

for (const [name, argv, expected] of CASES) {
  t.test(`the command line to type again: ${name}`, async (t) => {
    t.equal(againLine(argv, { env: { OPENAI_API_KEY: KEY } }), expected)
  })
}
