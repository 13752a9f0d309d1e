import { SftError } from '../../src/errors.ts'
import type { Command } from './command.ts'
import { FLAGS } from './flags.ts'
import { parseArgs, unknownFlagOf, wordsOf, type ParsedArgs } from './parse-args.ts'

/** How many commands a hint names. */
const MOST = 4

/** As `parseArgs`; of a flag that only other commands take, the hint says which. */
export async function parseOrExplain(
  command: Command,
  args: readonly string[],
  commands: () => Promise<Command[]>,
): Promise<ParsedArgs> {
  try {
    return parseArgs(command, args)
  } catch (error) {
    const flag = error instanceof SftError ? unknownFlagOf(error) : undefined
    const owners = flag === undefined ? [] : ownersOf(flag, await commands())
    if (owners.length === 0) throw error
    const names = owners.slice(0, MOST).join(', ') + (owners.length > MOST ? ', …' : '')
    const hint = `${flag} is a flag of ${names}; sft-stream ${command.name} --help lists those of ${command.name}`
    throw new SftError('ERR_USAGE', `unknown option '${flag}'`, { hint, cause: error })
  }
}

/** Without config, which takes all flags to show what they do. */
function ownersOf(flag: string, commands: readonly Command[]): string[] {
  return commands
    .filter(({ name, flags }) => name !== 'config' && flags.some((each) => wordsOf(FLAGS[each]).includes(flag)))
    .map(({ name }) => name)
}
