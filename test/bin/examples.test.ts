import t from 'tap'
import { allCommands } from '../../bin/cli/commands/index.ts'
import { callsIn, faultsIn } from '../helpers/command-lines.ts'

const commands = await allCommands()

t.test('every example of every command parses, and calls the command', async (t) => {
  for (const { name, examples } of commands) {
    t.ok(examples.length > 0, `${name} has an example`)
    t.ok(
      examples.some((line) => callsIn(line).some(([word]) => word === name || name === 'run')),
      `an example calls ${name}`,
    )
    for (const line of examples) t.strictSame(faultsIn(line, commands), [], line)
  }
})

t.test('a line that would not run is told from one that does', async (t) => {
  const wrong = [
    'sft-stream validate --levles L1 x.jsonl',
    'sft-stream parse a.jsonl b.jsonl',
    'cat x | sft-stream api serch word',
    'sft-stream requests --versions many x.jsonl > y',
    'sft-stream parse x.jsonl | sft-stream validate --teacher mock',
  ]
  for (const line of wrong) t.equal(faultsIn(line, commands).length, 1, line)
})

t.test('calls are taken out of a line of shell', async (t) => {
  const cases: [string, string[][]][] = [
    ['cat x | sft-stream parse --seed 1 < in.jsonl > out.jsonl   # why', [['parse', '--seed', '1']]],
    [
      'sft-stream report d --pitfalls > p.json && sft-stream run s.jsonl',
      [
        ['report', 'd', '--pitfalls'],
        ['run', 's.jsonl'],
      ],
    ],
    ["sft-stream validate x | jq -r 'select(.a | not) | .b'", [['validate', 'x']]],
    ['source <(sft-stream completion bash)', [['completion', 'bash']]],
    ['parallel --pipe -k sft-stream validate < c.jsonl > v.jsonl', [['validate']]],
    ['jq . x.jsonl', []],
  ]
  for (const [line, calls] of cases) t.strictSame(callsIn(line), calls, line)
})
