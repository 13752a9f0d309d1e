/** Answers from a file of recorded replies (`--replies FILE`), found by request id. Nothing is asked, nothing paid. */
import { open, type FileHandle } from 'node:fs/promises'
import { SftError, messageOf } from '../errors.ts'
import type { Reply, Request } from '../record.ts'
import { foreignFormat } from '../stream/foreign-format.ts'
import { MAX_LINE_BYTES } from '../stream/line-guard.ts'
import { textOfLine } from '../stream/plain-text.ts'
import { parseRecord } from '../stream/read-records.ts'
import { readLineAt, readLines } from '../store/lines.ts'
import type { Completion, Provider, ProviderFactory } from './provider.ts'

export const replayFactory: ProviderFactory = {
  name: 'replay',
  summary: 'recorded replies: --replies FILE, found by request id',
  create: async ({ options, notice }) => {
    const path = options.replies
    if (path === undefined) {
      throw new SftError('ERR_USAGE', 'the replay teacher needs recorded replies', {
        hint: 'name them with --replies FILE',
      })
    }
    const file = await openReplies(path)
    try {
      return new Replay(path, file, await indexReplies(path, file, notice))
    } catch (error) {
      await file.close()
      throw error
    }
  },
}

class Replay implements Provider {
  readonly name = 'replay'
  readonly paid = false
  readonly source = 'distill'
  readonly #path: string
  readonly #file: FileHandle
  /** Byte offset of the line of each reply: the file may be larger than memory. */
  readonly #offsets: ReadonlyMap<string, number>

  constructor(path: string, file: FileHandle, offsets: ReadonlyMap<string, number>) {
    this.#path = path
    this.#file = file
    this.#offsets = offsets
  }

  fingerprint(request: Request): unknown {
    return { provider: this.name, id: request.id }
  }

  async complete(request: Request): Promise<Completion | undefined> {
    const offset = this.#offsets.get(request.id)
    if (offset === undefined) return undefined
    const reply = await this.#reply(offset)
    if (reply.id !== request.id) throw this.#changed()
    return completionOf(reply)
  }

  async close(): Promise<void> {
    await this.#file.close()
  }

  async #reply(offset: number): Promise<Reply> {
    let line: Buffer | undefined
    try {
      line = await readLineAt(this.#file, offset, MAX_LINE_BYTES)
    } catch (cause) {
      throw new SftError('ERR_IO', `cannot read ${this.#path}: ${messageOf(cause)}`, { cause })
    }
    try {
      return parseReply(line)
    } catch (cause) {
      throw this.#changed(cause)
    }
  }

  #changed(cause?: unknown): SftError {
    return new SftError('ERR_IO', `${this.#path} changed while it was read`, { cause })
  }
}

/**
 * What the record says of the answer, unknown fields included; what it says of the request gives way to the request at
 * hand. Its own provider, source and reply_key stay: a replayed mock reply is still a mock's.
 */
function completionOf(reply: Reply): Completion {
  const { id: _id, prompt_id: _prompt, version: _version, prompt_meta: _meta, output, ...rest } = reply
  const said = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null)
  return {
    teacher_model: null,
    finish_reason: null,
    usage: null,
    cost_usd: null,
    timestamp: null,
    attempts: 0,
    ...Object.fromEntries(said),
    raw_output: reply.raw_output ?? output ?? '',
  }
}

async function openReplies(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r')
    // A pipe cannot be read twice.
    if ((await file.stat()).isFile()) return file
    await file.close()
    throw new Error('not a regular file')
  } catch (cause) {
    throw new SftError('ERR_NO_INPUT', `cannot open the recorded replies ${path}: ${messageOf(cause)}`, { cause })
  }
}

/** Reads the file once, strictly: ERR_BAD_INPUT names the first bad line. Of a repeated id the first line counts. */
async function indexReplies(
  path: string,
  file: FileHandle,
  notice: (message: string) => void,
): Promise<Map<string, number>> {
  const offsets = new Map<string, number>()
  let number = 0
  let repeated = 0
  for await (const { offset, bytes } of readLines(file, MAX_LINE_BYTES)) {
    number++
    if (bytes?.toString('latin1').trim() === '') continue
    const reply = strictly(`${path}:${number}`, () => {
      const foreign = number === 1 && bytes ? foreignFormat(bytes) : undefined
      if (foreign !== undefined) throw new Error(foreign)
      return parseReply(bytes)
    })
    if (offsets.has(reply.id)) repeated++
    else offsets.set(reply.id, offset)
  }
  if (repeated > 0) notice(`${path}: ${repeated} lines repeat an id; the first line of each id is used`)
  return offsets
}

function strictly<T>(place: string, parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new SftError('ERR_BAD_INPUT', `${place}: ${messageOf(cause)}`, { cause })
  }
}

/** The reply on a line; undefined stands for a line that is too long. Throws what is wrong with it. */
function parseReply(line: Buffer | undefined): Reply {
  return parseRecord('reply', textOfLine(line))
}
