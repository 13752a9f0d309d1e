/** Reply rows, and what the journal keeps of them. */
import type { Reply, Request } from '../record.ts'
import type { Completion } from './provider.ts'
import type { Teacher } from './teacher.ts'

/** What the journal keeps of a paid answer: the request that paid for it (without its prompts), and the answer. */
export interface SavedReply {
  readonly provider: string
  readonly source: string
  /** The model that was asked; absent in journals of 0.1.0. */
  readonly model?: string | undefined
  readonly request: Readonly<Record<string, unknown>>
  readonly completion: Completion
}

/** A teacher, and the content address of its reply to the request at hand. */
export interface Source {
  readonly teacher: Teacher
  readonly key: string
}

export interface Answer extends Source {
  readonly completion: Completion
  /** Whether this run asked for it. */
  readonly bought: boolean
}

/** The fields of a request that its reply carries on: all but what was sent. */
export function carried(request: Request): Readonly<Record<string, unknown>> {
  const { system_prompt: _system, user_prompt: _user, generation: _generation, ...rest } = request
  return rest
}

/** A reply row: the request at hand, which may be another than the one that paid, and what was answered. */
export function replyOf(request: Request, { teacher, key, completion }: Omit<Answer, 'bought'>): Reply {
  const { name: provider, source } = teacher.provider
  return savedReply(request, key, { provider, source, completion })
}

/** The reply row of a request, from what the journal keeps under a key. */
export function savedReply(
  request: Request,
  reply_key: string,
  { provider, source, completion }: Pick<SavedReply, 'provider' | 'source' | 'completion'>,
): Reply {
  const { id, prompt_id, version, prompt_meta } = request
  return { ...carried(request), provider, source, reply_key, ...completion, id, prompt_id, version, prompt_meta } as Reply
}
