/** `node rows.js VERDICTS COUNT SEED`: recombined rows on stdout, no faster than they are read. */
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Verdict } from '../../../src/record.ts'
import { recombine } from './recombine.ts'

const [file, count, seed] = process.argv.slice(2)
const verdicts = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Verdict)

function* lines(): Generator<string> {
  for (const row of recombine(verdicts, Number(count), Number(seed))) yield JSON.stringify(row) + '\n'
}

await pipeline(Readable.from(lines()), process.stdout)
