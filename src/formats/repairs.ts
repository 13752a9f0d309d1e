/**
 * What --repair-keep adds to the folder: repairs of the train split as conversations of several turns, and as pairs of
 * the program that failed and the one that passed. Never of val or test: they would show what is held out.
 */
import type { Sample, Turn } from '../record.ts'
import type { DatasetEntry } from './dataset-info.ts'
import { sharegpt } from './sharegpt.ts'

export const CONVERSATIONS_FILE = 'repairs.jsonl'
export const PAIRS_FILE = 'repair_pairs.jsonl'

const ROLES = { user: 'human', assistant: 'gpt' } as const

interface Spoken {
  from: 'human' | 'gpt'
  value: string
}

/** The whole conversation: task, failed program, what was wrong, …, the program that passed. */
export function conversationOf({ system, turns = [], output, metadata }: Sample): object {
  const last: Spoken = { from: 'gpt', value: output }
  return { system, conversations: [...turns.map(spoken), last], metadata }
}

/** The same task with two answers: the first one, that failed, and the one that passed. */
export function pairOf({ system, turns = [], output, metadata }: Sample): object {
  const [task, failed] = turns.map(spoken)
  return { system, conversations: [task], chosen: { from: 'gpt', value: output }, rejected: failed, metadata }
}

/** How LLaMA-Factory reads the two files. Train on the conversations with `mask_history: true`: only the last answer is right. */
export const REPAIR_ENTRIES: Readonly<Record<string, DatasetEntry>> = {
  repairs: {
    file_name: CONVERSATIONS_FILE,
    formatting: 'sharegpt',
    columns: sharegpt.columns,
    tags: sharegpt.tags!,
  },
  repair_pairs: {
    file_name: PAIRS_FILE,
    ranking: true,
    formatting: 'sharegpt',
    columns: { ...sharegpt.columns, chosen: 'chosen', rejected: 'rejected' },
    tags: sharegpt.tags!,
  },
}

function spoken({ role, content }: Turn): Spoken {
  return { from: ROLES[role], value: content }
}
