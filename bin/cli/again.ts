import { withoutSecrets } from '../../src/teacher/secrets.ts'
import { printable } from '../../src/text/printable.ts'
import { shellWord } from '../../src/text/shell-word.ts'
import type { Io } from './command.ts'

/** The command line to type again after a run was stopped, safe to show: what may be a secret in it is masked. */
export function againLine(argv: readonly string[], { env }: Pick<Io, 'env'>): string {
  const words = argv.map((word) => shellWord(printable(String(withoutSecrets(word, env)))))
  return ['sft-stream', ...words].join(' ')
}
