/**
 * The programs under fixtures/checks/<check id>/{valid,invalid}/*.js.
 *
 * A program may begin with `// given: {JSON}` (seed, plan, parse_errors, observed, or code in its place) and
 * `// expect: code@line …`: exactly the issues that the check reports, in the order of their places. A place-less issue is
 * its code alone. A valid program earns no error, an invalid one must say what it expects.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ApiIndex } from '../../src/api-index/api-index.ts'
import type { Check, CheckContext, CheckInput, CheckIssue } from '../../src/checks/check.ts'
import { parseProgram } from '../../src/checks/program.ts'
import type { Seed } from '../../src/record.ts'

const FIXTURES = join(import.meta.dirname, '../../../fixtures/checks')

export interface Fixture {
  readonly kind: 'valid' | 'invalid'
  readonly name: string
  readonly code: string
  readonly given: Readonly<Record<string, unknown>>
  readonly expected: readonly string[] | null
}

export function fixturesOf(check: Pick<Check, 'id'>): Fixture[] {
  return (['valid', 'invalid'] as const).flatMap((kind) => {
    const folder = join(FIXTURES, check.id, kind)
    if (!existsSync(folder)) return []
    const names = readdirSync(folder).filter((name) => name.endsWith('.js'))
    return names.toSorted().map((name) => readFixture(kind, folder, name))
  })
}

function readFixture(kind: Fixture['kind'], folder: string, name: string): Fixture {
  const text = readFileSync(join(folder, name), 'utf8')
  const header = (label: string) => new RegExp(`^// ${label}: (.*)$`, 'm').exec(text)?.[1]
  const given = JSON.parse(header('given') ?? '{}') as Record<string, unknown>
  const expected = header('expect')?.trim().split(/\s+/) ?? null
  return { kind, name, code: typeof given.code === 'string' ? given.code : text, given, expected }
}

/** Runs a check on a fixture; a look at an input that the check does not declare in `meta.reads` throws. */
export function runOn(check: Check, { code, given }: Fixture, index: ApiIndex): readonly CheckIssue[] {
  const seed = { id: 'fixture', difficulty: 'easy', modules: [], task: 'a task', ...(given.seed as object) } as Seed
  const reads = new Set<CheckInput>(check.meta.reads)
  const declared = <T>(input: CheckInput, value: T): T => {
    if (!reads.has(input)) throw new Error(`${check.id} reads ${input} without declaring it`)
    return value
  }
  const context: CheckContext = {
    code,
    program: parseProgram(code).program,
    index,
    observed: (given.observed ?? null) as CheckContext['observed'],
    seed: reads.has('seed') ? seed : guarded(seed, declared),
    get plan() {
      return declared('plan', (given.plan ?? null) as CheckContext['plan'])
    },
    get parseErrors() {
      return declared('parse_errors', (given.parse_errors ?? []) as string[])
    },
  }
  return check.run(context).issues
}

function guarded(seed: Seed, declared: <T>(input: CheckInput, value: T) => T): Seed {
  return new Proxy(seed, {
    get: (target, name) => declared(`seed.${String(name)}` as CheckInput, Reflect.get(target, name) as unknown),
  })
}

/** An issue as fixtures write it. */
export function shortForm({ code, line }: CheckIssue): string {
  return line === undefined || line === null ? code : `${code}@${line}`
}

export function byPlace(a: CheckIssue, b: CheckIssue): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}
