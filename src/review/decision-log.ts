/** The file that decisions are appended to as they are made; read again, it is where a review goes on. */
import { appendFileSync, existsSync } from 'node:fs'
import { ioError } from '../errors.ts'
import { isOf, readDecisions, type DecisionLine, type Decisions } from '../select/decisions.ts'
import { jsonLine } from '../stream/json-line.ts'

/** Everything that stands in the file; nothing when there is none yet. Throws as readDecisions does. */
export function logged(file: string): Decisions {
  return existsSync(file) ? readDecisions(file) : new Map()
}

/** Appends one line. Throws ERR_IO. */
export function appendDecision(file: string, line: DecisionLine): void {
  try {
    appendFileSync(file, jsonLine(line))
  } catch (cause) {
    throw ioError('write', file, cause)
  }
}

/** What a reviewer decided about these programs, without who it was and of what: as the page takes it. */
export function decisionsOf(
  decisions: Decisions,
  reviewer: string,
  hashes: Readonly<Record<string, string>>,
): Omit<DecisionLine, 'code_hash' | 'reviewer'>[] {
  return Object.entries(hashes).flatMap(([id, hash]) =>
    (decisions.get(id) ?? [])
      .filter((judgement) => judgement.reviewer === reviewer && isOf(judgement, hash))
      .map(({ code_hash: _hash, reviewer: _reviewer, ...said }) => said),
  )
}
