import type { Command } from '../command.ts'
import { commandHelp } from '../help/command.ts'
import { generalHelp } from '../help/general.ts'
import { pageFor } from '../help/layout.ts'
import { wordOf } from '../words.ts'

export const help: Command = {
  name: 'help',
  usage: '[COMMAND]',
  summary: 'the help of a command, or of the whole.',
  details: 'The same as sft-stream COMMAND --help. The man page is sft-stream completion man.',
  examples: ['sft-stream help validate', 'sft-stream help | less'],
  flags: [],
  words: 'commands',
  takes: 'nothing',
  async run({ operands: [name], commands, io, paint, say }) {
    const [all, page] = [await commands(), pageFor(io, paint, say)]
    if (name === undefined) return void io.stdout.write(generalHelp(all, 'long', page))
    const names = all.map((command) => command.name)
    const known = all[names.indexOf(wordOf(help, names, name))]
    io.stdout.write(commandHelp(known, 'long', page))
  },
}
