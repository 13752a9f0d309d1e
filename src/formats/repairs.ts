/**
 * What --repair-keep adds to the folder: repairs of the train split as conversations of several turns, and as pairs of
 * the program that failed and the one that passed; as sharegpt, or in TRL's form. Never of val or test: they would show what is held out.
 */
import type { Sample, Turn } from '../record.ts'
import type { DatasetEntry } from './dataset-info.ts'
import type { Format } from './format.ts'
import { answered, askedInTurns } from './messages.ts'
import { sharegpt } from './sharegpt.ts'

export const CONVERSATIONS_FILE = 'repairs.jsonl'
export const PAIRS_FILE = 'repair_pairs.jsonl'

const ROLES = { user: 'human', assistant: 'gpt' } as const

interface Spoken {
  from: 'human' | 'gpt'
  value: string
}

/** The whole conversation: task, failed program, what was wrong, …, the program that passed. */
export function conversationOf(sample: Sample, { formatting }: Format): object {
  const { system, turns = [], output, metadata } = sample
  if (formatting === null) return { prompt: askedInTurns(sample), completion: [answered(output)], metadata }
  const last: Spoken = { from: 'gpt', value: output }
  return { system, conversations: [...turns.map(spoken), last], metadata }
}

/** The same task with two answers: the first one, that failed, and the one that passed. */
export function pairOf({ system, turns = [], output, metadata }: Sample, format: Format): object {
  const [task, failed] = turns
  const pair = { system, instruction: task.content, input: '', chosen: output, rejected: failed.content, metadata }
  return (format.formatting === null ? format : sharegpt).pair.row(pair)
}

/** How LLaMA-Factory reads the two files. repairs.yaml trains on the conversations with `mask_history`: only the last answer is right. */
export const REPAIR_ENTRIES: Readonly<Record<string, DatasetEntry>> = {
  repairs: {
    file_name: CONVERSATIONS_FILE,
    formatting: 'sharegpt',
    columns: sharegpt.sample.columns,
    tags: sharegpt.tags!,
  },
  repair_pairs: {
    file_name: PAIRS_FILE,
    ranking: true,
    formatting: 'sharegpt',
    columns: sharegpt.pair.columns,
    tags: sharegpt.tags!,
  },
}

function spoken({ role, content }: Turn): Spoken {
  return { from: ROLES[role], value: content }
}
