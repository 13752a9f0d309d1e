/** Exchanges that never end by themselves. */
import type { Socket } from 'node:net'
import t from 'tap'
import { BatchClient, jsonBody } from '../../../src/teacher/batch/batch-client.ts'
import { drip, httpBytes, serveRaw } from '../../helpers/fault-server.ts'
import { CANARY, fastHttp } from '../helpers.ts'

function* forever(piece: string): Iterable<string> {
  for (;;) yield piece
}

const answers: Record<string, (socket: Socket) => void> = {
  'a hang': () => {},
  'a slow drip': (socket) => {
    socket.write(httpBytes(200, { 'content-length': 1_000_000 }, ''))
    drip(socket, forever(' '), 20)
  },
  'lines that drip': (socket) => {
    socket.write(httpBytes(200, { 'content-length': 1_000_000 }, ''))
    drip(socket, forever('{}\n'), 20)
  },
}

for (const [name, answer] of Object.entries(answers)) {
  t.test(`${name} ends with the time of the exchange`, async (t) => {
    const { url } = await serveRaw(t, answer)
    const stop = new AbortController().signal
    const http = { timeoutMs: 200, retries: 0, connections: 1, key: CANARY, keyName: 'KEY', stop, ...fastHttp() }
    const client = new BatchClient(http, {})
    t.teardown(() => client.close())
    const exchange = { method: 'POST', url: new URL(url), body: jsonBody({}) } as const
    const message = 'no complete answer within 0.2 s'
    await t.rejects(client.json(exchange), { kind: 'transient', message })
    const reading = async (): Promise<void> => {
      for await (const _ of client.lines(exchange));
    }
    await t.rejects(reading(), { kind: 'transient', message })
    const interrupt = new AbortController()
    setTimeout(() => interrupt.abort(), 20)
    await t.rejects(client.json({ ...exchange, signal: interrupt.signal }), { name: 'AbortError' })
  })
}
