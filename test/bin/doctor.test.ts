/** The built command: what it says of this machine, and its exit code. */
import { spawnSync } from 'node:child_process'
import t from 'tap'
import { bePatient } from '../helpers/patience.ts'
import { cacheFinding, keysFinding, nodeFinding, tmpFinding } from '../../src/doctor/components.ts'
import type { Finding } from '../../src/doctor/finding.ts'
import { sandboxLayers } from '../../src/runtime/sandbox.ts'

bePatient()

const command = new URL('../../bin/sft-stream.js', import.meta.url).pathname

const SECRET = 'sk-not-to-be-seen'

function doctor(...args: string[]) {
  const env = { PATH: process.env.PATH, OPENAI_API_KEY: SECRET }
  return spawnSync(process.execPath, [command, 'doctor', ...args], { encoding: 'utf8', env })
}

t.test('every layer that is there holds, whatever else this machine has', async (t) => {
  const { stdout, stderr, status } = doctor('--json', '--cache', t.testdir())
  const findings = stdout.trim().split('\n').map((line) => JSON.parse(line) as Finding)
  t.equal(status, 0, stderr)
  for (const { name, present } of sandboxLayers()) {
    const finding = findings.find((one) => one.name === `sandbox: ${name}`)
    t.equal(finding?.status, present ? 'ok' : 'warn', `${name}: ${finding?.detail}`)
  }
  for (const name of ['node', 'cache', 'api index', 'workers', 'engine', 'keys']) {
    t.match(findings.find((one) => one.name === name), { status: 'ok' }, name)
  }
  for (const { name, status, fix } of findings) t.equal(fix === undefined, status === 'ok', `${name} says what to do`)
  t.notMatch(stdout + stderr, SECRET, 'a key is named, never shown')
})

t.test('what is missing has exit code 69 and says what to do', async (t) => {
  const { stdout, stderr, status } = doctor('--cache', `${t.testdir({ file: '' })}/file`)
  t.equal(status, 69)
  t.match(stdout, /^missing +cache .*; fix: .*--cache$/m)
  t.match(stderr, /^sft-stream: a run needs what is missing: cache/)
})

t.test('findings of machines that are not this one', async (t) => {
  t.match(nodeFinding('20.18.3'), { status: 'missing', fix: '20.19' })
  t.match(nodeFinding('22.1.0'), { status: 'ok' })
  t.match(await cacheFinding('/dev/null/cache'), { status: 'missing' })
  t.match(await tmpFinding('/no/such/folder'), { status: 'missing', fix: '--tmp' })
  t.match(keysFinding({}), { status: 'warn', fix: 'OPENAI_API_KEY' })
  t.match(keysFinding({ OPENAI_API_KEY: SECRET }), { status: 'ok', detail: 'OPENAI_API_KEY set' })
})
