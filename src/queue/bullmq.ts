/**
 * The parts of bullmq and ioredis that are used, as types of our own: the packages are optional, so that nothing here may
 * need them, not even for their types. The tests run them against the real ones.
 */
import { SftError } from '../errors.ts'

export interface Redis {
  connect(): Promise<void>
  set(key: string, value: string, unit: 'EX', seconds: number): Promise<unknown>
  get(key: string): Promise<string | null>
  del(key: string): Promise<unknown>
  info(section: string): Promise<string>
  client(command: 'LIST'): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'ready' | 'close', listener: () => void): unknown
  disconnect(): void
}

interface RedisOptions {
  readonly lazyConnect: boolean
  readonly maxRetriesPerRequest: null
  readonly password?: string
  readonly retryStrategy: (times: number) => number | null
}

export interface Job {
  readonly data: unknown
  readonly returnvalue: unknown
  readonly failedReason: string
  remove(): Promise<void>
}

interface JobOptions {
  readonly jobId: string
  readonly attempts: number
  readonly removeOnComplete: { readonly age: number }
}

export interface Queue {
  add(name: string, data: unknown, options: JobOptions): Promise<unknown>
  getJob(id: string): Promise<Job | undefined>
  getJobState(id: string): Promise<string>
  on(event: 'error', listener: (error: Error) => void): unknown
  close(): Promise<void>
}

interface QueueOptions {
  readonly connection: Redis
  /** Of all keys in the server. */
  readonly prefix: string
  readonly skipVersionCheck: boolean
}

export interface Worker {
  waitUntilReady(): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
  /** Takes nothing more, and resolves when what it is at is done. */
  close(): Promise<void>
}

interface WorkerOptions extends QueueOptions {
  /** What the server lists it as. */
  readonly name: string
  readonly concurrency: number
  /** Milliseconds: of a lock that is not renewed, and between looks for such locks. */
  readonly lockDuration: number
  readonly stalledInterval: number
  /** How often a job may be taken over before it has failed. */
  readonly maxStalledCount: number
}

export interface BullMq {
  readonly Queue: new (name: string, options: QueueOptions) => Queue
  readonly Worker: new (name: string, run: (job: Job) => Promise<unknown>, options: WorkerOptions) => Worker
  /** Thrown by a worker whose job must not be tried again. */
  readonly UnrecoverableError: new (message: string) => Error
}

export interface IoRedis {
  readonly Redis: new (url: string, options: RedisOptions) => Redis
}

const PACKAGES: readonly string[] = ['bullmq', 'ioredis']

/** Throws ERR_MISSING_COMPONENT when one of the packages is not installed. */
export async function loadBullMq(packages = PACKAGES): Promise<BullMq & IoRedis> {
  try {
    const [bullmq, ioredis] = await Promise.all(packages.map((name) => import(name)))
    return { ...(bullmq as BullMq), ...(ioredis as IoRedis) }
  } catch (cause) {
    const names = packages.join(' and ')
    const hint = `npm install ${packages.join(' ')}`
    throw new SftError('ERR_MISSING_COMPONENT', `--queue needs the packages ${names}`, { cause, hint })
  }
}
