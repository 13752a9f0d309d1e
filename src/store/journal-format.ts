/**
 * The journal's format, version 1. A journal is a folder of segments, `00000001.journal` and on. A segment is text:
 *
 *     sft-stream journal 1\n
 *     <length> <checksum> {"key":"<64 hex>","reply":<JSON>}\n
 *     ...
 *
 * `length` counts the bytes of the JSON, `checksum` is its CRC-32; both are 8 hex digits. JSON holds no raw newline, so
 * a reader never trusts a length to find the next record: it goes on after the next newline, whatever was damaged.
 * `tail -n +2 00000001.journal | cut -c19- | jq .reply` reads a segment without this program.
 *
 * A segment is written by the one process that created it, and never again after that process ended: a torn tail is
 * passed over, never repaired, so no start can harm what an earlier run saved. After the last record there may be NUL
 * bytes, disk space reserved in advance. Of two records with one key the first counts.
 */
import { crc32 } from 'node:zlib'
import { readLines, type ReadableFile } from './lines.ts'

export const SEGMENT_HEADER = Buffer.from('sft-stream journal 1\n')

/** Larger than any reply that the teacher accepts (8 MB), JSON escapes included. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024

const HEADER_LINE = /^sft-stream journal (\d+)$/
const RECORD_HEADER = /^([0-9a-f]{8}) ([0-9a-f]{8}) $/
const JSON_AT = 18
const KEY = /^[0-9a-f]{64}$/
const KEY_AT = JSON_AT + '{"key":"'.length
const KEY_END = KEY_AT + 64
const REPLY_AT = KEY_END + '","reply":'.length

export interface DecodedRecord {
  readonly key: string
  readonly reply: unknown
}

/** Something in a segment that is not a record. Only `torn-tail` is ordinary: a write that a kill cut off. */
export interface JournalProblem {
  readonly segment: string
  readonly offset: number
  readonly bytes: number
  readonly reason: 'damaged' | 'torn-tail' | 'bad-header' | 'unknown-version'
}

/** `00000012.journal` */
export function segmentName(number: number): string {
  return `${String(number).padStart(8, '0')}.journal`
}

/** The number of a segment's file name, or undefined for any other file. */
export function segmentNumber(name: string): number | undefined {
  const match = /^(\d{8})\.journal$/.exec(name)
  return match ? Number(match[1]) : undefined
}

/** One record, newline included. `key` must be 64 hex digits. */
export function encodeRecord(key: string, reply: unknown): Buffer {
  const text = JSON.stringify(reply)
  const end = REPLY_AT + Buffer.byteLength(text)
  // Written in place: a record is copied once more anyway, by the commit that it is part of.
  const record = Buffer.allocUnsafe(end + '}\n'.length)
  record.write(`{"key":"${key}","reply":`, JSON_AT, 'latin1')
  record.write(text, REPLY_AT)
  record.write('}\n', end, 'latin1')
  const json = record.subarray(JSON_AT, end + 1)
  record.write(`${hex8(json.length)} ${hex8(crc32(json))} `, 0, 'latin1')
  return record
}

/** Takes a record's line (without newline) apart; undefined when anything about it is wrong. */
export function decodeRecord(line: Buffer): DecodedRecord | undefined {
  const key = recordKey(line)
  if (key === undefined) return undefined
  return { key, reply: JSON.parse(line.toString('utf8', REPLY_AT, line.length - 1)) }
}

/** Finds every good record of a segment, in order, and everything that is none. */
export async function scanSegment(
  file: ReadableFile,
  segment: string,
  found: (key: string, offset: number) => void,
  problem: (problem: JournalProblem) => void,
): Promise<void> {
  const damage = (offset: number, bytes: number, reason: JournalProblem['reason']): void =>
    problem({ segment, offset, bytes, reason })
  for await (const { offset, length, bytes, terminated } of readLines(file, MAX_RECORD_BYTES)) {
    if (!terminated) {
      const torn = bytes ? lengthWithoutPadding(bytes) : length
      if (torn > 0) damage(offset, torn, 'torn-tail')
      return
    }
    if (offset === 0) {
      const version = HEADER_LINE.exec(bytes?.toString('latin1', 0, 64) ?? '')?.[1]
      if (version === '1') continue
      damage(0, length, version === undefined ? 'bad-header' : 'unknown-version')
      if (version !== undefined) return
      continue
    }
    const key = bytes && recordKey(bytes)
    if (key === undefined) damage(offset, length, 'damaged')
    else found(key, offset)
  }
}

function recordKey(line: Buffer): string | undefined {
  const header = RECORD_HEADER.exec(line.toString('latin1', 0, JSON_AT))
  if (!header || Number.parseInt(header[1], 16) !== line.length - JSON_AT) return undefined
  if (Number.parseInt(header[2], 16) !== crc32(line.subarray(JSON_AT))) return undefined
  // Its own string, not a slice: millions of these are kept, and a slice would keep what it was cut from.
  const key = line.toString('latin1', KEY_AT, KEY_END)
  return KEY.test(key) ? key : undefined
}

function hex8(value: number): string {
  return value.toString(16).padStart(8, '0')
}

function lengthWithoutPadding(bytes: Buffer): number {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  return end
}
