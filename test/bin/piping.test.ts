/**
 * The built command among what shells do with commands: pipes, redirections, closed streams, terminals. Static levels and
 * the mock teacher only: what is tested is the streams.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { Screen } from '../helpers/screen.ts'

const COMMAND = fileURLToPath(new URL('../../../bin/launch.js', import.meta.url))
const demo = readFileSync('fixtures/seeds/demo.jsonl', 'utf8').trim().split('\n')

const folder = t.testdir()
const seeds = join(folder, 'seeds.jsonl')
writeFileSync(seeds, demo.slice(0, 4).join('\n') + '\n')

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const skipWithout = (program: string): string | false => (has(program) ? false : `no ${program} here`)

/** Runs a line of bash, in which `sft` is the command; the exit code is that of the first command that failed. */
function bash(line: string, env: Record<string, string> = {}) {
  const sft = `sft() { "${process.execPath}" "${COMMAND}" "$@"; }; cd "${folder}" || exit; ${line}`
  const { NO_COLOR: _, ...rest } = process.env
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', sft], {
    encoding: 'utf8',
    env: { ...rest, SFT_STREAM_CACHE: join(folder, 'cache'), ...env },
  })
  return { status, stdout, stderr }
}

interface Case {
  name: string
  line: string
  skip?: string | false
  env?: Record<string, string>
  exit?: number
  /** Lines on stdout. */
  lines?: number
  stdout?: RegExp
  stderr?: RegExp
}

const FLAGS = '--levels L1,L2 --require L1,L2'
const TABLE = /write +\d+/

const CASES: Case[] = [
  { name: 'a reader that leaves after a line, and a closed stdin beside a file', line: 'sft requests -q --versions 50 seeds.jsonl <&- | head -n 1', lines: 1, stderr: /^$/ },
  {
    name: 'jq reads every row',
    line: 'sft requests -q seeds.jsonl | jq -e -r .id | sort -u | wc -l',
    skip: skipWithout('jq'),
    stdout: /^ *12\n$/,
  },
  {
    name: 'tee between two stages keeps what went by',
    line: 'sft requests -q seeds.jsonl | tee kept.jsonl | sft teach -q | sft parse -q > candidates.jsonl && wc -l < kept.jsonl',
    stdout: /^ *12\n$/,
  },
  {
    name: 'a whole run with its messages thrown away',
    line: `sft run seeds.jsonl ${FLAGS} --allow-partial 2>/dev/null`,
    stdout: /^\{"input":""/,
    stderr: /^$/,
  },
  {
    name: 'messages without a terminal have no escape sequence',
    line: `sft run seeds.jsonl ${FLAGS} --allow-partial --progress always > /dev/null`,
    stderr: TABLE,
    lines: 0,
  },
  { name: 'messages that nobody reads', line: 'sft requests seeds.jsonl 2>&- | wc -l', stdout: /^ *12\n$/, stderr: /^$/ },
  { name: 'an empty input is no fault of a stage', line: 'sft parse < /dev/null', lines: 0 },
  { name: 'an empty input gives no dataset', line: `sft run ${FLAGS} < /dev/null`, exit: 1, lines: 0, stderr: /nothing survived|no row/ },
  { name: 'a closed stdin is an empty one', line: 'sft parse <&-', lines: 0 },
  { name: 'a closed stdout is a reader that left', line: 'sft requests -q seeds.jsonl >&-', lines: 0, stderr: /^$/ },
  { name: 'a full disk', line: 'sft requests -q seeds.jsonl > /dev/full', exit: 74, stderr: /ENOSPC/ },
  { name: 'a full disk behind what is printed at once', line: 'sft schema seed > /dev/full', exit: 74, stderr: /ENOSPC.*\n  free some space/ },
  { name: 'a full disk behind many lines', line: 'sft seeds --count 40 > /dev/full', exit: 74, stderr: /ENOSPC.*\n  free some space/ },
  { name: 'no such file', line: 'sft parse missing.jsonl', exit: 66, stderr: /missing\.jsonl/ },
  { name: 'a folder for a file', line: 'sft parse .', exit: 66, stderr: /cannot open/ },
  { name: 'a bad line ends a strict pipe', line: 'echo nonsense | sft parse --on-error fail | cat', exit: 3, stderr: /<stdin>:1: / },
  { name: 'a bad line is dropped otherwise', line: 'echo nonsense | sft parse', lines: 0, stderr: /dropped 1 invalid-json/ },
]

for (const { name, line, skip = false, env, exit = 0, lines, stdout = /^/, stderr = /^/ } of CASES) {
  t.test(name, { skip }, async (t) => {
    const found = bash(line, env)
    t.equal(found.status, exit, found.stderr)
    if (lines !== undefined) t.equal(found.stdout.split('\n').length - 1, lines)
    t.match(found.stdout, stdout)
    t.match(found.stderr, stderr)
    t.notMatch(found.stdout + found.stderr, '\u001b', 'no escape sequence')
  })
}

t.test('help fits into 40 columns', async (t) => {
  const { status, stdout } = bash('sft validate -h', { COLUMNS: '40' })
  t.equal(status, 0)
  const long = stdout.split('\n').filter((line) => line.length > 40)
  t.strictSame(long.filter((line) => line.trim().includes(' ') && !/sft-stream|Usage/.test(line)), [])
})

/** Runs a line of bash on a terminal of 40 columns that `script` makes; what it was sent. */
const onTerminal = (line: string) =>
  bash(`export -f sft; script -qec 'stty cols 40 rows 24; ${line}' /dev/null < /dev/null`, { SHELL: '/bin/bash', TERM: 'xterm' })

t.test('on a terminal of 40 columns', { skip: skipWithout('script') }, async (t) => {
  t.test('the progress rewrites its lines and leaves nothing behind', async (t) => {
    const { status, stdout } = onTerminal(`sft run seeds.jsonl ${FLAGS} --allow-partial --no-cache --progress always > rows.jsonl`)
    t.equal(status, 0, stdout)
    const screen = new Screen(40)
    // Colours move nothing; the terminal adds a return to every new line.
    screen.write(stdout.replace(/\u001b\[[\d;]*m/g, ''))
    t.match(stdout, '\u001b[J', 'it was shown')
    t.match(screen.text(), TABLE, 'the summary stands')
    t.notMatch(screen.text(), /rows\/s/, 'the progress does not')
  })
  t.test('no input is a usage error rather than a command that waits', async (t) => {
    const { status, stdout } = onTerminal('sft parse')
    t.equal(status, 2)
    t.match(stdout, 'no input: name a file')
  })
})
