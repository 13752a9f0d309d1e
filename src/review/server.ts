/** Serves a review on this machine: the page, and where its decisions go. Whoever lacks the address gets nothing. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SftError, messageOf } from '../errors.ts'
import { decisionSchema, type DecisionLine } from '../select/decisions.ts'
import { parseJson } from '../text/parse-json.ts'

export interface ReviewService {
  /** The page as it is now. */
  page(): string
  /** Keeps a decision. Throws when it is of no row of this review, or cannot be written. */
  decide(line: DecisionLine): void
  /** The reviewer says that it is over. */
  finish(): void
}

export interface RunningReview {
  /** The whole address, which is its own password. */
  readonly url: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const MAX_BODY = 64 * 1024

/** The policy of the page stands in the page; these hold before it is read. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Listens on the loopback interface, at a port that is free. Throws ERR_IO when that cannot be. */
export async function serveReview(service: ReviewService): Promise<RunningReview> {
  // 192 bits: nobody finds the address by trying.
  const token = randomBytes(24).toString('base64url')
  const server = createServer((request, response) => {
    void answer(request, token, portOf(server), service)
      .catch((error: unknown) => text(error instanceof SftError ? 400 : 500, messageOf(error)))
      .then(({ status, type, body }) => response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body))
  })
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: Error) =>
      reject(new SftError('ERR_IO', `cannot listen on ${HOST}: ${cause.message}`, { cause }))
    server.once('error', fail).listen(0, HOST, resolve)
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
      // A browser may hold its connection for minutes; what it was answered is sent by now.
      setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref()
    })
  return { url: `http://${HOST}:${portOf(server)}/${token}/`, close }
}

const CLOSING_MS = 500

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

const text = (status: number, body: string): Answer => ({ status, type: 'text/plain; charset=utf-8', body })

async function answer(request: IncomingMessage, token: string, port: number, service: ReviewService): Promise<Answer> {
  const { method = '', url = '' } = request
  const [, given = '', path = ''] = /^\/([^/?#]*)\/([^/?#]*)$/.exec(url) ?? []
  if (!isOurs(request, port) || !isEqual(given, token)) return text(404, 'not found')
  if (method === 'GET' && path === '') return { status: 200, type: 'text/html; charset=utf-8', body: service.page() }
  if (method !== 'POST') return text(405, 'not allowed')
  if (path === 'finish') {
    service.finish()
    return text(200, 'finished')
  }
  if (path !== 'decisions') return text(404, 'not found')
  const line = decisionSchema.safeParse(parseJson(await bodyOf(request)))
  if (!line.success) return text(400, `no decision: ${line.error.issues[0].message}`)
  service.decide(line.data)
  return text(200, 'kept')
}

/**
 * Whether a request is for this server by its own address, and from its own page. A name that another site lets point
 * here (DNS rebinding) is told by Host; a page of another site by Origin, which browsers send with every POST; the frames
 * of games have the origin `null`.
 */
function isOurs({ method, headers }: IncomingMessage, port: number): boolean {
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  if (headers.host !== `${HOST}:${port}`) return false
  if (method === 'GET') return headers.origin === undefined && ['none', 'same-origin'].includes(String(site))
  return (
    headers.origin === `http://${HOST}:${port}` &&
    site === 'same-origin' &&
    headers['content-type'] === 'application/json'
  )
}

function isEqual(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    length += (part as Buffer).length
    if (length > MAX_BODY) throw new SftError('ERR_USAGE', 'too long for a decision')
    parts.push(part as Buffer)
  }
  return String(Buffer.concat(parts))
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
