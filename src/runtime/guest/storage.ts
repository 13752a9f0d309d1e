import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

/** localStorage and sessionStorage: empty at the start of every run. */
export function installStorage(global: GuestGlobal, faults: Faults): void {
  /** Characters, names included: Chromium's 10 MB of two bytes each. */
  const QUOTA = 5 * 1024 * 1024
  const itemsOf = new WeakMap<object, Map<string, string>>()
  const targetOf = new WeakMap<object, object>()
  const items = (storage: object): Map<string, string> => itemsOf.get(targetOf.get(storage) ?? storage)!

  class Storage {
    get length(): number {
      return items(this).size
    }

    key(index: unknown): string | null {
      return Array.from(items(this).keys())[Number(index)] ?? null
    }

    getItem(key: unknown): string | null {
      return items(this).get(String(key)) ?? null
    }

    setItem(key: unknown, value: unknown): void {
      const held = items(this)
      const [name, text] = [String(key), String(value)]
      let size = name.length + text.length
      for (const [other, content] of held) if (other !== name) size += other.length + content.length
      if (size > QUOTA) {
        const why = `Setting the value of '${name}' exceeded the quota.`
        throw faults.exception('QuotaExceededError', 'setItem', 'Storage', why)
      }
      held.set(name, text)
    }

    removeItem(key: unknown): void {
      items(this).delete(String(key))
    }

    clear(): void {
      items(this).clear()
    }
  }
  faults.require(Storage.prototype, 'Storage', 'key=1 getItem=1 setItem=2 removeItem=1')

  /** `storage.name` is the item of that name, unless Storage itself has it. */
  const make = (): Storage => {
    const target = new Storage()
    const isItem = (key: string | symbol): key is string =>
      typeof key === 'string' && !(key in Storage.prototype) && items(target).has(key)
    const storage = new Proxy(target, {
      get: (_, key, self) => (isItem(key) ? items(target).get(key) : Reflect.get(target, key, self)),
      set: (_, key, value) => {
        if (typeof key === 'string') target.setItem(key, value)
        return true
      },
      has: (_, key) => isItem(key) || Reflect.has(target, key),
      deleteProperty: (_, key) => {
        target.removeItem(String(key))
        return true
      },
      ownKeys: () => Array.from(items(target).keys()),
      getOwnPropertyDescriptor: (_, key) =>
        isItem(key)
          ? { value: items(target).get(key), writable: true, enumerable: true, configurable: true }
          : undefined,
    })
    itemsOf.set(target, new Map())
    targetOf.set(storage, target)
    return storage
  }
  Object.assign(global, { Storage, localStorage: make(), sessionStorage: make() })
}
