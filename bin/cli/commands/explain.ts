import { SftError } from '../../../src/errors.ts'
import { findIds, storyOf } from '../../../src/lineage/explain.ts'
import { renderDropped, renderFates, renderStory } from '../../../src/lineage/explain-text.ts'
import { DatasetReader } from '../../../src/lineage/folder.ts'
import { jsonLine } from '../../../src/stream/json-line.ts'
import type { Command, Invocation } from '../command.ts'
import { COMMON_FLAGS, EXPLAIN_FLAGS } from '../flags.ts'

export const explain: Command = {
  name: 'explain',
  usage: 'DIR ID [flags]',
  summary: "a row's way from seed to split, with hashes, versions and decisions, and the command that replays it.",
  details: `DIR is a dataset folder. ID is the id of a row, or how it begins: of several, what became of each is told in a line.
Of an id that is not in the dataset it tells which stage dropped it, and why. The command that it names prints the verdict
anew, from the reply in the journal below --cache (or that the mock writes again), without asking a teacher; where the
reply is not at hand, from the row. --replay prints that reply or program as a record for the next stage.`,
  examples: [
    'sft-stream explain dataset distill_ball_001_v2',
    'sft-stream explain dataset ball_001',
    'sft-stream explain dataset distill_ball_001_v2 --json | jq -r .replay.command | sh',
  ],
  operands: 2,
  takes: 'folder',
  flags: [...EXPLAIN_FLAGS, 'json', ...COMMON_FLAGS],
  async run(invocation) {
    const [path, word] = invocation.operands
    if (path === undefined || word === undefined) {
      throw new SftError('ERR_USAGE', 'explain: which folder, and which id?', { hint: 'sft-stream explain DIR ID' })
    }
    const reader = await DatasetReader.open(path)
    try {
      await tell(invocation, reader, word)
    } finally {
      await reader.close()
    }
  },
}

async function tell({ context, json, io, say }: Invocation, reader: DatasetReader, word: string): Promise<void> {
  const fates = await findIds(reader, word)
  const [{ id, in: isIn, dropped }] = fates
  const isOne = fates.length === 1 && isIn
  if (context.options.replay && !isOne) throw noReplay(word, fates.length)
  if (!isOne) {
    const text = fates.length > 1 ? renderFates(fates, say) : renderDropped(id, dropped, say)
    return void io.stdout.write(json ? fates.map(jsonLine).join('') : text)
  }
  const { story, replay } = await storyOf(context, reader, id)
  if (!context.options.replay) return void io.stdout.write(json ? jsonLine(story) : renderStory(story, say))
  if (!replay) throw noReplay(word, 1)
  io.stdout.write(jsonLine(replay.record))
}

function noReplay(word: string, count: number): SftError {
  const why = count > 1 ? `${count} ids begin so` : 'its row is not in the dataset'
  return new SftError('ERR_UNKNOWN_ID', `explain --replay ${word}: ${why}`)
}
