import stableStringify from 'fast-json-stable-stringify'
import { examine } from '../../../src/doctor/examine.ts'
import type { Finding } from '../../../src/doctor/finding.ts'
import { SftError } from '../../../src/errors.ts'
import { printable } from '../../../src/text/printable.ts'
import type { Say } from '../../../src/text/localize.ts'
import type { Paint } from '../colour.ts'
import type { Command } from '../command.ts'

export const doctor: Command = {
  name: 'doctor',
  usage: '[flags]',
  summary: 'Preflight: tries out what a run needs, a line each, with what to do where it is missing.',
  details: `ok: it is there · warn: a run goes without it · missing: it does not, and the exit code is 69.
Every layer of the sandbox is tried out by hostile code that it should stop. Under --require-sandbox strict a missing
layer counts too. With --queue it looks at the Redis server and at who serves it.`,
  examples: [
    'sft-stream doctor',
    'sft-stream doctor --require-sandbox strict && sft-stream run seeds.jsonl --require-sandbox strict',
    "sft-stream doctor --json | jq -r 'select(.fix) | .fix'",
  ],
  operands: 0,
  takes: 'nothing',
  flags: ['json', 'requireSandbox', 'chromium', 'queue', 'cache', 'tmp', 'config', 'quiet'],
  async run({ context, json, io, paint, say }) {
    const lacking: string[] = []
    for await (const finding of examine(context.options, context.env)) {
      if (finding.status === 'missing') lacking.push(finding.name)
      io.stdout.write((json ? stableStringify(finding) : line(finding, paint, say)) + '\n')
    }
    if (lacking.length === 0) return
    throw new SftError('ERR_MISSING_COMPONENT', `a run needs what is missing: ${lacking.join(', ')}`)
  },
}

const STYLES = { ok: 'good', warn: 'warning', missing: 'error' } as const

function line({ status, name, detail, fix }: Finding, paint: Paint, say: Say): string {
  const text = say(detail) + (fix === undefined ? '' : say('; fix: ') + say(fix))
  return `${paint(STYLES[status], status.padEnd(8))} ${name.padEnd(25)} ${printable(text)}`
}
