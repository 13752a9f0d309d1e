/** Run by `npm run build`: what is made of the engine once for all runs. Without it the first run makes it, or is slower. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { indexFile } from '../../../api-index/index-store.ts'
import { messageOf } from '../../../errors.ts'
import { apiSource } from '../api-source.ts'
import { deferModules } from './defer.ts'
import { deferredEnginePath, engineFile, shippedFolder } from './files.ts'

try {
  writeFileSync(deferredEnginePath(), deferModules(readFileSync(engineFile(), 'utf8')))
} catch (error) {
  process.stderr.write(`build: programs will run on the engine as shipped: ${messageOf(error)}\n`)
}

try {
  rmSync(shippedFolder(), { recursive: true, force: true }) // made by code that may have changed since
  await indexFile(apiSource(), shippedFolder())
} catch (error) {
  process.stderr.write(`build: the first run will index the engine's API: ${messageOf(error)}\n`)
}
