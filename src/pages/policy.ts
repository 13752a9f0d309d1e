/** What a page of ours may do (https://www.w3.org/TR/CSP3/): run and be styled by what is listed, and nothing else. */
import { createHash } from 'node:crypto'

/** A source expression for exactly this script or style. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

export interface Allowed {
  /** Texts of all scripts, those of the frames included: frames inherit the policy of their page. */
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
  /** Whether the page may talk to where it comes from. */
  readonly ownServer: boolean
}

/**
 * The policy for `<meta http-equiv="Content-Security-Policy">`. Pictures, sounds and fonts may be made by a program, but
 * not fetched. No frame may be navigated. Markup from text is refused where it is not let through by a policy for
 * Trusted Types (https://www.w3.org/TR/trusted-types/), so that a slip of ours cannot become markup either.
 */
export function contentPolicy({ scripts, styles, ownServer }: Allowed): string {
  const own = ownServer ? ["'self'"] : []
  const rules: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': scripts.map(hashSource),
    'style-src': styles.map(hashSource),
    // Widths of bars, and objects of the DOM in games: an attribute cannot hold a rule.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ['data:', 'blob:'],
    'media-src': ['data:', 'blob:'],
    'font-src': ['data:', 'blob:'],
    'connect-src': ['data:', 'blob:', ...own],
    'form-action': ["'none'"],
    'base-uri': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default'],
  }
  return Object.entries(rules)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}
