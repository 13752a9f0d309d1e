import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Request } from '../../src/record.ts'
import type { RunContext } from '../../src/stream/run-context.ts'
import { createAnthropic } from '../../src/teacher/anthropic.ts'
import type { HttpOptions } from '../../src/teacher/http.ts'
import { createOpenAi } from '../../src/teacher/openai.ts'
import type { Provider } from '../../src/teacher/provider.ts'

/** What the helpers need of a tap test. */
export interface Test {
  testdir(content: Record<string, string | Buffer>): string
  teardown(fn: () => unknown): void
}

interface Seen {
  url: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}

/** Long enough to be a secret, and easy to search for. */
export const CANARY = 'sk-canary-7Q2xVbN9tKfM4hWz'

/** A chat completion as a server sends it. */
export function chatAnswer(
  content: unknown = 'Hello',
  more: { reason?: unknown; [field: string]: unknown } = {},
): Record<string, unknown> {
  const { reason = 'stop', ...rest } = more
  return {
    model: 'served-model',
    choices: [{ finish_reason: reason, message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 11, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 3 } },
    ...rest,
  }
}

/** A message as Anthropic sends it. */
export function messageAnswer(
  content: unknown = 'Hello',
  more: { reason?: unknown; [field: string]: unknown } = {},
): Record<string, unknown> {
  const { reason = 'end_turn', ...rest } = more
  return {
    type: 'message',
    role: 'assistant',
    model: 'served-model',
    content: typeof content === 'string' ? [{ type: 'text', text: content }] : content,
    stop_reason: reason,
    usage: { input_tokens: 5, output_tokens: 7, cache_read_input_tokens: 3, cache_creation_input_tokens: 4 },
    ...rest,
  }
}

/** A paid teacher and what its servers say, for tests that hold for all of them. */
export interface PaidTeacher {
  name: string
  keyName: string
  /** What its base URL ends with. */
  base: string
  create: (context: RunContext, http: Partial<HttpOptions>) => Promise<Provider>
  answer: (text: string) => unknown
  empty: unknown
  /** An answer that was stopped for what it says. */
  filtered: unknown
  /** An answer that calls a tool, with these arguments. */
  toolCall: (args: string) => unknown
}

export const PAID_TEACHERS: readonly PaidTeacher[] = [
  {
    name: 'openai',
    keyName: 'OPENAI_API_KEY',
    base: '/v1',
    create: createOpenAi,
    answer: chatAnswer,
    empty: chatAnswer('', { choices: [] }),
    filtered: chatAnswer('half', { reason: 'content_filter' }),
    toolCall: (args) => {
      const message = { content: null, tool_calls: [{ function: { name: 'f', arguments: args } }] }
      return { choices: [{ finish_reason: 'tool_calls', message }] }
    },
  },
  {
    name: 'anthropic',
    keyName: 'ANTHROPIC_API_KEY',
    base: '',
    create: createAnthropic,
    answer: messageAnswer,
    empty: messageAnswer([]),
    filtered: messageAnswer('half', { reason: 'refusal' }),
    toolCall: (args) => messageAnswer([{ type: 'tool_use', name: 'f', input: { args } }], { reason: 'tool_use' }),
  },
]

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** A server on 127.0.0.1 that keeps what it was sent; `answer` gets the number of the call, from 1. */
export async function serve(
  t: Test,
  answer: (response: ServerResponse, call: number, seen: Seen) => void,
): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const call = { url: request.url ?? '', headers: request.headers, body: JSON.parse(text || '{}') as Seen['body'] }
    seen.push(call)
    answer(response, seen.length, call)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

/** Options of the HTTP path that wait for nothing and note what they would have waited. */
export function fastHttp(): Partial<HttpOptions> & { waits: number[] } {
  const waits: number[] = []
  return {
    waits,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms)
    },
  }
}

export function requestNumber(n: number, more: Partial<Request> = {}): Request {
  const prompt_id = `seed_${n}`
  return {
    id: `distill_${prompt_id}_v1`,
    prompt_id,
    version: 1,
    system_prompt: 'You write games.',
    user_prompt: `Game ${n}`,
    prompt_meta: { id: prompt_id, difficulty: 'easy', modules: ['Scene'], task: `Game ${n}` },
    api_context_injected: ['A#b'],
    generation: { temperature: 0.7, top_p: 0.95, max_tokens: 100, seed: n },
    ...more,
  }
}
