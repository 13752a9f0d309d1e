/** Probe programs, and supervisors to run them. */
import { readdirSync, readFileSync } from 'node:fs'
import { guest } from '../../src/domains/phaser/guest/index.ts'
import { Supervisor, type SupervisorOptions } from '../../src/runtime/supervisor.ts'

/** The package: compiled tests lie in dist/test. */
const root = new URL('../../../', import.meta.url)

export async function supervisor(options: Partial<SupervisorOptions> = {}): Promise<Supervisor> {
  return new Supervisor({
    guest: guest(),
    frames: 60,
    checkTimeout: 10,
    requireSandbox: 'basic',
    ...options,
  })
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
