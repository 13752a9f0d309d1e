/** The built command as a user has it: real processes, real pipes. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const COMMAND = fileURLToPath(new URL('../../../bin/launch.js', import.meta.url))
const demo = readFileSync('fixtures/seeds/demo.jsonl', 'utf8').trim().split('\n')

/** Seeds spread over the demo's difficulties; small, because each of their programs runs in the engine. */
const few = demo.filter((_, i) => i % 10 === 0)

const cache = t.testdir()
const flags = ['--cache', cache, '-q']
const sft = (...args: string[]) => `"${process.execPath}" "${COMMAND}" ${args.join(' ')} --cache "${cache}" -q`
const seedFile = (folder: string, lines: string[]) => {
  const path = join(folder, 'seeds.jsonl')
  writeFileSync(path, lines.join('\n') + '\n')
  return path
}
const run = (args: string[], input = '') => spawnSync(process.execPath, [COMMAND, ...args], { input, encoding: 'utf8' })

t.test('run and the stages joined by pipes give the same bytes, whatever -j and the order of the input', async (t) => {
  const seeds = seedFile(t.testdir(), few)
  const whole = run(['run', seeds, '--versions', '2', '-j', '1', ...flags])
  t.equal(whole.status, 0, whole.stderr)
  t.ok(whole.stdout.split('\n').length > few.length, 'rows came out')

  const stages = [`requests "${seeds}" --versions 2`, 'teach', 'parse', 'validate -j 2', 'select', 'split']
  const piped = execFileSync('bash', ['-o', 'pipefail', '-c', stages.map((stage) => sft(stage)).join(' | ')], { encoding: 'utf8' })
  t.equal(piped, whole.stdout, 'stages joined by pipes')

  const reversed = run(['--versions', '2', '-j', '4', '--no-cache', ...flags], few.toReversed().join('\n'))
  t.equal(reversed.stdout, whole.stdout, 'other order, other -j, no cache, stdin')
})

t.test('a dataset folder of an equal run has equal bytes but for reports, card and rejects', async (t) => {
  const folder = t.testdir()
  const seeds = seedFile(folder, few)
  const read = (name: string) => {
    const files = readdirSync(join(folder, name)).filter((file) => !/^(report\.|rejects\.jsonl|README\.md)/.test(file))
    return files.map((file) => [file, readFileSync(join(folder, name, file), 'utf8')])
  }
  for (const name of ['first', 'second']) {
    const { status, stderr } = run([seeds, '--allow-partial', '--out', join(folder, name), ...flags])
    t.equal(status, 0, stderr)
  }
  t.same(read('second'), read('first'))
  const report = JSON.parse(readFileSync(join(folder, 'first', 'report.json'), 'utf8'))
  for (const [stage, { in: taken, out, dropped }] of Object.entries<{ in: number; out: number; dropped: Record<string, number> }>(report.stages)) {
    t.equal(taken, out + Object.values(dropped).reduce((sum, n) => sum + n, 0), `${stage}: in = out + dropped`)
  }
})

t.test('a reader that leaves is success', async (t) => {
  const seeds = seedFile(t.testdir(), demo)
  const script = `${sft(`requests "${seeds}" --versions 20`)} | head -n 1`
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', script], { encoding: 'utf8' })
  t.equal(status, 0, stderr)
  t.equal(stdout.trim().split('\n').length, 1)
})

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
  t.test(`${signal} ends a run with ${code}, leaves the old folder and keeps the verdicts`, async (t) => {
    const folder = t.testdir({ out: {} })
    const out = join(folder, 'out')
    const child = spawn(process.execPath, [COMMAND, '--cache', join(folder, 'cache'), '--out', out, '--progress', 'never'])
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    // stdin stays open: the run waits for more seeds when the signal comes.
    child.stdin.write(few.slice(0, 2).join('\n') + '\n')
    const verdicts = join(folder, 'cache', 'verdicts')
    while (!existsSync(verdicts) || readdirSync(verdicts).every((file) => readFileSync(join(verdicts, file)).length === 0)) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    child.kill(signal)
    const [status] = (await once(child, 'close')) as [number]
    t.equal(status, code, stderr)
    t.match(stderr, /interrupted; what was in flight is saved\n {2}the same command goes on from there/)
    t.same(readdirSync(folder).toSorted(), ['cache', 'out'], 'no half-made folder')
    t.same(readdirSync(out), [])
  })
}
