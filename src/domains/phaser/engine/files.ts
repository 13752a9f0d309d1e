/** Where the engine's script is, and the same script with its modules deferred. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Folder of the installed engine. */
export function engineFolder(): string {
  return dirname(require.resolve('phaser/package.json'))
}

/** Version of the installed engine. */
export function engineVersion(): string {
  return (require('phaser/package.json') as { version: string }).version
}

/** The engine as it is shipped. */
export function engineFile(): string {
  return join(engineFolder(), 'dist', 'phaser.min.js')
}

/** Cache folder that the build fills: the index of the engine's API, and the search over it. */
export function shippedFolder(): string {
  return join(import.meta.dirname, 'shipped')
}

/** Where the build puts the deferred engine: named by version, so that another engine is never taken for it. */
export function deferredEnginePath(): string {
  return join(import.meta.dirname, `phaser-${engineVersion()}.deferred.js`)
}

/** The deferred engine, or undefined where it was not built: in the source tree, or for another version. */
export function deferredEngineFile(): string | undefined {
  const path = deferredEnginePath()
  return existsSync(path) ? path : undefined
}
