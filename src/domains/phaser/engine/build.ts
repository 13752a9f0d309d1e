/** Run by `npm run build`: writes the deferred engine. Without it programs run on the engine as shipped, only slower. */
import { readFileSync, writeFileSync } from 'node:fs'
import { messageOf } from '../../../errors.ts'
import { deferModules } from './defer.ts'
import { deferredEnginePath, engineFile } from './files.ts'

try {
  writeFileSync(deferredEnginePath(), deferModules(readFileSync(engineFile(), 'utf8')))
} catch (error) {
  process.stderr.write(`build: programs will run on the engine as shipped: ${messageOf(error)}\n`)
}
