/** The teacher stage against a bare loop over undici: the same server, requests, pool and number of calls at a time. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { COMMAND, descendants, median, table, treeMemory } from './measure.ts'

const CONCURRENCY = 64
const RUNS = 3
const SAMPLE_MS = 200

/** What the server saw of one run: from the first request to the last. */
interface Seen {
  requests: number
  ms: number
}

interface Peer {
  url: string
  /** What was seen since the last look. */
  look: () => Promise<Seen>
  stop: () => void
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

async function startServer(): Promise<Peer> {
  const server = spawn(process.execPath, [script('teach-server.js')], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [port] = (await once(server, 'message')) as [number]
  const look = async (): Promise<Seen> => {
    server.send('look')
    const [seen] = (await once(server, 'message')) as [Seen]
    return seen
  }
  return { url: `http://127.0.0.1:${port}/v1`, look, stop: () => server.kill() }
}

/** Runs a command to its end; resolves to the memory of its processes in MB, early and at its peak. */
async function run(args: string[]): Promise<{ early: number; peak: number }> {
  const env = { ...process.env, OPENAI_API_KEY: 'bench' }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const sizes: number[] = []
  const timer = setInterval(() => sizes.push(treeMemory(descendants(child.pid!).map(({ pid }) => pid))), SAMPLE_MS)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(timer)
  if (code !== 0) throw new Error(`exit ${code}: ${args.join(' ')}`)
  return { early: sizes[Math.floor(sizes.length / 3)] ?? 0, peak: Math.max(0, ...sizes) }
}

/** `requests`: a file of requests; `folder(n)`: an empty folder for the cache of run n. */
export async function benchTeach(requests: string, folder: (run: number) => string): Promise<void> {
  const server = await startServer()
  const rates: Record<'bare' | 'teach', number[]> = { bare: [], teach: [] }
  let memory = { early: 0, peak: 0 }
  let calls = 0
  try {
    for (let n = 0; n < RUNS; n++) {
      const bare = [script('teach-loop.js'), requests, server.url, String(CONCURRENCY)]
      const flags = ['--teacher', 'openai', '--model', 'm', '--base-url', server.url, '--concurrency', String(CONCURRENCY)]
      const teach = [COMMAND, 'teach', requests, ...flags, '--cache', folder(n), '-q']
      for (const [name, args] of [['bare', bare], ['teach', teach]] as const) {
        const used = await run(args)
        const seen = await server.look()
        rates[name].push(seen.requests / (seen.ms / 1000))
        if (name === 'teach') memory = used
        calls = seen.requests
      }
    }
  } finally {
    server.stop()
  }
  const [bare, teach] = [median(rates.bare), median(rates.teach)]
  table(
    `Teacher: ${calls} requests, ${CONCURRENCY} at a time, a server that takes 20 ms (median of ${RUNS})`,
    ['', 'requests/s', 'x bare loop'],
    [['bare undici loop', bare, 1], ['sft-stream teach', teach, teach / bare]],
  )
  process.stdout.write(`memory after a third ${memory.early.toFixed(0)} MB, at its peak ${memory.peak.toFixed(0)} MB\n`)
}
