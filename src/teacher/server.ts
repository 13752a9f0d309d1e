/** What the paid teachers have in common: where the server is, the key for it, and the way there. */
import { SftError } from '../errors.ts'
import type { Request } from '../record.ts'
import type { RunContext } from '../stream/run-context.ts'
import { JsonClient, type HttpOptions } from './http.ts'
import { Unusable, type Failure } from './http-failures.ts'
import { Gate } from './limits/gate.ts'
import { mostTokens, usedTokens } from './prices.ts'
import type { Completion } from './provider.ts'

export interface Vendor {
  /** The teacher's name. */
  readonly name: 'openai' | 'anthropic'
  /** Environment variable of the key. */
  readonly keyName: string
  /** Environment variable of the base URL. */
  readonly baseName: string
  /** The vendor's own base URL: the default, and the one server that surely wants a key. */
  readonly base: string
  /** The path of a call, given that of the base URL without slashes at its end. */
  readonly path: (basePath: string) => string
}

export interface Server {
  readonly model: string
  readonly url: URL
  readonly key: string | undefined
  readonly client: JsonClient
  /** How the client was made; batches go their own way with the same. */
  readonly settings: HttpOptions
  /** Whether tokens are limited, so that those of each request have to be estimated. */
  readonly isMetered: boolean
}

const UNMETERED = { input: 0, output: 0 }

/** What an answer says; the rest of a Completion is about the call. */
export type Spoken = Pick<Completion, 'raw_output' | 'teacher_model' | 'finish_reason' | 'usage'>

/**
 * The server of this run; `http` replaces parts of the HTTP path (tests). Throws ERR_USAGE (no model), ERR_CONFIG (base
 * URL) or ERR_AUTHENTICATION (key).
 */
export function openServer(context: RunContext, vendor: Vendor, http: Partial<HttpOptions>): Server {
  const { options, env, signal, interrupt } = context
  const { concurrency, rpm, tpm } = options
  const { base_url: base, model: own } = options[vendor.name]
  const model = options.model ?? own
  if (!model) {
    throw new SftError('ERR_USAGE', `the ${vendor.name} teacher needs a model`, {
      hint: `name one with --model, or in the config: ${vendor.name}: { model: NAME }`,
    })
  }
  const url = endpoint(vendor, options.baseUrl ?? (env[vendor.baseName] || base))
  // Who asks nothing needs no key.
  const key = options.dryRun ? undefined : keyFor(vendor, url, env[vendor.keyName])
  if (key !== undefined && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    context.notice(`${vendor.keyName} travels unencrypted to ${url.host}: the base URL is http, not https`)
  }
  const settings: HttpOptions = {
    timeoutMs: options.teacherTimeout * 1000,
    retries: options.retries,
    connections: concurrency,
    gate: new Gate({ concurrency, rpm, tpm, notice: (message) => context.notice(message) }),
    key,
    keyName: vendor.keyName,
    stop: signal,
    interrupt,
    ...http,
  }
  return { model, url, key, client: new JsonClient(settings), settings, isMetered: tpm !== undefined }
}

/** What a server answered instead of a reply. */
export type Refusal = Pick<Failure, 'status' | 'message'>

export interface Call {
  headers: Record<string, string>
  /** Made anew for each attempt. */
  body: () => unknown
  read: (json: unknown) => Spoken
  /** See JsonCall. */
  adapt?: (failure: Refusal) => boolean
}

/** Asks the server, within its limits, and says what the call was. */
export async function ask(
  server: Server,
  request: Request,
  call: Call,
  signal: AbortSignal,
  mayRepeat?: () => boolean,
): Promise<Completion> {
  const { url, client, isMetered } = server
  const expected = isMetered ? mostTokens(request) : UNMETERED
  const { value, attempts, unsettled } = await client.post({ url, signal, expected, used: usedTokens, mayRepeat, ...call })
  const lost = unsettled > 0 ? { unsettled } : {}
  return { ...value, cost_usd: null, timestamp: new Date().toISOString(), attempts, ...lost }
}

/** The text of an answer, or an Unusable: an answer without text is no reply. */
export function spokenText(text: string, { cut, calledTool }: { cut: boolean; calledTool: boolean }): string {
  if (text.trim() !== '') return text
  if (cut) throw new Unusable('max_tokens were used up before any text', { again: false })
  throw new Unusable(calledTool ? 'the teacher called a tool instead of answering' : 'the answer is empty', {
    again: true,
  })
}

/** A query of the base URL stays (Azure's api-version). */
function endpoint(vendor: Vendor, given: string | undefined): URL {
  const { base, baseName, keyName, path } = vendor
  let url: URL
  try {
    url = new URL(given || base)
    if (!/^https?:$/.test(url.protocol)) throw new Error('not http')
  } catch {
    throw new SftError('ERR_CONFIG', `${baseName} is no http or https URL`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new SftError('ERR_CONFIG', 'the base URL holds a user name or password', {
      hint: `a key belongs in ${keyName}`,
    })
  }
  url.pathname = path(url.pathname.replace(/\/+$/, ''))
  url.hash = ''
  return url
}

/** The key of the environment. Servers other than the vendor's may do without. */
function keyFor({ name, base, keyName }: Vendor, url: URL, fromEnv: string | undefined): string | undefined {
  const key = fromEnv?.trim() || undefined
  if (key === undefined && url.origin === new URL(base).origin) {
    throw new SftError('ERR_AUTHENTICATION', `the ${name} teacher needs a key`, {
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
