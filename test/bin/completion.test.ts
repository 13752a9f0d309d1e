/** Completion, asked for in the shells themselves; a shell that is not installed is skipped. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { allCommands } from '../../bin/cli/commands/index.ts'
import { bashCompletion } from '../../bin/cli/completion/bash.ts'
import { fishCompletion } from '../../bin/cli/completion/fish.ts'
import { completionModel } from '../../bin/cli/completion/model.ts'
import { zshCompletion } from '../../bin/cli/completion/zsh.ts'

const model = completionModel(await allCommands())

/** What is typed, and what is offered, in any order. */
const CASES: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['sft-stream val', ['validate']],
  ['sft-stream validate --lev', ['--levels']],
  ['sft-stream teach --teacher o', ['openai']],
  ['sft-stream --progress a', ['auto', 'always']],
  ['sft-stream parse --seed 3 --color ne', ['never']],
  ['sft-stream --format ', ['alpaca', 'openai', 'sharegpt', 'trl']],
  ['sft-stream api ', ['build', 'search', 'show']],
  ['sft-stream schema se', ['seed', 'selected']],
  ['sft-stream help comp', ['completion']],
  ['sft-stream completion ', ['bash', 'fish', 'man', 'zsh']],
  ['sft-stream report --pitfalls --qui', ['--quiet']],
  ['sft-stream parse --teach', []],
]

/** Lists with commas: what is offered after one. */
const LIST = 'sft-stream validate --levels L2,'

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0

function check(t: Test, offers: (line: string) => string[], last: (word: string) => string = (word) => word): void {
  for (const [line, offered] of CASES) t.strictSame(offers(line).toSorted(), offered.toSorted(), line)
  const levels = offers(LIST).map(last)
  for (const level of ['L1', 'L3', 'L4']) t.ok(levels.includes(level), `${LIST}${level}`)
}

t.test('bash', { skip: !isThere('bash') && 'bash is not installed' }, async (t) => {
  const script = join(t.testdir({}), 'sft-stream.bash')
  writeFileSync(script, bashCompletion(model))
  const ask =
    'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sft_stream; printf "%s\\n" "${COMPREPLY[@]}"'
  const offers = (line: string) => run('bash', ['--norc', '-c', ask, 'bash', script, ...line.split(' ')])
  check(t, offers, (word) => word.replace('L2,', ''))
  t.strictSame(offers('sft-stream validate --runtime = br'), ['browser'], 'where = parts words')
  t.strictSame(offers('sft-stream validate --runtime=br'), ['--runtime=browser'], 'where it does not')
  t.strictSame(offers('sft-stream parse a'), [], 'files are left to readline')
  t.match(run('bash', ['--norc', '-c', 'source "$1"; complete -p sft-stream', 'bash', script])[0], '-o default')
})

t.test('zsh', { skip: !isThere('zsh') && 'zsh is not installed' }, async (t) => {
  const folder = t.testdir({ 'sft-stream.zsh': zshCompletion(model), hits: '' })
  const lines = [...CASES.map(([line]) => line), LIST]
  writeFileSync(join(folder, 'ask.zsh'), zshDriver(folder, lines))
  execFileSync('zsh', ['-f', join(folder, 'ask.zsh')], { timeout: 120_000, stdio: 'ignore' })
  const answers = readFileSync(join(folder, 'hits'), 'utf8')
    .split('== ')
    .slice(1)
    .map((part) => part.trim().split('\n'))
  const offered = new Map(
    answers.map(([at, ...words]) => [lines[Number(at)], [...new Set(words)].filter((word) => word !== '')]),
  )
  check(t, (line) => offered.get(line) ?? ['no answer'])
})

t.test('fish', { skip: !isThere('fish') && 'fish is not installed' }, async (t) => {
  const script = join(t.testdir({ 'sft-stream.fish': fishCompletion(model) }), 'sft-stream.fish')
  const offers = (line: string) =>
    run('fish', ['-N', '-c', `source ${script}; complete -C '${line}'`]).map((each) => each.split('\t')[0])
  check(t, offers, (word) => word.replace('L2,', ''))
})

function run(shell: string, args: string[]): string[] {
  return execFileSync(shell, args, { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '')
}

/** A zsh in a terminal of its own, in which Tab is pressed behind each line; what it would offer goes to a file. */
function zshDriver(folder: string, lines: readonly string[]): string {
  const asked = lines.map((line, at) => `ask ${at} '${line}'`).join('\n')
  return `
zmodload zsh/zpty
zpty -b inner zsh -f -i
say() { zpty -w inner "$1"; wait_for "$2" }
# Not by the clock: the inner shell tells when it has done what it was told.
wait_for() { local i; for i in {1..200}; do [[ -e ${folder}/$1 ]] && { rm -f ${folder}/$1; return }; sleep 0.05; done }
say "PS1=; PS2=; autoload -Uz compinit && compinit -u -D; source ${folder}/sft-stream.zsh; : >${folder}/ready" ready
say 'compadd() { local -a hits; builtin compadd -A hits "$@"; print -rl -- $hits >>${folder}/hits; builtin compadd "$@" }; : >${folder}/ready' ready
say 'press() { zle complete-word; : >${folder}/done; zle kill-whole-line }; zle -N press; bindkey "^X" press; : >${folder}/ready' ready
ask() { print -r -- "== $1" >>${folder}/hits; zpty -w -n inner "$2"$'\\x18'; wait_for done }
${asked}
zpty -d inner
`
}
