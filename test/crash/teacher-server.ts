/** An OpenAI-compatible server that fails first tries, and keeps account of what it was paid for. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Request } from '../../src/record.ts'
import { hash32, mix32 } from '../../src/stream/random.ts'

/** The model that the server says it is. */
export const MODEL = 'm'

/** Long enough that several calls are in flight at any kill. */
const LATENCY_MS = 25

export interface Plan {
  /** Replies, by the content of their request. */
  answers: ReadonlyMap<string, string>
  /** Share of first tries that fail. */
  failRate: number
  seed: number
}

/** A request that was accepted, so that a real provider would charge for it whether or not its reply arrived. */
export interface Paid {
  content: string
  run: number
}

interface Body {
  messages: { content: string }[]
  seed: number
}

/** What makes two requests equal. */
export function contentOf({ system_prompt, user_prompt, generation }: Request): string {
  return JSON.stringify([system_prompt, user_prompt, generation.seed])
}

export class TeacherServer {
  readonly paid: Paid[] = []
  /** Contents whose reply was fully written, once or more often. */
  readonly replied = new Set<string>()
  /** Replies fully written. */
  replies = 0
  failures = 0
  /** The number of the run that asks now. */
  run = 0
  /** Called after each reply. */
  onReply: () => void = () => {}
  readonly #plan: Plan
  readonly #tried = new Set<string>()
  readonly #server = createServer(async (request, response) => {
    let text = ''
    // A client that is killed in the middle of its request ends this with an error.
    try {
      for await (const part of request) text += part
    } catch {
      return
    }
    const { messages, seed } = JSON.parse(text) as Body
    this.#answer(JSON.stringify([...messages.map(({ content }) => content), seed]), response)
  })

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** Resolves to the base URL. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #answer(content: string, response: ServerResponse): void {
    const answer = this.#plan.answers.get(content)
    if (answer === undefined) {
      json(response, 400, { error: { message: 'a request that nobody should make' } })
    } else if (this.#fails(content)) {
      this.failures++
      refuse(response, hash32(content) % 3)
    } else {
      this.paid.push({ content, run: this.run })
      response.on('finish', () => {
        this.replies++
        this.replied.add(content)
        this.onReply()
      })
      setTimeout(() => json(response, 200, completion(answer)), LATENCY_MS)
    }
  }

  #fails(content: string): boolean {
    if (this.#tried.has(content)) return false
    this.#tried.add(content)
    return (mix32(hash32(content) ^ this.#plan.seed) >>> 0) / 2 ** 32 < this.#plan.failRate
  }
}

function refuse(response: ServerResponse, kind: number): void {
  if (kind === 0) json(response, 500, { error: { message: 'planted' } })
  else if (kind === 1) json(response, 429, { error: { message: 'planted' } }, { 'retry-after': '0' })
  else response.destroy()
}

function completion(content: string): object {
  return {
    model: MODEL,
    choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 1000, completion_tokens: 500 },
  }
}

function json(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
