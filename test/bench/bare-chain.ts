/** The chain without work: lines → records → lines. What every stage pays before it does anything. */
import { runChain } from '../../src/stream/chain.ts'
import { readRecords } from '../../src/stream/read-records.ts'
import { into, toLines } from '../../src/stream/write-lines.ts'
import { testContext } from '../helpers/context.ts'

const input = { source: process.stdin, name: '<stdin>', intake: new AbortController() }
await runChain(testContext(), [(context) => readRecords(context, 'seed', input), toLines, () => into(process.stdout)])
