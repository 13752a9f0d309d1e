import type { Duplex } from 'node:stream'
import type { Candidate, Reply } from '../src/record.ts'
import { parseReply } from '../src/reply/parse-reply.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'

/** replies → candidates. Drops nothing: a reply without code becomes a candidate with parse errors. */
export function parseReplies(context: RunContext): Duplex {
  return rowTransform<Reply, Candidate>(context.ledger.stage('parse'), { each: (reply) => [parseReply(reply)] })
}
