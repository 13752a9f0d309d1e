/** What .git says of a clone, without running git. */
import { readText } from './files.ts'

const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

export interface Origin {
  /** Hash of the commit that is checked out; '' when that is not known. */
  readonly commit: string
  /** Address of the repository without credentials; '' when there is none. */
  readonly repository: string
}

/** The commit and the address of a clone. A .git that is a file (a worktree's) leads elsewhere and is not followed. */
export function originOf(root: string): Origin {
  return { commit: commitOf(root) ?? '', repository: addressOf(readText(root, '.git/config') ?? '') ?? '' }
}

function commitOf(root: string): string | undefined {
  let value = readText(root, '.git/HEAD')?.trim()
  // A reference may name another one; more than a few steps are a circle.
  for (let step = 0; step < 5 && value !== undefined; step++) {
    if (HASH.test(value)) return value
    const ref = /^ref: (refs\/[\w./-]+)$/.exec(value)?.[1]
    if (ref === undefined || ref.split('/').includes('..')) return undefined
    value = readText(root, `.git/${ref}`)?.trim() ?? packedRef(readText(root, '.git/packed-refs') ?? '', ref)
  }
  return undefined
}

function packedRef(text: string, wanted: string): string | undefined {
  for (const line of text.split('\n')) {
    const [hash, ref] = line.split(' ')
    if (ref === wanted) return hash
  }
  return undefined
}

/** The url of `origin`, else of the first remote. */
function addressOf(config: string): string | undefined {
  const remotes = [...config.matchAll(/^[ \t]*\[remote "([^"\n]*)"\]([^[]*)/gm)].map(([, name, body]) => {
    return { name, url: /^[ \t]*url[ \t]*=[ \t]*(\S+)[ \t\r]*$/m.exec(body)?.[1] }
  })
  const url = (remotes.find(({ name }) => name === 'origin') ?? remotes[0])?.url
  return url === undefined ? undefined : publicAddress(url)
}

/** An address that may be published: https, no user, no password, no token; a path on somebody's disk is none. */
export function publicAddress(url: string): string | undefined {
  const short = /^(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+):(?!\/)([\w./~-]+)$/.exec(url)
  if (short) return `https://${short[1]}/${short[2].replace(/\.git$/, '')}`
  try {
    const { protocol, hostname, pathname } = new URL(url.replace(/^git\+/, ''))
    if (!['http:', 'https:', 'ssh:', 'git:'].includes(protocol)) return undefined
    return `https://${hostname}${pathname.replace(/\.git$/, '').replace(/\/$/, '')}`
  } catch {
    return undefined
  }
}
