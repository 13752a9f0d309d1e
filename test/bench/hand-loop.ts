/** The floor that the chain is measured against: split, parse, stringify with sorted keys, write; no checks, no streams. */
import { createInterface } from 'node:readline'
import stableStringify from 'fast-json-stable-stringify'

for await (const line of createInterface({ input: process.stdin })) {
  if (!process.stdout.write(stableStringify(JSON.parse(line)) + '\n')) {
    await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}
