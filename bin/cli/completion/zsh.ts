/** Completion for zsh: a file of its fpath, or a script to be sourced after compinit. */
import type { CommandModel, FlagModel } from './model.ts'

export function zshCompletion(commands: readonly CommandModel[]): string {
  return `#compdef sft-stream
# Completion of sft-stream for zsh, made by: sft-stream completion zsh

_sft_stream() {
  local command=run
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands
    _files
    return
  fi
  if (( \${+functions[_sft_stream_command_$words[2]]} )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  _sft_stream_command_$command
}

${commands.map(commandFunction).join('\n\n')}

# From fpath zsh calls the file as the function; sourced, it is announced.
if [[ $funcstack[1] == _sft_stream ]]; then
  _sft_stream "$@"
else
  compdef _sft_stream sft-stream
fi
`
}

function commandFunction(command: CommandModel): string {
  const { name, words, takes, flags } = command
  const after = AFTER[takes]
  const first = words.length > 0 ? [`'1:word:_sft_stream_words_${name}'`] : []
  const specs = [...flags.flatMap(flagSpecs), ...first, `'*:${after}'`]
  const body = `_sft_stream_command_${name}() {\n  _arguments -S : \\\n    ${specs.join(' \\\n    ')}\n}`
  if (words.length === 0) return body
  const others = takes === 'nothing' ? '' : ` 'operands:${after}'`
  return `_sft_stream_words_${name}() {\n  _alternative 'words:word:(${words.join(' ')})'${others}\n}\n\n${body}`
}

const AFTER = { file: 'file:_files', folder: 'folder:_directories', nothing: 'word: ' } as const

function flagSpecs(flag: FlagModel): string[] {
  const { short, long, help, isRepeatable } = flag
  const value = valueSpec(flag)
  const explained = `[${help.replace(/[[\]\\]/g, '\\$&')}]${value}`
  const again = isRepeatable ? '*' : short ? `(${short} ${long})` : ''
  const forms = [...(short ? [short + (value && '+')] : []), long + (value && '=')]
  return forms.map((form) => quoted(again + form + explained))
}

function valueSpec({ value, values, isList, placeholder }: FlagModel): string {
  switch (value) {
    case undefined:
      return ''
    case 'word':
      return `:${placeholder}:` + (isList ? `_values -s , ${placeholder} ${values.join(' ')}` : `(${values.join(' ')})`)
    case 'file':
      return ':file:_files'
    case 'folder':
      return ':folder:_directories'
    case 'text':
      return `:${placeholder}: `
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
