/** The bare loop that the teacher stage is measured against: FILE URL CONCURRENCY. Parses, asks, parses; saves nothing. */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'

const [file, url, concurrency] = process.argv.slice(2) as [string, string, string]
const lines = readFileSync(file, 'utf8').trim().split('\n')
const dispatcher = new Agent({ connections: Number(concurrency) })
const headers = { 'content-type': 'application/json' }
let next = 0

async function worker(): Promise<void> {
  while (next < lines.length) {
    const { system_prompt, user_prompt } = JSON.parse(lines[next++]!) as { system_prompt: string; user_prompt: string }
    const messages = [{ role: 'system', content: system_prompt }, { role: 'user', content: user_prompt }]
    const body = JSON.stringify({ model: 'm', messages, max_tokens: 4096 })
    const answer = await request(`${url}/chat/completions`, { method: 'POST', dispatcher, headers, body })
    await answer.body.json()
  }
}

await Promise.all(Array.from({ length: Number(concurrency) }, worker))
await dispatcher.close()
