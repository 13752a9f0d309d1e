/** What both vendors' results and ids are read with. */
import { isUtf8 } from 'node:buffer'
import { Failure, unusableFailure } from '../http-failures.ts'
import { parseWithoutKey, quotable } from '../secrets.ts'
import type { Spoken } from '../server.ts'
import type { Result } from './batch-server.ts'

/** What either vendor's ids look like; "..", slashes and the like would change the path of a call. */
const ID = /^\w[\w.:-]{0,199}$/

/** An id as it may stand in the path of a call. Throws a Failure. */
export function checkedId(id: unknown): string {
  if (typeof id === 'string' && ID.test(id)) return id
  throw new Failure('final', 'the server gave an id that is none')
}

/** The value of a line of results, or undefined when it cannot be read. */
export function parseLine(line: Buffer, key: string | undefined): unknown {
  return isUtf8(line) ? parseWithoutKey(line.toString(), key) : undefined
}

/** The result that an answer is. */
export function answered(key: string, read: () => Spoken, secret: string | undefined): Result {
  try {
    return { key, spoken: read() }
  } catch (error) {
    return { key, failure: unusableFailure(error, secret), charged: true }
  }
}

/** The result of a request that was not answered. */
export function unanswered(
  key: string,
  kind: Failure['kind'],
  { code, message }: { code: string; message: string },
  secret: string | undefined,
): Result {
  const said = message === '' ? code : `${code}: ${message}`
  return { key, failure: new Failure(kind, quotable(said, secret)), charged: false }
}
