import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { CheckJob } from '../../src/checks/ladder.ts'
import { CheckPool } from '../../src/workers/pool.ts'

const seed = { id: 'a', difficulty: 'easy' as const, modules: [], task: 'a' }

function job(code: string): CheckJob {
  return { code, seed, plan: null, parseErrors: [], levels: ['L2'], observed: null, allLevels: false }
}

function poolOf(worker: string, { jobs = 2, indexFile = '' } = {}): CheckPool {
  const setup = { indexFile, frames: 1, checkTimeout: 1, requireSandbox: 'basic' as const, chromium: null }
  return new CheckPool({ jobs, setup, heapMb: 32, file: new URL(`../../../test/helpers/workers/${worker}.mjs`, import.meta.url) })
}

t.test('jobs are answered, more of them than there are workers, and no worker sees the environment', async (t) => {
  const pool = poolOf('scripted')
  t.teardown(() => pool.close())
  const answers = await Promise.all(Array.from({ length: 9 }, (_, at) => pool.check(job(`wait ${at % 3}`))))
  t.equal(answers.length, 9)
  for (const { levels } of answers) t.match(levels.L1, { passed: true, env: [] })
})

t.test('a worker that dies is replaced, and its job is tried once more', async (t) => {
  const pool = poolOf('scripted')
  t.teardown(() => pool.close())
  const marker = join(t.testdir(), 'died')
  t.same((await pool.check(job(`exit-once ${marker}`))).levels, {})
  t.ok(existsSync(marker))
})

for (const [name, code] of [['ends', 'exit'], ['exhausts the memory of', 'hoard']]) {
  t.test(`a program that ${name} its worker twice fails its first level, uncached, and the pool goes on`, async (t) => {
    const pool = poolOf('scripted', { jobs: 1 })
    t.teardown(() => pool.close())
    const [bad, good] = await Promise.all([pool.check(job(code)), pool.check(job('ok'))])
    t.match(bad.levels, { L2: { passed: false, cacheable: false, issues: [{ level: 'L2', code: 'check-crashed' }] } })
    t.match(good.levels.L1, { passed: true })
  })
}

t.test('a failure of the host keeps its code and hint', async (t) => {
  const pool = poolOf('scripted')
  t.teardown(() => pool.close())
  await t.rejects(pool.check(job('fail')), { code: 'ERR_HOST_OVERLOAD', message: 'too much', hint: 'less' })
})

t.test('a worker that cannot start ends the run instead of failing every program', async (t) => {
  const pool = poolOf('broken')
  t.teardown(() => pool.close())
  await t.rejects(pool.check(job('ok')), { code: 'ERR_INTERNAL', message: /cannot be loaded/ })
  await t.rejects(pool.check(job('ok')), { code: 'ERR_INTERNAL' })
})

t.test('closing asks the workers first, and rejects what is inside or comes later', async (t) => {
  const farewell = join(t.testdir(), 'farewell')
  const pool = poolOf('scripted', { jobs: 1, indexFile: farewell })
  await pool.check(job('ok'))
  const inside = ['forever', 'forever'].map((code) => pool.check(job(code)))
  const rejected = Promise.all(inside.map((promise) => t.rejects(promise, { code: 'ERR_INTERNAL' })))
  await pool.close()
  await rejected
  t.ok(existsSync(farewell), 'the worker could end its child')
  await t.rejects(pool.check(job('ok')), { code: 'ERR_INTERNAL' })
  await pool.close()
})

t.test('a pool that never worked closes at once', async () => {
  await poolOf('broken').close()
})
