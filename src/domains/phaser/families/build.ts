/** Part of the build: puts the family files beside the compiled code that reads them, after reading them all once. */
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadFamilies } from './load.ts'

const source = join(import.meta.dirname, '../../../../../src/domains/phaser/families')
// Files of families that were moved or removed would be found beside the new ones.
for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.yaml')) rmSync(join(import.meta.dirname, file))
}
cpSync(source, import.meta.dirname, { recursive: true, filter: (path) => !path.endsWith('.ts') })
loadFamilies()
