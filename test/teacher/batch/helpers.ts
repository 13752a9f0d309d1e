import * as nodeFs from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RawOptions } from '../../../src/config.ts'
import type { Reply, Request } from '../../../src/record.ts'
import type { JournalFs } from '../../../src/store/journal-writer.ts'
import { Journal } from '../../../src/store/journal.ts'
import type { SavedReply } from '../../../src/teacher/reply-row.ts'
import { BatchAsker, type BatchOptions } from '../../../src/teacher/batch/batch-asker.ts'
import type { BatchFs } from '../../../src/teacher/batch/batch-store.ts'
import { Budget } from '../../../src/teacher/budget.ts'
import { Teacher } from '../../../src/teacher/teacher.ts'
import { TeacherCounter } from '../../../src/teacher/teacher-counter.ts'
import { testContext, type TestContext } from '../../helpers/context.ts'
import { CANARY, fastHttp, type PaidTeacher } from '../helpers.ts'

export const PRICES = { m: { input: 1, output: 2 } }

export interface Run {
  replies: Reply[]
  error: unknown
  context: TestContext
  dropped: Record<string, number>
  waits: number[]
}

export interface RunOptions extends BatchOptions {
  fs?: BatchFs & JournalFs
  options?: RawOptions
  interrupt?: AbortSignal
  /** Called with each reply. */
  each?: (reply: Reply) => void
}

/** One run of a teacher on the folder `cache`, as a process would make it. */
export async function runBatches(
  teacher: PaidTeacher,
  url: string,
  cache: string,
  requests: Iterable<Request>,
  { options = {}, interrupt, each, fs = nodeFs, ...more }: RunOptions = {},
): Promise<Run> {
  const base = { model: 'm', cache, baseUrl: url + teacher.base, batch: true, retries: 2, ...options }
  const context = { ...testContext(base, { [teacher.keyName]: CANARY }), interrupt }
  const { budget } = context.options
  const provider = await teacher.create(context, fastHttp())
  const journal = await Journal.open<SavedReply>(join(cache, 'journal'), { fs, lock: async () => async () => {} })
  const counter = new TeacherCounter(budget)
  context.facts.teacher = counter.facts
  const waits: number[] = []
  const parts = {
    context,
    teacher: new Teacher(provider, context, counter.of(provider.name, provider.model)),
    server: provider.batches!(),
    journal,
    tally: context.ledger.stage('teach'),
    counter,
    budget: budget === undefined ? undefined : new Budget(budget),
  }
  const sleep = async (ms: number): Promise<void> => void waits.push(ms)
  const asker = new BatchAsker(parts, { fs, sleep, ...more })
  const replies: Reply[] = []
  let error: unknown
  try {
    for await (const reply of asker.answer(arriving(requests))) {
      replies.push(reply)
      each?.(reply)
    }
  } catch (failure) {
    error = failure
  }
  await asker.close()
  await provider.close()
  await journal.close().catch(() => {})
  return { replies, error, context, waits, dropped: context.ledger.counts().teach.dropped }
}

async function* arriving(requests: Iterable<Request>): AsyncGenerator<Request> {
  yield* requests
}

export const idsOf = (replies: readonly Reply[]): string[] => replies.map(({ id }) => id).toSorted()

/** Names of what the store keeps. */
export const kept = (cache: string): string[] => readdirSync(join(cache, 'batches')).toSorted()

export const mostPaid = (paid: ReadonlyMap<string, number>): number => Math.max(0, ...paid.values())
