/** Part of the build: puts the family files beside the compiled code that reads them, after reading them all once. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { loadFamilies } from './load.ts'

const source = join(import.meta.dirname, '../../../../../src/domains/phaser/families')
cpSync(source, import.meta.dirname, { recursive: true, filter: (path) => !path.endsWith('.ts') })
loadFamilies()
