/** The version of this package, from its own package.json. */
import { readFileSync } from 'node:fs'

// From source the manifest is one folder up, from dist/src two.
const CANDIDATES = ['../package.json', '../../package.json']

export const packageName = 'sft-stream'

/** Version of sft-stream: part of reports, manifests and cache keys. */
export const packageVersion: string = readVersion()

function readVersion(): string {
  for (const candidate of CANDIDATES) {
    try {
      const text = readFileSync(new URL(candidate, import.meta.url), 'utf8')
      const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown }
      if (name === packageName && typeof version === 'string') return version
    } catch {
      // not in this layout
    }
  }
  return '0.0.0'
}
