/** Stages that are open, by their settings. Runs under different settings share a worker; few of them at once. */
import type { RowWorker } from '../stream/row-stage.ts'

type Row = RowWorker<unknown, unknown>

interface Place {
  readonly worker: Promise<Row>
  users: number
}

/** Each holds threads and children of its own. */
const KEPT = 2

export class Shelf {
  /** The one used last is the last. */
  readonly #places = new Map<string, Place>()

  /** Calls `use` with what `open` gave for this key, now or before. Closes what was not used for longest, beyond a few. */
  async use<T>(key: string, open: () => Promise<Row>, use: (worker: Row) => Promise<T>): Promise<T> {
    const place = this.#places.get(key) ?? { worker: open(), users: 0 }
    this.#places.delete(key)
    this.#places.set(key, place)
    place.users++
    try {
      return await use(await place.worker)
    } catch (error) {
      // What did not open is not kept: the reason may pass.
      await place.worker.catch(() => this.#places.delete(key))
      throw error
    } finally {
      place.users--
      await this.#clear()
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#places.keys()].map((key) => this.#close(key)))
  }

  async #clear(): Promise<void> {
    const idle = [...this.#places].filter(([, { users }]) => users === 0).map(([key]) => key)
    await Promise.all(idle.slice(0, Math.max(0, this.#places.size - KEPT)).map((key) => this.#close(key)))
  }

  async #close(key: string): Promise<void> {
    const place = this.#places.get(key)
    this.#places.delete(key)
    await (await place?.worker.catch(() => undefined))?.close()
  }
}
