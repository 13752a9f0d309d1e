import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import t from 'tap'
import type { RawOptions } from '../../src/config.ts'
import type { Request } from '../../src/record.ts'
import { runChain } from '../../src/stream/chain.ts'
import { askTeacher } from '../../transforms/ask-teacher.ts'
import { buildRequests } from '../../transforms/build-requests.ts'
import { excludeSeeds } from '../../transforms/exclude-seeds.ts'
import { forecastTo, outlookTo } from '../../transforms/forecast.ts'
import { testContext } from '../helpers/context.ts'
import { folderWith } from '../helpers/folder.ts'
import { sinkInto } from '../helpers/streams.ts'
import { CANARY, chatAnswer, requestNumber, sendJson, serve } from '../teacher/helpers.ts'

const requests = (count: number): Request[] => Array.from({ length: count }, (_, n) => requestNumber(n + 1))
const OPTIONS = { teacher: 'openai', model: 'm', prices: { m: { input: 1, output: 10 } } }

async function forecast(rows: Request[], options: RawOptions, json = true): Promise<string> {
  let text = ''
  const stdout = new Writable({
    write(part, _encoding, done) {
      text += String(part)
      done()
    },
  })
  const context = testContext({ ...OPTIONS, dryRun: true, ...options })
  await runChain(context, [() => Readable.from(rows), forecastTo({ stdout, json })])
  return text
}

t.test('nothing is asked, no key is needed, and no journal is made', async (t) => {
  const cache = t.testdir()
  const told = JSON.parse(await forecast(requests(3), { cache })) as Record<string, number | null>
  t.match(told, { provider: 'openai', model: 'm', requests: 3, from_journal: 0, to_ask: 3, output_tokens_at_most: 300 })
  t.ok(told.usd_at_most! > 0.003 && told.usd_at_most! < 0.004, `${told.usd_at_most} USD`)
  t.match(told, { output_tokens_expected: null, usd_expected: null })
  t.notOk(existsSync(join(cache, 'journal')))
})

t.test('what the journal has costs nothing, and tells how long answers are', async (t) => {
  const { url } = await serve(t, (response) => sendJson(response, chatAnswer('code')))
  const cache = t.testdir()
  const context = testContext({ ...OPTIONS, cache, baseUrl: url }, { OPENAI_API_KEY: CANARY })
  await runChain(context, [() => Readable.from(requests(10)), askTeacher, () => sinkInto([])])
  const told = JSON.parse(await forecast(requests(14), { cache })) as Record<string, number | null>
  t.match(told, { requests: 14, from_journal: 10, to_ask: 4, output_tokens_expected: 28 })
  t.ok(told.usd_expected! < told.usd_at_most!)
  t.match(JSON.parse(await forecast(requests(14), { cache, model: 'other' })), {
    to_ask: 14,
    output_tokens_expected: null,
  })
  t.match(JSON.parse(await forecast(requests(10), { cache })), { to_ask: 0, usd_at_most: 0, usd_expected: 0 })
})

t.test('people get a table, and are told what is not known', async (t) => {
  const cache = t.testdir()
  t.match(await forecast(requests(2), { cache }, false), /^teacher +openai, m\nrequests +2\n.*\nUSD, at most +0\.00/s)
  t.match(await forecast(requests(2), { cache, prices: {} }, false), /USD, at most +unknown: the config has no price/)
  t.match(await forecast(requests(2), { cache, teacher: 'mock' }, false), /USD, at most +0\.0000\n/)
})

t.test('a dry run of all stages looks at the first seeds, and counts the others', async (t) => {
  const tasks = ['A comet falls', 'Frogs jump', 'Boats race', 'Birds sing', 'Stars shine']
  const seeds = tasks.map((task, n) => ({ ...requestNumber(n).prompt_meta, task }))
  const exclude = `${folderWith(t, { 'eval.txt': `${tasks[1]}\n${tasks[4]}` })}/eval.txt`
  const shared = { ...OPTIONS, dryRun: true, cache: t.testdir(), versions: 2, maxItems: 3 }
  const print = async (json: boolean, options: RawOptions = {}): Promise<string> => {
    const context = testContext({ ...shared, ...options })
    const stdout = new PassThrough()
    const { pilot, seeds: counted, requests: end } = outlookTo({ stdout, json })
    await runChain(context, [() => Readable.from(seeds), pilot, excludeSeeds, counted, buildRequests, end])
    return String(stdout.read())
  }
  const left = { requests: 4, standing: { seeds: 2 } }
  t.match(JSON.parse(await print(true, { exclude })), left, 'what is excluded is of the first, and not looked at')
  t.match(JSON.parse(await print(true)), { requests: 6, to_ask: 6, standing: { seeds: 3, judged: 0 }, projection: null })
  t.match(await print(false), /^seeds +3\n[^]*^the whole +unknown: too few replies were judged/m)
})
