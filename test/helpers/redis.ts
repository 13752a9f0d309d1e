/** A Redis server of a test's own, in a folder of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** False, or why tests that need a server are skipped: for the options of a test. */
export const noRedis = spawnSync('redis-server', ['--version']).error !== undefined && 'needs redis-server (apt-get install redis-server)'

export interface TestRedis {
  readonly url: string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  start(): Promise<void>
}

/** Starts a server on a free port. */
export async function startRedis(folder: string, settings: readonly string[] = ['--appendonly', 'yes']): Promise<TestRedis> {
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings]
  let server: ChildProcess
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      server.ref()
      const exit = once(server, 'exit')
      server.kill('SIGKILL')
      await exit
    },
    async start() {
      server = spawn('redis-server', args, { stdio: 'ignore' })
      // The tests are over without waiting for it: then it is killed.
      server.unref()
      while (!(await answers(port))) await sleep(20)
    },
  }
  await redis.start()
  return redis
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** A server that asks for a password answers too; one that still reads its log does not. */
async function answers(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1')
  try {
    socket.write('PING\r\n')
    const [reply] = (await once(socket, 'data')) as [Buffer]
    return /PONG|NOAUTH/.test(reply.toString())
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
