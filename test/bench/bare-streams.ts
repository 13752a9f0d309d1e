/** The streams of the chain without what reading checks (UTF-8, schema, ids): lines → objects → lines. */
import split2 from 'split2'
import { runChain } from '../../src/stream/chain.ts'
import { unreported } from '../../src/stream/ledger.ts'
import { rowTransform } from '../../src/stream/transform.ts'
import { into, toLines } from '../../src/stream/write-lines.ts'
import { testContext } from '../helpers/context.ts'

const parse = () => rowTransform<string, object>(unreported(), { each: (line) => [JSON.parse(line) as object] })
await runChain(testContext(), [() => process.stdin, () => split2(), parse, toLines, () => into(process.stdout)])
