import { join } from 'node:path'
import t from 'tap'
import { resolveOptions } from '../../src/config.ts'
import type { Finding } from '../../src/doctor/finding.ts'
import { queueFindings } from '../../src/doctor/queue.ts'
import { noRedis, startRedis } from '../helpers/redis.ts'

async function findings(queue?: string): Promise<Finding[]> {
  const found: Finding[] = []
  for await (const finding of queueFindings(resolveOptions({ queue }), {})) found.push(finding)
  return found
}

t.test('the preflight looks at the server of a queue, and at who serves it', { skip: noRedis }, async (t) => {
  const folder = t.testdir({ good: {}, weak: {} })
  const good = await startRedis(join(folder, 'good'))
  t.after(() => good.kill())
  const weak = await startRedis(join(folder, 'weak'), [])
  t.after(() => weak.kill())
  t.strictSame(await findings(), [])
  t.match(await findings(good.url), [{ name: 'queue', status: 'ok' }, { name: 'queue workers', status: 'warn' }])
  t.match(await findings(weak.url), [{ name: 'queue', status: 'warn', detail: /append-only/ }, { status: 'warn' }])
  t.match(await findings('redis://127.0.0.1:1'), [{ name: 'queue', status: 'missing', fix: /redis-server/ }])
})
