/** A run that is killed at any point, and the one after it: nothing is paid for twice, and no reply is missing. */
import * as nodeFs from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import t from 'tap'
import type { JournalFs } from '../../../src/store/journal-writer.ts'
import type { BatchFs } from '../../../src/teacher/batch/batch-store.ts'
import { serveBatches, type BatchApiOptions } from '../../helpers/batch-server.ts'
import { PAID_TEACHERS, requestNumber } from '../helpers.ts'
import { idsOf, kept, mostPaid, runBatches } from './helpers.ts'

type Kill = 'before' | 'after'

/** Counts what a process does to disk and server, and lets it do nothing any more from one step on. */
class Life {
  steps = 0
  isDead = false
  readonly #last: number
  readonly #kill: Kill

  constructor(last: number, kill: Kill) {
    this.#last = last
    this.#kill = kill
  }

  /** What becomes of the next step: it is done, or it is the last one and done or not, or it comes too late. */
  next(): 'done' | 'cut-before' | 'cut-after' {
    if (this.isDead) return 'cut-before'
    if (++this.steps < this.#last) return 'done'
    this.isDead = true
    return this.#kill === 'before' ? 'cut-before' : 'cut-after'
  }

  /** A file system on which each call that changes something is a step. */
  fs(): BatchFs & JournalFs {
    const step = async <T>(act: () => Promise<T>): Promise<T> => {
      const fate = this.next()
      const result = fate === 'cut-before' ? undefined : await act()
      if (fate === 'done') return result as T
      // The system closes the files of a process that is gone.
      await (result as Partial<FileHandle> | undefined)?.close?.()
      throw new Error('killed')
    }
    const open = (async (path: string, flags: string) => {
      const handle = flags === 'r' ? await nodeFs.open(path, flags) : await step(() => nodeFs.open(path, flags))
      const changing = new Set(['writeFile', 'write', 'sync', 'datasync'])
      return new Proxy(handle, {
        get: (target, name) => {
          const value = Reflect.get(target, name) as unknown
          if (typeof value !== 'function') return value
          const call = (...args: unknown[]): unknown => value.apply(target, args)
          return changing.has(String(name)) ? (...args: unknown[]) => step(async () => call(...args)) : call
        },
      })
    }) as unknown as BatchFs['open']
    return {
      ...nodeFs,
      open,
      rename: (from, to) => step(() => nodeFs.rename(from, to)),
      rm: (path, options) => step(() => nodeFs.rm(path, options)),
    }
  }
}

const scenarios: Record<string, BatchApiOptions> = {
  'all answered at once': { looks: 1 },
  'a request that is tried again, in pages of one batch': {
    page: 1,
    outcome: ({ body }, time) =>
      JSON.stringify(body).includes('Game 2') && time === 1 ? 'expired' : { answer: `answer ${time}` },
  },
}

const requests = [1, 2, 3].map((n) => requestNumber(n))
const limits = { requests: 2, bytes: 1e6 }

for (const teacher of PAID_TEACHERS) {
  for (const [name, options] of Object.entries(scenarios)) {
    for (const kill of ['before', 'after'] as const) {
      t.test(
        `${teacher.name}, ${name}: killed ${kill} any step, each reply is paid for once and arrives`,
        async (t) => {
          let last = 1
          for (let hasEnded = false; !hasEnded; last++) {
            const life = new Life(last, kill)
            let isFirst = true
            const fault: BatchApiOptions['fault'] = () => {
              const fate = isFirst ? life.next() : 'done'
              return fate === 'done' ? undefined : fate
            }
            const api = await serveBatches(t, { ...options, fault })
            const cache = t.testdir()
            const killed = await runBatches(teacher, api.url, cache, requests, { fs: life.fs(), limits }).catch(
              () => null,
            )
            hasEnded = !life.isDead
            isFirst = false
            const { replies, error } = await runBatches(teacher, api.url, cache, requests, { limits })
            const point = `step ${last}`
            if (error) t.fail(`${point}: ${String(error)}`)
            if (idsOf(replies).length !== 3) t.fail(`${point}: ${idsOf(replies).join(', ')}`)
            if (mostPaid(api.paid) > 1 || api.paid.size !== 3)
              t.fail(`${point}: paid ${[...api.paid.values()].join(' ')}`)
            if (kept(cache).length > 0) t.fail(`${point}: ${kept(cache).join(', ')} is kept`)
            if (hasEnded) t.equal(killed?.replies.length, 3)
          }
          t.ok(last > 30, `${last} steps`)
        },
      )
    }
  }
}
