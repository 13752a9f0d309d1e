import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { SftError, ioError, systemCode } from '../../../src/errors.ts'
import type { Command } from '../command.ts'
import { optionsFile } from '../options-file.ts'
import { PROJECT_FILES } from '../options.ts'

export const init: Command = {
  name: 'init',
  usage: '[FILE] [flags]',
  summary: 'writes an options file: every option with its help and default, commented out.',
  details: `FILE is sft-stream.config.yaml by default, which every run in this folder reads; - is stdout. A file that exists is
left alone unless --force. Keys of teachers never stand in it: they come from the environment.`,
  examples: [
    'sft-stream init',
    'sft-stream init ~/.config/sft-stream/config.yaml      # for all folders',
    'sft-stream init - | less',
  ],
  flags: ['force', 'quiet'],
  async run({ context, operands: [file = PROJECT_FILES[0]], io }) {
    if (file === '-') return void io.stdout.write(optionsFile())
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, optionsFile(), { flag: context.options.force ? 'w' : 'wx' })
    } catch (cause) {
      if (systemCode(cause) !== 'EEXIST') throw ioError('write', file, cause)
      throw new SftError('ERR_USAGE', `${file} is already there`, { hint: 'init --force writes it anew', cause })
    }
    context.notice(`${file} has every option, commented out; sft-stream config show tells what holds`)
  },
}
