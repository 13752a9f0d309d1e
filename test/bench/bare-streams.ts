/** The streams of the chain without what reading checks (UTF-8, schema, ids): lines → objects → lines. */
import split2 from 'split2'
import { resolveOptions } from '../../src/config.ts'
import { runChain } from '../../src/stream/chain.ts'
import { Ledger, unreported } from '../../src/stream/ledger.ts'
import { rowTransform } from '../../src/stream/transform.ts'
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
const parse = () => rowTransform<string, object>(unreported(), { each: (line) => [JSON.parse(line) as object] })
await runChain(context, [() => process.stdin, () => split2(), parse, toLines, () => into(process.stdout)])
