/** The way to the Redis server, and what the server must be like. */
import { SftError, messageOf, systemCode } from '../errors.ts'
import { loadBullMq, type BullMq, type Redis } from './bullmq.ts'

export interface Connection {
  readonly redis: Redis
  readonly bullmq: BullMq
  /** Drops the connection; commands that wait for it are rejected. */
  close(): void
}

interface ConnectOptions {
  /** It may hold a password, and is never shown. */
  readonly url: string
  readonly password: string | undefined
  /** Seconds that a lost server is waited for; then all commands are rejected. */
  readonly patience: number
  readonly notice: (message: string) => void
}

const LONGEST_PAUSE_MS = 2000

const LOST = 'lost the connection to the queue; trying again'

/**
 * Connects, and again whenever the connection is lost. Throws ERR_MISSING_COMPONENT when a package is not installed or the
 * server cannot be reached, and ERR_AUTHENTICATION when it wants another password.
 */
export async function connect({ url, password, patience, notice }: ConnectOptions): Promise<Connection> {
  const bullmq = await loadBullMq()
  let isOpen = false
  let lostAt: number | undefined
  let problem: unknown
  const redis = new bullmq.Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    ...(password && new URL(url).password === '' ? { password } : {}),
    retryStrategy: (times) => {
      lostAt ??= performance.now()
      const isEnough = !isOpen || performance.now() - lostAt > patience * 1000
      return isEnough ? null : Math.min(50 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MS)
    },
  })
  redis.on('error', (error) => (problem = error))
  redis.on('ready', () => (lostAt = undefined))
  redis.on('close', () => isOpen && notice(LOST))
  try {
    await redis.connect()
    // A server that wants a password accepts the connection all the same.
    await redis.info('server')
  } catch (error) {
    redis.disconnect()
    throw refusal(url, problem ?? error)
  }
  isOpen = true
  return {
    redis,
    bullmq,
    close: () => {
      isOpen = false
      redis.disconnect()
    },
  }
}

/** host:port of the server, the only parts of its URL that are shown. */
export function serverName(url: string): string {
  const { hostname, port } = new URL(url)
  return `${hostname}:${port || 6379}`
}

/** What Node says of a certificate that has expired, is another server's, or is signed by nobody it knows. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|certificate/

function refusal(url: string, cause: unknown): SftError {
  const message = `${systemCode(cause) ?? ''} ${messageOf(cause)}`
  if (/NOAUTH|WRONGPASS|NOPERM|AUTH/.test(message)) {
    return new SftError('ERR_AUTHENTICATION', `the Redis server at ${serverName(url)} refused the password`, {
      hint: 'it comes with the URL, redis://USER:PASSWORD@HOST, or from SFT_STREAM_QUEUE_PASSWORD',
    })
  }
  if (CERTIFICATE.test(message)) {
    return new SftError('ERR_MISSING_COMPONENT', `the certificate of ${serverName(url)} is not trusted: ${messageOf(cause)}`, {
      hint: 'name the authority that signed it: NODE_EXTRA_CA_CERTS=FILE',
    })
  }
  return new SftError('ERR_MISSING_COMPONENT', `no Redis server answers at ${serverName(url)}: ${messageOf(cause)}`, {
    hint: 'start one: redis-server --appendonly yes --maxmemory-policy noeviction',
  })
}

/** What of its settings lets the server lose work, each in words; none when all is well. */
export async function weaknesses(redis: Redis): Promise<string[]> {
  const facts = `${await redis.info('persistence')}\n${await redis.info('memory')}`
  const fact = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(facts)?.[1]
  const policy = fact('maxmemory_policy')
  return [
    ...(fact('aof_enabled') === '0' ? ['it keeps no append-only file, so that a restart forgets what was sent (appendonly yes)'] : []),
    ...(policy !== undefined && policy !== 'noeviction' ? [`it may evict what was sent (maxmemory-policy ${policy}, not noeviction)`] : []),
  ]
}
