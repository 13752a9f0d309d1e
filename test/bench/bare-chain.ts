/** The chain without work: lines → records → lines. What every stage pays before it does anything. */
import { resolveOptions } from '../../src/config.ts'
import { runChain } from '../../src/stream/chain.ts'
import { Ledger } from '../../src/stream/ledger.ts'
import { readRecords } from '../../src/stream/read-records.ts'
import { into, toLines } from '../../src/stream/write-lines.ts'

const context = {
  options: resolveOptions(),
  ledger: new Ledger(),
  signal: new AbortController().signal,
  env: {},
  facts: {},
  underWay: {},
  notice: () => {},
}
const input = { source: process.stdin, name: '<stdin>', intake: new AbortController() }
await runChain(context, [(c) => readRecords(c, 'seed', input), toLines, () => into(process.stdout)])
