/** What a page needs to play the programs of its rows. */
import { readFile } from 'node:fs/promises'
import { domain } from '../../domains/registry.ts'
import type { PlayableGames } from '../../pages/document.ts'
import { stripEngineImport } from '../../runtime/engine-import.ts'
import type { PageRows } from './page-rows.ts'

/** The engine, and the programs as the classic scripts that they are to a page. */
export async function playable({ programs }: PageRows): Promise<PlayableGames> {
  const entries = Object.entries(programs)
  if (entries.length === 0) return { engine: '', programs: {} }
  const { engineFile, global, module } = await domain().guest()
  const scripts = entries.map(([name, code]) => [name, stripEngineImport(code, global, module).code] as const)
  return { engine: await readFile(engineFile, 'utf8'), programs: Object.fromEntries(scripts) }
}
