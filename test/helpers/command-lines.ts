/** Command lines in texts for people, held to the real parser. */
import { parseArgs } from '../../bin/cli/parse-args.ts'
import type { Command } from '../../bin/cli/command.ts'
import { resolveOptions } from '../../src/config.ts'
import { messageOf } from '../../src/errors.ts'

/** What is wrong with the calls of sft-stream in a line of shell; none when they all parse. */
export function faultsIn(line: string, commands: readonly Command[]): string[] {
  return callsIn(line).flatMap((words) => {
    const command = commands.find(({ name }) => name === words[0])
    const args = command ? words.slice(1) : words
    return faultOf(command ?? commands.find(({ name }) => name === 'run')!, args)
  })
}

function faultOf(command: Command, args: readonly string[]): string[] {
  if (['-h', '--help', '--version'].some((flag) => args.includes(flag))) return []
  try {
    const { operands, options } = parseArgs(command, args)
    resolveOptions(options)
    const most = command.operands ?? 1
    if (operands.length > most) return [`${operands.length} operands`]
    if (!command.words || operands.length === 0 || command.takes !== 'nothing') return []
    return command.words === 'commands' || command.words.includes(operands[0])
      ? []
      : [`'${operands[0]}' is no word of it`]
  } catch (error) {
    return [messageOf(error)]
  }
}

/** The arguments of every call of sft-stream in a line of shell: redirections, comments and other programs left out. */
export function callsIn(line: string): string[][] {
  const calls: string[][] = []
  let call: string[] | undefined
  for (const [, space, sign, single, double, word] of line.matchAll(
    /(\s#.*$)|(\|\||&&|[|;()]|\d?>>?\s*\S+|<\(|<\s*[^\s(]+)|'([^']*)'|"((?:[^"\\]|\\.)*)"|([^\s|;&<>()'"]+)/g,
  )) {
    const text = single ?? double ?? word
    if (space !== undefined) break
    if (sign !== undefined) call = /^[<>\d]/.test(sign) && sign !== '<(' ? call : undefined
    else if (text === 'sft-stream' && call === undefined) calls.push((call = []))
    else call?.push(text)
  }
  return calls
}
