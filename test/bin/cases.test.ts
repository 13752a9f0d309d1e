import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import t from 'tap'
import { parse } from 'yaml'
import { main } from '../../bin/cli/main.ts'

interface Case {
  name: string
  args: string[]
  stdin?: string
  terminal?: boolean
  env?: Record<string, string>
  /** Text by name; a folder is an object. */
  files?: Parameters<typeof t.testdir>[0]
  written?: Record<string, string>
  stdout?: string
  stderr?: string
  exit?: number
}

const cases = parse(readFileSync('fixtures/cli/cases.yaml', 'utf8')) as Case[]

function collector(): { stream: Writable; text: () => string } {
  const parts: string[] = []
  const stream = new Writable({
    decodeStrings: false,
    write(part, _encoding, done) {
      parts.push(String(part))
      done()
    },
  })
  return { stream, text: () => parts.join('') }
}

for (const c of cases) {
  t.test(c.name, async (t) => {
    const folder = t.testdir(c.files ?? {})
    const args = c.args.map((arg) => arg.replace('$DIR', folder))
    const stdin = Object.assign(new PassThrough(), { isTTY: c.terminal === true })
    stdin.end(c.stdin ?? '')
    const [stdout, stderr] = [collector(), collector()]
    const code = await main(args, { stdin, stdout: stdout.stream, stderr: stderr.stream, env: c.env ?? {} })
    t.equal(code, c.exit ?? 0, `exit code (stderr: ${stderr.text()})`)
    t.match(stdout.text(), new RegExp(c.stdout ?? '^$'), 'stdout')
    t.match(stderr.text(), new RegExp(c.stderr ?? '^$'), 'stderr')
    for (const [name, text] of Object.entries(c.written ?? {})) {
      const path = join(folder, name)
      t.ok(existsSync(path) && new RegExp(text).test(readFileSync(path, 'utf8')), `${name} holds ${text}`)
    }
  })
}
