/** Completion for fish. */
import type { CommandModel, FlagModel } from './model.ts'

export function fishCompletion(commands: readonly CommandModel[]): string {
  const names = commands.map(({ name }) => name)
  const lines = [
    ...commands.map(
      ({ name, summary }) => `complete -c sft-stream -n __sft_stream_begins -a ${name} -d ${quoted(summary)}`,
    ),
    ...commands.filter(({ words }) => words.length > 0).map(({ name, words }) => wordsLine(name, words)),
    `complete -c sft-stream -n ${isOneOf(commands, ({ takes }) => takes === 'file')} -F`,
    `complete -c sft-stream -n ${isOneOf(commands, ({ takes }) => takes === 'folder')} -a '(__fish_complete_directories)'`,
    ...flagLines(commands),
  ]
  return `# Completion of sft-stream for fish, made by: sft-stream completion fish

set -g __sft_stream_commands ${names.join(' ')}

function __sft_stream_begins
    test (count (commandline -opc)) -eq 1
end

# The command of the line, run where there is none; whether it is one of these.
function __sft_stream_is
    set -l words (commandline -opc)
    set -l name run
    if test (count $words) -gt 1; and contains -- $words[2] $__sft_stream_commands
        set name $words[2]
    end
    contains -- $name $argv
end

function __sft_stream_begins_with
    test (count (commandline -opc)) -eq 2; and __sft_stream_is $argv
end

complete -c sft-stream -e
complete -c sft-stream -f
${lines.join('\n')}
`
}

function wordsLine(name: string, words: readonly string[]): string {
  return `complete -c sft-stream -n '__sft_stream_begins_with ${name}' -a ${quoted(words.join(' '))}`
}

function isOneOf(commands: readonly CommandModel[], has: (command: CommandModel) => boolean): string {
  return `'__sft_stream_is ${commands
    .filter(has)
    .map(({ name }) => name)
    .join(' ')}'`
}

/** A line for each flag and each meaning that it has; what all commands take has no condition. */
function flagLines(commands: readonly CommandModel[]): string[] {
  const owners = new Map<string, string[]>()
  for (const { name, flags } of commands) {
    for (const flag of flags) {
      const words = flagWords(flag)
      owners.set(words, [...(owners.get(words) ?? []), name])
    }
  }
  return [...owners].map(([words, names]) => {
    const condition = names.length === commands.length ? '' : ` -n '__sft_stream_is ${names.join(' ')}'`
    return `complete -c sft-stream${condition} ${words}`
  })
}

function flagWords(flag: FlagModel): string {
  const { short, long, help } = flag
  const names = [...(short ? [`-s ${short.slice(1)}`] : []), `-l ${long.slice(2)}`].join(' ')
  return `${names}${valueWords(flag)} -d ${quoted(help)}`
}

function valueWords({ value, values, isList }: FlagModel): string {
  switch (value) {
    case undefined:
      return ''
    case 'word':
      return ` -x -a ${quoted(isList ? `(__fish_append , ${values.join(' ')})` : values.join(' '))}`
    case 'file':
      return ' -r -F'
    case 'folder':
      return " -x -a '(__fish_complete_directories)'"
    case 'text':
      return ' -x'
  }
}

const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`
