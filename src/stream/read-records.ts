import { Readable, type Transform } from 'node:stream'
import split2 from 'split2'
import * as z from 'zod'
import { DigestMap } from '../digest-map.ts'
import { RECORDS, type RecordName } from '../record.ts'
import { SftError } from '../errors.ts'
import { contentDigest } from './content-digest.ts'
import { BadLine, parseObject } from './json-value.ts'
import { lineGuard } from './line-guard.ts'
import { whoseRecord } from './other-record.ts'
import type { RunContext } from './run-context.ts'
import { isInShard, type Shard } from './shard.ts'
import { wantedBy } from '../text/wanted.ts'
import { rowTransform } from './transform.ts'

/** Bad lines that are told of; a file of another kind would fill the screen. */
const NAMED = 3

/** How much of a bad line the dead-letter file repeats. */
const SHOWN_CHARACTERS = 2000

export interface RecordInput {
  source: Readable
  /** Name for messages: the file as the user typed it, or '<stdin>'. */
  name: string
  /** Aborted when no more input is wanted; the rows inside still run to the end. */
  intake: AbortController
  /** Rows to read at most (default: all). */
  maxItems?: number | undefined
  /** Bytes in all, where that is known: of a regular file. */
  size?: number
  /** Bytes of the lines that were taken in so far; kept by the reader. */
  bytesRead?: number
}

export interface ReadOptions {
  /** Name of the tally (default: 'read'). */
  stage?: string
  /** Rows of other shards are passed over; bad lines are told of in all. */
  shard?: Shard | undefined
  /** Told of every accepted row. */
  seen?: (row: object) => void
}

/**
 * The streams that turn bytes into records of one kind, to be spread into a pipeline. Every line that is no such record
 * is dropped with its number and reason, or ends the run with ERR_BAD_INPUT under --on-error fail. The original object
 * goes on, unknown fields included. A repeated id is dropped: the first stays.
 */
export function readRecords(
  context: RunContext,
  record: RecordName,
  input: RecordInput,
  { stage = 'read', shard, seen }: ReadOptions = {},
): [Readable, Transform, Transform, Transform] {
  const tally = context.ledger.stage(stage)
  const { onError } = context.options
  const { maxItems = Infinity } = input
  const refuse = (reason: string, line: number, message: string, text?: string) => {
    const place = `${input.name}:${line}: ${message}`
    if (onError === 'fail') {
      throw new SftError('ERR_BAD_INPUT', place, { hint: 'drop --on-error fail to skip bad lines' })
    }
    if (tally.droppedTotal < NAMED) context.notice(place)
    else if (tally.droppedTotal === NAMED) context.notice('there are more bad lines: --rejects FILE has each with its reason')
    const shown = text === undefined ? {} : { text: text.slice(0, SHOWN_CHARACTERS) }
    tally.drop(reason, { line, message: place, ...shown })
  }
  // What comes after the last wanted row is not read, so it cannot be bad: the cut may lie anywhere in a line.
  const enough = () => input.intake.signal.aborted
  const guard = lineGuard((problem, line, message) => {
    if (enough()) return
    tally.in++
    if (problem !== 'not-text') return refuse(problem, line, message)
    // To skip all lines of a file would be to do nothing and call it done.
    const place = `${input.name}: ${message}`
    tally.drop(problem, { line, message: place })
    throw new SftError('ERR_BAD_INPUT', place)
  })
  const refuseRepeated = idGuard()
  let line = 0
  return [
    Readable.from(readUntil(input.source, input.intake.signal), { objectMode: false }),
    guard,
    split2(),
    rowTransform<string, object>(tally, {
      *each(text) {
        line++
        input.bytesRead = (input.bytesRead ?? 0) + Buffer.byteLength(text) + 1
        if (text.trim() === '' || enough()) {
          tally.in--
          return
        }
        try {
          const row = parseRecord(record, text)
          if (shard && !isInShard(String((row as { id?: unknown }).id), shard)) {
            tally.in--
            return
          }
          refuseRepeated(row)
          seen?.(row)
          yield row
        } catch (error) {
          if (!(error instanceof BadLine)) throw error
          refuse(error.reason, line, error.message, text)
        }
        if (tally.out >= maxItems) input.intake.abort()
      },
    }),
  ]
}

/** Reads a source until it ends or the signal says that it is enough. */
export async function* readUntil(source: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  const stop = () => source.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of source) {
      yield chunk
      if (signal.aborted) return
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** The record on a line, as it stands there, unknown fields included. Throws what is wrong with it. */
export function parseRecord<Name extends RecordName>(record: Name, text: string): z.infer<(typeof RECORDS)[Name]> {
  const value = parseObject(text)
  if (RECORDS[record].safeParse(value).success) return value as z.infer<(typeof RECORDS)[Name]>
  const [problem] = problemsIn(record, value)
  const other = isMissing(problem) ? whoseRecord(value) : undefined
  throw new BadLine('invalid-record', other ?? describeProblem(problem))
}

/** What is wrong with a value. With its input in each problem zod is slower: nothing that may be right is asked so. */
function problemsIn(record: RecordName, value: object): z.core.$ZodIssue[] {
  return RECORDS[record].safeParse(value, { reportInput: true }).error?.issues ?? []
}

/** Throws for a record whose id came before; remembers at most 48 bytes for each. */
function idGuard(): (row: object) => void {
  const digests = new DigestMap()
  return (row) => {
    const { id } = row as { id?: string }
    if (id === undefined) return
    const digest = contentDigest(row) | 0
    const before = digests.size
    const first = digests.getOrSet(id, digest)
    if (digests.size > before) return
    if (first === digest) throw new BadLine('duplicate-id', `id: ${id} was already read`)
    throw new BadLine('id-conflict', `id: ${id} was already read with other content`)
  }
}

/** Everything that keeps a line from being a record, in words; none when it is one. */
export function problemsOf(record: RecordName, text: string): { reason: string; message: string }[] {
  try {
    return problemsIn(record, parseObject(text)).map((issue) => ({ reason: 'invalid-record', message: describeProblem(issue) }))
  } catch (error) {
    if (!(error instanceof BadLine)) throw error
    return [{ reason: error.reason, message: error.message }]
  }
}

/** 'task: required', 'modules.2: must be a text' */
function describeProblem(problem: z.core.$ZodIssue): string {
  const field = problem.path.length === 0 ? '(record)' : problem.path.map(String).join('.')
  if (isMissing(problem)) return `${field}: required`
  // A number of characters or entries has no words of ours.
  return isOfType(problem) ? `${field}: must be ${wantedBy(problem)}` : `${field}: ${problem.message}`
}

const isOfType = ({ code }: z.core.$ZodIssue): boolean => code === 'invalid_type' || code === 'invalid_value'

/** Only for problems that know their input, see `problemsIn`. */
const isMissing = (problem: z.core.$ZodIssue): boolean => isOfType(problem) && problem.input === undefined
