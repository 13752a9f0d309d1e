import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ApiSource } from '../domain.ts'

const require = createRequire(import.meta.url)

/** Folder of the installed engine. */
export function engineFolder(): string {
  return dirname(require.resolve('phaser/package.json'))
}

/** The declarations of the installed engine. */
export function apiSource(): ApiSource {
  const { version } = require('phaser/package.json') as { version: string }
  return {
    engine: `phaser@${version}`,
    declarations: [join(engineFolder(), 'types', 'phaser.d.ts')],
    sources: [join(engineFolder(), 'dist', 'phaser.js')],
    root: 'Phaser',
  }
}
