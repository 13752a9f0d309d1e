import { join } from 'node:path'
import type { ApiSource } from '../domain.ts'
import { engineFolder, engineVersion, shippedFolder } from './engine/files.ts'

/** The declarations of the installed engine. */
export function apiSource(): ApiSource {
  return {
    engine: `phaser@${engineVersion()}`,
    declarations: [join(engineFolder(), 'types', 'phaser.d.ts')],
    sources: [join(engineFolder(), 'dist', 'phaser.js')],
    root: 'Phaser',
    shipped: shippedFolder(),
  }
}
