import { bashCompletion } from '../completion/bash.ts'
import { fishCompletion } from '../completion/fish.ts'
import { completionModel } from '../completion/model.ts'
import { zshCompletion } from '../completion/zsh.ts'
import type { Command } from '../command.ts'
import { manPage } from '../help/man.ts'
import { wordOf } from '../words.ts'

const WORDS = ['bash', 'zsh', 'fish', 'man'] as const

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }

export const completion: Command = {
  name: 'completion',
  usage: 'bash | zsh | fish | man',
  summary: 'prints the completion of a shell, or the man page.',
  details: `Completion knows commands, the flags of each, the values of flags, files and folders. To have it in every shell:

bash: source <(sft-stream completion bash) in ~/.bashrc

zsh: sft-stream completion zsh > "\${fpath[1]}/_sft-stream", or source <(sft-stream completion zsh) in ~/.zshrc after compinit

fish: sft-stream completion fish > ~/.config/fish/completions/sft-stream.fish

man: sft-stream completion man > ~/.local/share/man/man1/sft-stream.1`,
  examples: [
    'source <(sft-stream completion bash)',
    'sft-stream completion fish > ~/.config/fish/completions/sft-stream.fish',
    'sft-stream completion man | man -l -',
  ],
  flags: [],
  words: WORDS,
  takes: 'nothing',
  async run({ operands: [word], commands, io }) {
    const wanted = wordOf(completion, WORDS, word)
    const all = await commands()
    io.stdout.write(wanted === 'man' ? manPage(all) : SHELLS[wanted](completionModel(all)))
  },
}
