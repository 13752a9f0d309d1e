/** Where the bodies of batches lie: in Redis, or in a folder that all machines share. By content, so that none is trusted. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { ioError, systemCode } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import type { Redis } from './bullmq.ts'

export interface BodyStore {
  /** Keeps a text; resolves to its sha256 (hex). */
  put(text: string): Promise<string>
  /** The text of a sha256, or undefined when it is not there or is another. */
  get(hash: string): Promise<string | undefined>
  drop(hash: string): Promise<void>
}

/** What nobody fetches (its run was killed) goes after a week. */
const KEPT_S = 7 * 24 * 3600

const verified = (text: string | null, hash: string) => (text !== null && sha256(text) === hash ? text : undefined)

export function redisStore(redis: Redis, prefix: string): BodyStore {
  const key = (hash: string) => `${prefix}:body:${hash}`
  return {
    async put(text) {
      const hash = sha256(text)
      await redis.set(key(hash), text, 'EX', KEPT_S)
      return hash
    },
    get: async (hash) => verified(await redis.get(key(hash)), hash),
    drop: async (hash) => void (await redis.del(key(hash))),
  }
}

/** Hashes name files: whoever calls has seen to it that they are hashes. Its methods throw ERR_IO. */
export async function folderStore(folder: string): Promise<BodyStore> {
  const path = (hash: string) => join(folder, `${hash}.json`)
  await mkdir(folder, { recursive: true }).catch((cause) => Promise.reject(ioError('make', folder, cause)))
  return {
    async put(text) {
      const hash = sha256(text)
      const unfinished = `${path(hash)}.${randomUUID()}`
      try {
        await writeFile(unfinished, text)
        await rename(unfinished, path(hash))
      } catch (cause) {
        throw ioError('write', path(hash), cause)
      }
      return hash
    },
    async get(hash) {
      try {
        return verified(await readFile(path(hash), 'utf8'), hash)
      } catch (cause) {
        if (systemCode(cause) === 'ENOENT') return undefined
        throw ioError('read', path(hash), cause)
      }
    },
    drop: (hash) => rm(path(hash), { force: true }),
  }
}
