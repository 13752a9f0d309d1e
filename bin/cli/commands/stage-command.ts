import type { RecordName } from '../../../src/record.ts'
import { runChain, type StageFactory } from '../../../src/stream/chain.ts'
import { readRecords } from '../../../src/stream/read-records.ts'
import { into, toLines } from '../../../src/stream/write-lines.ts'
import type { Command } from '../command.ts'
import { COMMON_FLAGS } from '../flags.ts'

interface StageCommand extends Omit<Command, 'run' | 'usage'> {
  /** What a line of the input is. */
  reads: RecordName
  stage: StageFactory
}

/** A command that is one stage: records in, records out, a line each. */
export function stageCommand({ reads, stage, flags, ...command }: StageCommand): Command {
  return {
    ...command,
    usage: '[FILE] [flags]',
    flags: [...flags, ...COMMON_FLAGS],
    async run({ context, operands, input, io }) {
      const source = input(operands[0])
      // From the environment it may reach commands that have no such flag: then each would take a part of a part.
      const shard = flags.includes('shard') ? context.options.shard : undefined
      await runChain(context, [(c) => readRecords(c, reads, source, { shard }), stage, toLines, () => into(io.stdout)])
    },
  }
}
