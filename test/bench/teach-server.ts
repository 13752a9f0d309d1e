/** A teacher that answers each request after 20 ms with a program of 4 KB, and tells its parent what it saw. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const LATENCY_MS = 20
const content = '[PLAN]\nREQ: r\n[/PLAN]\n```javascript\n' + 'draw(1, 2)\n'.repeat(350) + '```'
const usage = { prompt_tokens: 1000, completion_tokens: 1000 }
const choices = [{ finish_reason: 'stop', message: { role: 'assistant', content } }]
const answer = JSON.stringify({ model: 'm', choices, usage })

let requests = 0
let first = 0
let last = 0

const server = createServer((request, response) => {
  last = performance.now()
  if (requests++ === 0) first = last
  request.resume().on('end', () => {
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(answer), LATENCY_MS)
  })
})
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))

process.on('message', () => {
  process.send!({ requests, ms: last - first })
  requests = 0
})
