import stableStringify from 'fast-json-stable-stringify'
import { candidateSchema, replySchema, type Candidate, type Reply } from '../record.ts'
import { codeHash } from '../store/code-hash.ts'
import type { RowWorker, Stage } from '../stream/row-stage.ts'
import { packageVersion } from '../version.ts'
import { parseReply } from './parse-reply.ts'

/** Replies to candidates. Drops nothing: a reply without code becomes a candidate with parse errors. */
export const parseStage = {
  name: 'parse',
  get version() {
    return `${packageVersion}-${codeHash(['reply', 'text'], []).slice(0, 16)}`
  },
  settings: {},
  row: replySchema,
  answer: candidateSchema,
  create: () => ({ each: parseReply, close: () => {} }) satisfies RowWorker<Reply, Candidate>,
  refuse: (reply, candidate) => (reply.id === candidate.id ? undefined : 'it is of another row'),
  difference: (answer, ours) => (stableStringify(answer) === stableStringify(ours) ? undefined : 'the candidate'),
} as const satisfies Stage<Reply, Candidate>
