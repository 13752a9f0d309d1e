import { existsSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'

const OPEN = '/proc/self/fd'

/** How many files below a folder this process has open, those without a name included; undefined where nobody says. */
export function openFilesBelow(folder: string): number | undefined {
  if (!existsSync(OPEN)) return undefined
  const start = realpathSync(folder) + '/'
  return readdirSync(OPEN).filter((descriptor) => targetOf(descriptor).startsWith(start)).length
}

/** '' for the descriptor that listed the folder, which is closed by now. */
function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`${OPEN}/${descriptor}`)
  } catch {
    return ''
  }
}
