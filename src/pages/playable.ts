/** What a page needs to play programs. */
import { readFile } from 'node:fs/promises'
import { domain } from '../domains/registry.ts'
import { stripEngineImport } from '../runtime/engine-import.ts'
import type { PlayableGames } from './document.ts'

/** The engine, and the programs (by any name) as the classic scripts that they are to a page. */
export async function playable({ programs }: Pick<PlayableGames, 'programs'>): Promise<PlayableGames> {
  const entries = Object.entries(programs)
  if (entries.length === 0) return { engine: '', programs: {} }
  const { engineFile, global, module } = await domain().guest()
  const scripts = entries.map(([name, code]) => [name, stripEngineImport(code, global, module).code] as const)
  return { engine: await readFile(engineFile, 'utf8'), programs: Object.fromEntries(scripts) }
}
