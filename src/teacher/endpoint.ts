/** Where a provider is, and the key for it: what is checked before anything is sent. */
import { SftError } from '../errors.ts'
import type { RunContext } from '../stream/run-context.ts'

/** A provider's address and key, by the names that its users know. */
export interface Vendor {
  readonly teacher: string
  readonly keyName: string
  readonly baseName: string
  /** The vendor's own base URL; other servers may do without a key. */
  readonly base: string
  /** What follows the base URL. */
  readonly path: string
}

export interface Endpoint {
  readonly url: URL
  readonly key: string | undefined
}

/**
 * The flag, else the environment, else the vendor. A query of the base URL stays (Azure's api-version). Throws
 * ERR_CONFIG or ERR_AUTHENTICATION; says aloud when a key would travel unencrypted.
 */
export function endpointOf({ options, env, notice }: RunContext, vendor: Vendor): Endpoint {
  const url = urlOf(options.baseUrl ?? (env[vendor.baseName] || vendor.base), vendor)
  // Who asks nothing needs no key.
  const key = options.dryRun ? undefined : keyOf(url, env[vendor.keyName], vendor)
  if (key !== undefined && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    notice(`${vendor.keyName} travels unencrypted to ${url.host}: the base URL is http, not https`)
  }
  return { url, key }
}

function urlOf(text: string, { baseName, keyName, path }: Vendor): URL {
  let url: URL
  try {
    url = new URL(text)
    if (!/^https?:$/.test(url.protocol)) throw new Error('not http')
  } catch {
    throw new SftError('ERR_CONFIG', `${baseName} is no http or https URL`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new SftError('ERR_CONFIG', 'the base URL holds a user name or password', {
      hint: `a key belongs in ${keyName}`,
    })
  }
  const base = url.pathname.replace(/\/+$/, '')
  url.pathname = base.endsWith(path) ? base : `${base}${path}`
  url.hash = ''
  return url
}

/** The key of the environment. */
function keyOf(url: URL, fromEnv: string | undefined, { teacher, keyName, base }: Vendor): string | undefined {
  const key = fromEnv?.trim() || undefined
  if (key === undefined && url.origin === new URL(base).origin) {
    throw new SftError('ERR_AUTHENTICATION', `the ${teacher} teacher needs a key`, {
      hint: `set ${keyName} in the environment`,
    })
  }
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    throw new SftError('ERR_AUTHENTICATION', 'the key holds characters that no key has', { hint: `check ${keyName}` })
  }
  return key
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.')
}

/** The model of this run. Throws ERR_USAGE without one. */
export function modelOf({ options }: RunContext, { teacher }: Vendor): string {
  if (!options.model) {
    throw new SftError('ERR_USAGE', `the ${teacher} teacher needs a model`, { hint: 'name one with --model' })
  }
  return options.model
}
