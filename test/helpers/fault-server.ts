/** A server of raw bytes: it says what no HTTP library would, and stops where no library would. */
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface FaultServer {
  url: string
  /** Requests that have arrived. */
  calls: () => number
}

/** `answer` is called once the head of a request is there, with the number of the call, from 1. */
export async function serveRaw(
  t: { teardown(fn: () => unknown): void },
  answer: (socket: Socket, call: number) => void,
): Promise<FaultServer> {
  let calls = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (part) => {
      if (part.includes('POST ')) answer(socket, ++calls)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls }
}

/** The bytes of an answer. Without a length in `headers` it is that of the body; null leaves it away. */
export function httpBytes(
  status: number,
  headers: Record<string, string | number | null>,
  body: string | Buffer,
): Buffer {
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers }
  const lines = Object.entries(all).filter(([, value]) => value !== null)
  const head = [`HTTP/1.1 ${status} Status`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n')
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from(body)])
}

/** Writes piece by piece, each in a packet of its own, until the other side hangs up. */
export function drip(socket: Socket, pieces: Iterable<string | Buffer>, everyMs: number): void {
  const left = pieces[Symbol.iterator]()
  const timer = setInterval(() => {
    const { done, value } = left.next()
    if (done) clearInterval(timer)
    else socket.write(value)
  }, everyMs)
  socket.setNoDelay(true)
  socket.on('close', () => clearInterval(timer))
}
