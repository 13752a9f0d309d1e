/** Opens what asking takes: the teachers of --teacher, the journal of paid replies, and who asks with them. */
import { join } from 'node:path'
import { SftError } from '../errors.ts'
import { Journal } from '../store/journal.ts'
import type { Tally } from '../stream/ledger.ts'
import type { RunContext } from '../stream/run-context.ts'
import { Asker } from './asker.ts'
import { BatchAsker, type BatchOptions } from './batch/batch-asker.ts'
import { Budget } from './budget.ts'
import type { Provider } from './provider.ts'
import { providersFor } from './registry.ts'
import type { SavedReply } from './reply-row.ts'
import { Teacher, checkPrices } from './teacher.ts'
import { TeacherCounter } from './teacher-counter.ts'

/** The teachers of --teacher, and the account of what they are asked. Rejects as they do, and for a budget without a price. */
async function openTeachers(
  context: RunContext,
): Promise<{ teachers: Teacher[]; counter: TeacherCounter; budget: Budget | undefined }> {
  const { budget } = context.options
  const counter = new TeacherCounter(budget)
  const providers = await providersFor(context)
  const teachers = providers.map((provider) => new Teacher(provider, context, counter.of(provider.name, provider.model)))
  try {
    if (budget !== undefined) checkPrices(teachers)
  } catch (error) {
    await Promise.all(providers.map((provider) => provider.close()))
    throw error
  }
  context.facts.teacher = counter.facts
  context.facts.latency = () => counter.latencies()
  return { teachers, counter, budget: budget === undefined ? undefined : new Budget(budget) }
}

/** Takes the lock of the journal, and tells what cannot be read in it. Rejects with ERR_JOURNAL_IN_USE and ERR_IO. */
async function openJournal({ options, notice }: RunContext): Promise<Journal<SavedReply>> {
  const journal = await Journal.open<SavedReply>(join(options.cache, 'journal'))
  const lost = journal.problems.filter(({ reason }) => reason !== 'torn-tail')
  if (lost.length > 0) {
    const [{ segment, offset, reason }] = lost
    const first = `the first is ${segment} byte ${offset} (${reason})`
    notice(`journal: ${lost.length} records cannot be read and are passed over; ${first}`)
  }
  return journal
}

/** Opens the teachers, and the journal if one of them is paid. Rejects as openTeachers and openJournal do. */
export async function openAsker(context: RunContext, tally: Tally): Promise<Asker> {
  const { teachers, counter, budget } = await openTeachers(context)
  try {
    const isPaid = teachers.some(({ provider }) => provider.paid)
    const journal = isPaid ? await openJournal(context) : undefined
    return new Asker({ context, teachers, counter, budget, tally, journal })
  } catch (error) {
    for (const { provider } of teachers) await provider.close()
    throw error
  }
}

/**
 * Opens the teacher, which must be one that has batches, and the journal; both are closed with the asker. Rejects as
 * openAsker does.
 */
export async function openBatchAsker(
  context: RunContext,
  tally: Tally,
  options: BatchOptions = {},
): Promise<{ asker: BatchAsker; close: () => Promise<void> }> {
  const { teachers, counter, budget } = await openTeachers(context)
  const closeTeachers = async (): Promise<void> => {
    for (const { provider } of teachers) await provider.close()
  }
  try {
    const [teacher] = teachers as [Teacher]
    if (teachers.length > 1) throw severalTeachers()
    const server = teacher.provider.batches?.()
    if (!server) throw withoutBatches(teacher.provider)
    const journal = await openJournal(context)
    const asker = new BatchAsker({ context, teacher, server, journal, tally, counter, budget }, options)
    const close = async (): Promise<void> => {
      await asker.close()
      await closeTeachers()
      await journal.close()
    }
    return { asker, close }
  } catch (error) {
    await closeTeachers()
    throw error
  }
}

function severalTeachers(): SftError {
  return new SftError('ERR_USAGE', '--batch: --teacher names several teachers', {
    hint: 'batches have one: what it has no answer to can be asked of another by a second run, without --batch',
  })
}

function withoutBatches({ name }: Provider): SftError {
  return new SftError('ERR_USAGE', `--batch: the ${name} teacher has no batches`, {
    hint: 'name one that has: --teacher openai or --teacher anthropic',
  })
}
