import { accessSync, constants } from 'node:fs'
import { basename } from 'node:path'
import { SftError, messageOf } from '../errors.ts'
import type { RunContext } from '../stream/run-context.ts'
import { Exclusion, type Excluded } from './exclusion.ts'
import { readParts } from './read-row.ts'
import { readValues } from './read-values.ts'

/** All of them are compared with every row. */
const MAX_ENTRIES = 20_000

const opened = new WeakMap<RunContext, Promise<Exclusion>>()

/** What --exclude keeps out of a run, read once; undefined without the option. Rejects as readExclusion() does. */
export async function exclusionOf(context: RunContext): Promise<Exclusion | undefined> {
  const { exclude } = context.options
  if (exclude === undefined) return undefined
  if (!opened.has(context)) opened.set(context, readExclusion(context, exclude))
  return await opened.get(context)
}

/**
 * What a file of evaluation prompts and programs keeps out: lines of JSON with a prompt, a program or both in any of the
 * shapes of rows, a JSON array, Parquet, or plain text, a prompt a line. Throws ERR_NO_INPUT, and ERR_BAD_INPUT for a
 * file that would keep nothing out, or more than MAX_ENTRIES.
 */
async function readExclusion(context: RunContext, file: string): Promise<Exclusion> {
  try {
    accessSync(file, constants.R_OK)
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open ${file}: ${messageOf(cause)}`, { cause, hint: 'check --exclude' })
  }
  const tally = context.ledger.stage('read-exclude')
  const refuse = (reason: string, line: number, message: string) => {
    const place = `${file}:${line}: ${message}`
    if (context.options.onError === 'fail') throw new SftError('ERR_BAD_INPUT', place)
    tally.in++
    tally.drop(reason, { line, message: place })
  }
  const all: Excluded[] = []
  for await (const { line, value } of readValues(file, refuse, textLine)) {
    const { task, code } = typeof value === 'string' ? { task: value } : readParts(value)
    if (task === undefined && code === undefined) {
      refuse('nothing-to-exclude', line, 'neither a prompt nor a program')
      continue
    }
    tally.in++
    tally.out++
    const name = `${basename(file)}:${line}`
    all.push({ name, ...(task === undefined ? {} : { task }), ...(code === undefined ? {} : { code }) })
    if (all.length > MAX_ENTRIES) throw new SftError('ERR_BAD_INPUT', `${file} has more than ${MAX_ENTRIES} entries`)
  }
  if (all.length > 0) return new Exclusion(all)
  throw new SftError('ERR_BAD_INPUT', `${file} has neither prompts nor programs`, { hint: 'check --exclude' })
}

/** A line that is no JSON and does not begin like a record is a prompt. */
function textLine(text: string): string | undefined {
  return /^\s*[{[]/.test(text) ? undefined : text.trim()
}
