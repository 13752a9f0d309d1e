/** Completion for bash, from 3.2 on; it needs no other package. */
import type { CommandModel, FlagModel } from './model.ts'

/** Returns a script to be sourced. Files are left to readline, which knows how to quote their names. */
export function bashCompletion(commands: readonly CommandModel[]): string {
  return `# Completion of sft-stream for bash, made by: sft-stream completion bash

# What stands behind a flag: words or a list of them, file, folder, text; nothing behind a switch.
_sft_stream_value() {
  case "$1 $2" in
${valueCases(commands)}
  esac
}

_sft_stream() {
  local commands='${commands.map(({ name }) => name).join(' ')}'
  local cur=\${COMP_WORDS[COMP_CWORD]} command=run flag= before= value= flags= words= takes= word
  local at=1 operands=0
  COMPREPLY=()
  if [[ $COMP_CWORD -gt 1 && " $commands " == *" \${COMP_WORDS[1]} "* ]]; then
    command=\${COMP_WORDS[1]}
    at=2
  fi
  for (( ; at < COMP_CWORD; at++ )); do
    word=\${COMP_WORDS[at]}
    if [[ $word == '=' ]]; then
      continue
    elif [[ -n $flag ]]; then
      flag=
    elif [[ $word == -?* ]]; then
      [[ $word != *=* && -n $(_sft_stream_value "$command" "$word") ]] && flag=$word
    else
      operands=$((operands + 1))
    fi
  done
  # --flag=value is one word, or three where = parts words.
  if [[ $cur == '=' ]]; then
    cur=
  elif [[ -z $flag && $cur == --*=* ]]; then
    flag=\${cur%%=*}
    before=$flag=
    cur=\${cur#*=}
  fi

  if [[ -n $flag ]]; then
    value=$(_sft_stream_value "$command" "$flag")
    case $value in
      words*) COMPREPLY=($(compgen -P "$before" -W "\${value#* }" -- "$cur")); takes=nothing ;;
      list*)
        [[ $cur == *,* ]] && before+=\${cur%,*},
        COMPREPLY=($(compgen -P "$before" -W "\${value#* }" -- "\${cur##*,}"))
        compopt -o nospace 2>/dev/null
        takes=nothing
        ;;
      text) takes=nothing ;;
      *) takes=$value ;;
    esac
  else
    case $command in
${commands.map(commandCase).join('\n')}
    esac
    if [[ $cur == -* ]]; then
      COMPREPLY=($(compgen -W "$flags" -- "$cur"))
    elif [[ $COMP_CWORD -eq 1 ]]; then
      COMPREPLY=($(compgen -W "$commands" -- "$cur"))
    elif [[ $operands -eq 0 && -n $words ]]; then
      COMPREPLY=($(compgen -W "$words" -- "$cur"))
    fi
  fi
  case $takes in
    nothing) compopt +o default 2>/dev/null ;;
    folder) compopt -o dirnames +o default 2>/dev/null ;;
  esac
  return 0
}

complete -o default -F _sft_stream sft-stream
`
}

function commandCase({ name, flags, words, takes }: CommandModel): string {
  const names = flags.flatMap(({ short, long }) => [...(short ? [short] : []), long]).join(' ')
  return `      ${name}) flags='${names}' words='${words.join(' ')}' takes=${takes} ;;`
}

/** Flags that mean the same for all commands share a line; where one command means another thing, its line comes first. */
function valueCases(commands: readonly CommandModel[]): string {
  const usual = new Map<string, string>()
  const special: [pattern: string, kind: string][] = []
  for (const { name, flags } of commands) {
    for (const flag of flags) {
      const kind = kindOf(flag)
      for (const word of [flag.short, flag.long].filter((each) => each !== undefined)) {
        if (!usual.has(word)) usual.set(word, kind)
        else if (usual.get(word) !== kind) special.push([`${name}\\ ${word}`, kind])
      }
    }
  }
  const wordsOf = (kind: string) => [...usual].filter(([, each]) => each === kind).map(([word]) => `*\\ ${word}`)
  const kinds = [...new Set(usual.values())].filter((kind) => kind !== '')
  const lines = [...special, ...kinds.map((kind) => [wordsOf(kind).join(' | '), kind] as const)]
  return lines.map(([pattern, kind]) => `    ${pattern}) ${kind === '' ? ':' : `echo '${kind}'`} ;;`).join('\n')
}

function kindOf({ value, values, isList }: FlagModel): string {
  return value === 'word' ? `${isList ? 'list' : 'words'} ${values.join(' ')}` : (value ?? '')
}
