/** System tools: where they are, and whether they do here what they are for. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where system tools are: the environment of a worker is empty, and PATH is not to be trusted anyway. */
const TOOL_FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin']

/** Path of a system tool, or undefined. */
export function tool(name: string): string | undefined {
  return TOOL_FOLDERS.map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return statSync(path).isFile()
    } catch {
      return false
    }
  })
}

/** Whether the command runs here: kernels and containers forbid what the tool itself could do. */
export function works([command, ...args]: readonly string[]): boolean {
  const { status } = spawnSync(command, args, { env: {}, stdio: 'ignore', timeout: 10_000, killSignal: 'SIGKILL' })
  return status === 0
}
