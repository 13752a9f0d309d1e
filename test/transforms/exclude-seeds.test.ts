import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import t from 'tap'
import { LLMock } from '@copilotkit/aimock'
import type { Reply, Request, Seed } from '../../src/record.ts'
import { runChain } from '../../src/stream/chain.ts'
import { unreported } from '../../src/stream/ledger.ts'
import { rowTransform } from '../../src/stream/transform.ts'
import { askTeacher } from '../../transforms/ask-teacher.ts'
import { excludeSeeds } from '../../transforms/exclude-seeds.ts'
import { testContext } from '../helpers/context.ts'
import { folderWith } from '../helpers/folder.ts'
import { programText } from '../helpers/programs.ts'
import { sinkInto, through } from '../helpers/streams.ts'
import { CANARY, requestNumber } from '../teacher/helpers.ts'

const seed = (id: string, task: string): Seed => ({ id, difficulty: 'easy', modules: ['Scene'], task })

/** A request for each seed, without the API context: its index is not what is tested here. */
const ask = () =>
  rowTransform<Seed, Request>(unreported(), {
    each: (seed) => [requestNumber(1, { id: seed.id, prompt_id: seed.id, prompt_meta: seed, user_prompt: seed.task })],
  })

/** The last is like what is excluded by its template alone, and its id is no path and no code. */
const SEEDS = [
  seed('kept', 'Frogs jump over a river'),
  seed('same', 'A comet crosses the sky'),
  seed('../\u001b[2J', 'Draw 12 blue circles'),
]
const EVAL = [{ task: 'a comet crosses the sky!' }, { prompt: 'Draw 3 red stars' }, { code: programText('alpha') }]
const evalFile = (t: Parameters<typeof folderWith>[0]) =>
  `${folderWith(t, { 'eval.jsonl': EVAL.map((row) => JSON.stringify(row)).join('\n') })}/eval.jsonl`

t.test('seeds like what is excluded are dropped, counted, and named', async (t) => {
  const context = testContext({ exclude: evalFile(t) })
  const rejects = `${t.testdir()}/rejects.jsonl`
  context.ledger.openRejects(rejects)
  const stage = await excludeSeeds(context)
  const kept = await through<Seed>(SEEDS, stage as never)
  t.strictSame(kept, SEEDS.slice(0, 1))
  t.strictSame(context.ledger.stage('exclude-seeds').counts(), { in: 3, out: 1, dropped: { excluded: 2 } })
  context.ledger.closeRejects(rejects)
  const dropped = readFileSync(rejects, 'utf8').trim().split('\n')
  t.strictSame(
    dropped.map((line) => JSON.parse(line) as object),
    [
      { stage: 'exclude-seeds', reason: 'excluded', id: 'same', message: 'same prompt as eval.jsonl:1' },
      { stage: 'exclude-seeds', reason: 'excluded', id: SEEDS[2].id, message: 'same template as eval.jsonl:2' },
    ],
  )
})

t.test('without the option there is no stage', async (t) => t.strictSame(await excludeSeeds(testContext()), []))

t.test('a teacher is asked, and paid, for the other seeds only, in a run that goes on too', async (t) => {
  const server = new LLMock({ port: 0, logLevel: 'silent' })
  server.onMessage(/[^]/, { content: 'an answer' })
  await server.start()
  t.teardown(() => server.stop())
  const cache = t.testdir()
  const run = async (exclude: string | undefined): Promise<string[]> => {
    const options = { teacher: 'openai', model: 'm', baseUrl: server.url + '/v1', cache, exclude }
    const context = testContext(options, { OPENAI_API_KEY: CANARY })
    const replies: Reply[] = []
    const stages = [excludeSeeds, ask, askTeacher, () => sinkInto(replies)]
    await runChain(context, [() => Readable.from(SEEDS), ...stages])
    return replies.map(({ prompt_id }) => prompt_id)
  }
  const exclude = evalFile(t)
  for (const time of ['the first time', 'again']) {
    t.strictSame(await run(exclude), ['kept'], time)
    t.equal(server.getRequests().length, 1, `${time}: the calls`)
  }
  t.notMatch(JSON.stringify(server.getRequests()), /comet|blue circles/)
  t.equal((await run(undefined)).length, 3)
  t.strictSame(await run(exclude), ['kept'], 'what was paid for before is left out as well')
  t.equal(server.getRequests().length, 3)
})
