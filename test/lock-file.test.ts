/** The supply chain: what `npm ci` installs is what was locked, and nothing of it runs a script that we need. */
import { readFileSync } from 'node:fs'
import t from 'tap'

interface Locked {
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly optional?: boolean
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { lockfileVersion: number; packages: Record<string, Locked> }
const ours = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string> | undefined>
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

t.test('every package is locked by a hash, and none comes from git, a file or an unencrypted address', async (t) => {
  t.equal(lock.lockfileVersion, 3)
  t.ok(packages.length > 100)
  const wrong = packages.filter(([path, { integrity, resolved, link }]) => {
    const isFromRegistry = resolved === undefined || (resolved.startsWith('https://') && /\/-\/[^/]+\.tgz$/.test(resolved))
    return link || !path.startsWith('node_modules/') || !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || !isFromRegistry
  })
  t.strictSame(wrong.map(([path]) => path), [])
  t.ok(new Set(packages.flatMap(([, { resolved }]) => (resolved === undefined ? [] : new URL(resolved).host))).size <= 1, 'one registry')
})

t.test('we ask for versions, never for an address', async (t) => {
  for (const kind of ['dependencies', 'optionalDependencies', 'devDependencies', 'peerDependencies']) {
    for (const [name, range] of Object.entries(ours[kind] ?? {})) t.match(range, /^[\^~]?\d+\.\d+\.\d+$/, name)
  }
})

t.test('npm ci --ignore-scripts loses nothing: no package but optional ones has a script', async (t) => {
  t.strictSame(packages.filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional).map(([path]) => path), [])
})
