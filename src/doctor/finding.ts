/** What the preflight says of one thing that a run needs, or is better with. */

export interface Finding {
  readonly name: string
  /** warn: a run goes without it; missing: it does not. */
  readonly status: 'ok' | 'warn' | 'missing'
  readonly detail: string
  /** What to install or to set. */
  readonly fix?: string
}

export const ok = (name: string, detail: string): Finding => ({ name, status: 'ok', detail })
export const warn = (name: string, detail: string, fix: string): Finding => ({ name, status: 'warn', detail, fix })
export const missing: typeof warn = (name, detail, fix) => ({ name, status: 'missing', detail, fix })
