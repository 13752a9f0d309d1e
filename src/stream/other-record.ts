/** Tells a row that came to the wrong stage from one that is nothing. */
import { RECORDS } from '../record.ts'

/** In the order of the stages: a verdict is a candidate too, with more in it. */
const KINDS = {
  seed: 'this is a seed, which sft-stream run takes',
  request: 'this is a request, which sft-stream teach takes',
  reply: 'this is a reply, which sft-stream parse takes',
  candidate: 'this is a candidate, which sft-stream validate takes',
  verdict: 'this is a verdict, which sft-stream select takes',
  selected: 'this is a selected row, which sft-stream split takes',
} as const

/** What a value is, and whose input; undefined when it is no record of ours. */
export function whoseRecord(value: object): string | undefined {
  const kind = (Object.keys(KINDS) as (keyof typeof KINDS)[]).findLast((each) => RECORDS[each].safeParse(value).success)
  return kind === undefined ? undefined : KINDS[kind]
}
