/** Run by `npm run build`: what is made of the engine once for all runs. Without it the first run makes it, or is slower. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { openIndex } from '../../../api-index/index-store.ts'
import { openSearch } from '../../../api-index/search-file.ts'
import { messageOf } from '../../../errors.ts'
import { apiSource } from '../api-source.ts'
import { PRIOR } from '../prompts/prior.ts'
import { deferModules } from './defer.ts'
import { deferredEnginePath, engineFile, shippedFolder } from './files.ts'

try {
  writeFileSync(deferredEnginePath(), deferModules(readFileSync(engineFile(), 'utf8')))
} catch (error) {
  process.stderr.write(`build: programs will run on the engine as shipped: ${messageOf(error)}\n`)
}

try {
  const folder = shippedFolder()
  rmSync(folder, { recursive: true, force: true }) // made by code that may have changed since
  openSearch(await openIndex(apiSource(), folder), PRIOR, [folder])
} catch (error) {
  process.stderr.write(`build: the first run will index the engine's API: ${messageOf(error)}\n`)
}
