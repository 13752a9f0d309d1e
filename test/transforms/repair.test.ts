import { Readable } from 'node:stream'
import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import { requestSchema, type Request, type Verdict } from '../../src/record.ts'
import { runChain } from '../../src/stream/chain.ts'
import { repair } from '../../transforms/repair.ts'
import { testContext, type TestContext } from '../helpers/context.ts'
import { verdictRow } from '../helpers/programs.ts'
import { sinkInto } from '../helpers/streams.ts'

const issue = (message: string, more: object = {}) => ({
  level: 'L2' as const,
  code: 'unknown-api',
  severity: 'error' as const,
  message,
  ...more,
})

function failed(id: string, more: Partial<Verdict> = {}): Verdict {
  const issues = [
    issue('Phaser.GameObjects.Graphics has no member fillStar', { line: 7, suggestion: 'fillPoints' }),
    issue('Phaser.GameObjects.Graphics has no member fillStar', { line: 7, suggestion: 'fillPoints' }),
    issue('only a hint', { severity: 'warning' }),
  ]
  return verdictRow(id, { passed: false, validation: { levels: { L2: { passed: false, issues } } }, ...more })
}

async function repaired(
  rows: Verdict[],
  options: RawOptions = {},
): Promise<{ requests: Request[]; context: TestContext }> {
  const context = testContext(options)
  const requests: Request[] = []
  await runChain(context, [() => Readable.from(rows), repair, () => sinkInto(requests)])
  return { requests, context }
}

t.test('a failed program goes back with its errors, each once, with line and suggestion', async (t) => {
  const { requests } = await repaired([failed('distill_a_v1')], { cache: t.testdir() })
  t.equal(requests.length, 1)
  const [request] = requests as [Request]
  t.ok(requestSchema.safeParse(request).success)
  t.match(request, { id: 'distill_a_v1_r1', parent_id: 'distill_a_v1', turn: 1 })
  t.same(
    request.turns?.map(({ role }) => role),
    ['user', 'assistant', 'user'],
  )
  t.match(request.turns![1]!.content, /```javascript\n/)
  t.equal(request.user_prompt, request.turns![2]!.content)
  t.equal(request.user_prompt.match(/fillStar/g)?.length, 1)
  t.match(request.user_prompt, /(?:line 7|第 7 行): .*fillPoints/)
  t.notMatch(request.user_prompt, /only a hint/)
})

t.test('a second turn goes on with the conversation, and the turns come to an end', async (t) => {
  const cache = t.testdir()
  const [first] = (await repaired([failed('distill_a_v1')], { cache })).requests as [Request]
  const again = failed(first.id, { parent_id: first.parent_id, turn: first.turn, turns: first.turns })
  const second = await repaired([again], { cache, repair: 2 })
  t.match(second.requests, [{ id: 'distill_a_v1_r2', parent_id: 'distill_a_v1_r1', turn: 2 }])
  t.equal(second.requests[0]!.turns!.length, 5)
  t.same(second.requests[0]!.turns!.slice(0, 3), first.turns)
  const third = await repaired([again], { cache })
  t.same(third.requests, [])
  t.match(third.context.ledger.stage('repair').counts(), { dropped: { 'turns-used': 1 } })
})

t.test('with --context-in user the conversation begins with the context, in later turns too', async (t) => {
  const options = { cache: t.testdir(), contextIn: 'user', repair: 2 }
  const injected = { api_context_injected: ['Phaser.GameObjects.Graphics#fillCircle'] }
  const [first] = (await repaired([failed('distill_a_v1', injected)], options)).requests as [Request]
  t.notMatch(first.system_prompt, /###/)
  t.match(first.turns![0]!.content, /### Phaser\.GameObjects\.Graphics[\s\S]*- fillCircle[\s\S]*(?:任务：|Task: )/)
  const again = failed(first.id, { ...injected, parent_id: first.parent_id, turn: first.turn, turns: first.turns })
  const [second] = (await repaired([again], options)).requests as [Request]
  t.same(second.turns!.slice(0, 3), first.turns)
  t.equal(second.system_prompt, first.system_prompt)
})

t.test('what passed is not repaired, and a reply without code is told what it lacks', async (t) => {
  const unread = failed('distill_b_v1', { parse_errors: ['no-code'], code: '', plan: null, validation: { levels: {} } })
  const { requests, context } = await repaired([verdictRow('distill_a_v1'), unread], { cache: t.testdir() })
  t.match(requests, [{ id: 'distill_b_v1_r1', user_prompt: /no-code/ }])
  t.match(context.ledger.stage('repair').counts(), { in: 2, out: 1, dropped: { passed: 1 } })
})
