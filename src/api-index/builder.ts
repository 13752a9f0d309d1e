/** The program of the process that builds an index: the job comes as the one argument, the fault goes to stderr. */
import { messageOf } from '../errors.ts'
import type { ApiSource } from './api-index.ts'
import { buildSymbols } from './build.ts'
import { writeIndexFile } from './index-file.ts'

export interface BuildJob {
  source: ApiSource
  version: string
  path: string
}

try {
  const { source, version, path } = JSON.parse(process.argv[2]) as BuildJob
  writeIndexFile(path, version, source.root, buildSymbols(source))
} catch (error) {
  process.stderr.write(messageOf(error))
  process.exitCode = 1
}
