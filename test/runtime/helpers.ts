/** Probe programs, and supervisors from the build: a bare child cannot load TypeScript on Node 20. */
import { readdirSync, readFileSync } from 'node:fs'
import type * as CheckModule from '../../src/checks/runtime.ts'
import type { Guest } from '../../src/domains/domain.ts'
import type * as GuestModule from '../../src/domains/phaser/guest/index.ts'
import type { Supervisor, SupervisorOptions } from '../../src/runtime/supervisor.ts'
import type * as SupervisorModule from '../../src/runtime/supervisor.ts'

const root = new URL('../../', import.meta.url)

/** A module of the build. */
export async function built<T>(path: string): Promise<T> {
  return (await import(new URL(`dist/${path}`, root).href)) as T
}

export async function guest(): Promise<Guest> {
  return (await built<typeof GuestModule>('src/domains/phaser/guest/index.js')).guest()
}

export async function supervisor(options: Partial<SupervisorOptions> = {}): Promise<Supervisor> {
  const module = await built<typeof SupervisorModule>('src/runtime/supervisor.js')
  return new module.Supervisor({
    guest: await guest(),
    frames: 60,
    checkTimeout: 10,
    requireSandbox: 'basic',
    ...options,
  })
}

export async function runtimeIssues(): Promise<typeof CheckModule.runtimeIssues> {
  return (await built<typeof CheckModule>('src/checks/runtime.js')).runtimeIssues
}

export interface Expectation {
  codes: string[]
  phase?: string
  line?: number
  /** Part of the message, error name included. */
  message?: string
}

export interface Probe {
  name: string
  code: string
  /** What its lines `// expect: code[|code] [phase] [line]` say, and its remarks `// throws message`, `// rejects message`. */
  expected: Expectation[]
  /** JSON of `__signals__` at the end, when its line `// signals: json` says so. */
  signals?: string
}

/** The probe programs of a folder of fixtures/runtime. */
export function probes(folder: string): Probe[] {
  const path = new URL(`fixtures/runtime/${folder}/`, root)
  return readdirSync(path)
    .toSorted()
    .map((name) => {
      const code = readFileSync(new URL(name, path), 'utf8')
      return {
        name: `${folder}/${name}`,
        code,
        expected: [...[...code.matchAll(/^\/\/ expect: (.*)$/gm)].map(([, text]) => expectation(text)), ...remarks(code)],
        signals: /^\/\/ signals: (.*)$/m.exec(code)?.[1],
      }
    })
}

function expectation(text: string): Expectation {
  const [codes, phase, line] = text.split(' ')
  return { codes: codes.split('|'), ...(phase && { phase }), ...(line && { line: Number(line) }) }
}

/** Remarks at the end of a line tell what that line does wrong, word for word as Chromium says it. */
function remarks(code: string): Expectation[] {
  return code.split('\n').flatMap((text, index) => {
    const [, verb, message] = /\/\/ (throws|rejects) (.*)$/.exec(text) ?? []
    if (message === undefined) return []
    return [{ codes: [verb === 'throws' ? 'runtime-error' : 'promise-rejection'], line: index + 1, message }]
  })
}

/** A probe program by its name without extension. */
export function probe(name: string): string {
  return readFileSync(new URL(`fixtures/runtime/${name}.js`, root), 'utf8')
}
