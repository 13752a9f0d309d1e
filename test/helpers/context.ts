import { resolveOptions, type RawOptions } from '../../src/config.ts'
import { Ledger } from '../../src/stream/ledger.ts'
import type { RunContext } from '../../src/stream/run-context.ts'

export interface TestContext extends RunContext {
  notices: string[]
}

/** A run context as the command line would make it, that keeps what it was told. */
export function testContext(options: RawOptions = {}, env: Record<string, string> = {}): TestContext {
  const notices: string[] = []
  return {
    options: resolveOptions(options),
    ledger: new Ledger(),
    signal: new AbortController().signal,
    env,
    facts: {},
    underWay: {},
    notices,
    notice: (message) => void notices.push(message),
  }
}
