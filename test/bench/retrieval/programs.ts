/** Programs with their seeds, and what they use of the engine. */
import { readFileSync } from 'node:fs'
import type { ApiIndex } from '../../../src/api-index/api-index.ts'
import { parseProgram } from '../../../src/checks/program.ts'
import { analyse } from '../../../src/domains/phaser/api-resolver/analysis.ts'
import type { Seed } from '../../../src/record.ts'

export interface UsedProgram {
  readonly seed: Seed
  /** What the teacher was shown when the program was written, as declared; undefined when nobody recorded it. */
  readonly recorded: readonly string[] | undefined
  /** Engine methods and functions that reachable code calls, under the ids that declare them. */
  readonly methods: ReadonlySet<string>
  /** These, and the properties and constants that it reads or writes. */
  readonly members: ReadonlySet<string>
}

interface Row {
  readonly code: string
  readonly prompt: Seed
  readonly api_context_injected?: readonly string[] | null
  readonly l2_passed?: boolean | null
}

const CALLED = new Set(['method', 'function'])
const READ = new Set(['method', 'function', 'property', 'constant', 'event'])

/** The programs of a file of candidates or verdicts that parse, call the engine, and have not failed L2. */
export function readPrograms(file: string, index: ApiIndex): UsedProgram[] {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
  return rows.filter(({ l2_passed }) => l2_passed !== false).flatMap((row) => usedProgram(row, index) ?? [])
}

function usedProgram({ code, prompt, api_context_injected }: Row, index: ApiIndex): UsedProgram | undefined {
  const { program } = parseProgram(code)
  const methods = new Set<string>()
  const members = new Set<string>()
  for (const { symbols, called } of program ? analyse(program, index).reachable : []) {
    for (const { id, kind } of symbols) {
      if (called && CALLED.has(kind)) methods.add(id)
      if (READ.has(kind)) members.add(id)
    }
  }
  const recorded = api_context_injected?.map((id) => index.resolve(id)?.symbol.id ?? id)
  return methods.size === 0
    ? undefined
    : { seed: prompt, recorded: recorded?.length ? recorded : undefined, methods, members }
}

/** What tasks of one template have in common: numbers, colours and shapes masked. */
export function templateOf({ task }: Seed): string {
  return task
    .replace(/[0-9.]+/g, '#')
    .replace(
      /[红绿蓝黄紫橙青白灰黑粉棕金]色?|\b(red|green|blue|yellow|purple|orange|cyan|white|gray|grey|black|pink)\b/gi,
      '#',
    )
    .replace(
      /圆形|矩形|方块|正方形|三角形|椭圆|星形|菱形|[五六八]边形|\b(circle|rectangle|square|triangle|ellipse|star|diamond|hexagon)\b/gi,
      '#',
    )
}
