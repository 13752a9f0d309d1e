import { runChain } from '../src/stream/chain.ts'
import type { RecordInput } from '../src/stream/read-records.ts'
import { into, toLines } from '../src/stream/write-lines.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { openTeacher } from './ask-teacher.ts'
import { buildRequests } from './build-requests.ts'
import { outlookTo, type Paper } from './forecast.ts'
import { excludeMerged, excludeRows } from './exclude-rows.ts'
import { excludeSeeds } from './exclude-seeds.ts'
import { gatherPairs } from './gather-pairs.ts'
import { inRounds } from './rounds.ts'
import { mergeOfficial } from './merge-official.ts'
import { parseReplies } from './parse-replies.ts'
import { readSeeds } from './read-seeds.ts'
import { select } from './select.ts'
import { splitSets } from './split-sets.ts'
import { openValidate } from './validate.ts'
import { wholeInput } from './whole-input.ts'
import { writeTo } from './write-rows.ts'

/** The whole program: seeds in, a dataset out. */
export function runPipeline(context: RunContext, input: RecordInput, stdout: NodeJS.WritableStream): Promise<void> {
  return runChain(context, [
    readSeeds(input), //  bytes      → seeds
    excludeSeeds, //      what is like --exclude goes before it is paid for
    buildRequests, //     seeds      → requests, with API context
    inRounds(
      openTeacher, //     requests   → replies
      parseReplies, //    replies    → candidates: plan and code
      openValidate, //    candidates → verdicts: L1 L2 L3 L4 on the worker pool
    ), //                 again for what failed, if so asked
    gatherPairs, //       what failed is kept for --pairs
    wholeInput, //        the final pass wants all rows: an interrupted run ends here
    excludeRows, //       what is like --exclude goes, programs too
    select, //            verdicts   → selected: quality, near-duplicates, quota
    mergeOfficial, //     selected   + official examples
    excludeMerged, //     of those too, what is like --exclude goes
    splitSets, //         selected   → samples: train, val, test
    writeTo(stdout), //   samples    → lines, or a dataset folder
  ])
}

/** The part of --shard: the same as far as the final pass, which wants all rows. Its verdicts are lines. */
export function runShard(context: RunContext, input: RecordInput, stdout: NodeJS.WritableStream): Promise<void> {
  return runChain(context, [
    readSeeds(input),
    buildRequests,
    inRounds(openTeacher, parseReplies, openValidate),
    toLines,
    () => into(stdout),
  ])
}

/** The same as far as the teacher, who is not asked: what is done already, what is left, and what that would cost. */
export function surveyRun(context: RunContext, input: RecordInput, paper: Paper): Promise<void> {
  const outlook = outlookTo(paper)
  const all = readSeeds({ ...input, maxItems: undefined })
  return runChain(context, [all, outlook.pilot, excludeSeeds, outlook.seeds, buildRequests, outlook.requests])
}
