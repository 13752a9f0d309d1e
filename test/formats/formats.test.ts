import t from 'tap'
import { asciiJson, datasetEntries } from '../../src/formats/dataset-info.ts'
import type { Answer, Pair } from '../../src/formats/format.ts'
import { formatNamed } from '../../src/formats/registry.ts'
import { sample } from '../helpers/sample.ts'

const row = sample({}, { input: 'Use red.', output: 'done' })
const { system, instruction, input, metadata } = row
const pair: Pair = { system, instruction, input, chosen: 'good', rejected: 'bad', metadata: {} }
const answer: Answer = { system, instruction, input, output: 'bad', label: false, metadata: {} }

const ASKED = 'Make a ball bounce.\nUse red.'
const HUMAN = { from: 'human', value: ASKED }
const MESSAGES = [
  { role: 'system', content: system },
  { role: 'user', content: ASKED },
]
const said = (content: string) => ({ role: 'assistant', content })

const ROWS = {
  alpaca: { sample: row, pair, answer },
  sharegpt: {
    sample: { system, conversations: [HUMAN, { from: 'gpt', value: 'done' }], metadata },
    pair: {
      system,
      conversations: [HUMAN],
      chosen: { from: 'gpt', value: 'good' },
      rejected: { from: 'gpt', value: 'bad' },
      metadata: {},
    },
    answer: { system, conversations: [HUMAN, { from: 'gpt', value: 'bad' }], label: false, metadata: {} },
  },
  openai: {
    sample: { messages: [...MESSAGES, said('done')], metadata },
    pair: { messages: MESSAGES, chosen: said('good'), rejected: said('bad'), metadata: {} },
    answer: { messages: [...MESSAGES, said('bad')], label: false, metadata: {} },
  },
  trl: {
    sample: { prompt: MESSAGES, completion: [said('done')], metadata },
    pair: { prompt: MESSAGES, chosen: [said('good')], rejected: [said('bad')], metadata: {} },
    answer: { prompt: MESSAGES, completion: [said('bad')], label: false, metadata: {} },
  },
}

for (const [name, expected] of Object.entries(ROWS)) {
  t.test(`${name}: rows, pairs and answers, and columns that exist in them`, async (t) => {
    const format = formatNamed(name)
    const made = {
      sample: format.sample.row(row),
      pair: format.pair.row(pair),
      answer: format.answer.row(answer),
    }
    t.strictSame(made, expected)
    for (const kind of ['sample', 'pair', 'answer'] as const) {
      const keys = Object.keys(made[kind]).toSorted()
      for (const column of Object.values(format[kind].columns)) t.ok(keys.includes(column), column)
      const declared = [...format[kind].features.map((feature) => feature.name), 'metadata']
      t.strictSame(declared.toSorted(), keys, 'every column is declared')
    }
  })
}

t.test('a row in the alpaca format has no part that belongs to other files', async (t) => {
  const origin = { licence: 'MIT', repository: '', commit: '', path: '', assets: '' }
  const made = formatNamed('alpaca').sample.row(sample({}, { turns: [], origin }))
  t.strictSame(Object.keys(made).toSorted(), ['input', 'instruction', 'metadata', 'output', 'system'])
})

t.test('an openai row without a system prompt has no empty system message', async (t) => {
  const made = formatNamed('openai').sample.row(sample({}, { system: '' })) as { messages: { role: string }[] }
  t.strictSame(
    made.messages.map(({ role }) => role),
    ['user', 'assistant'],
  )
})

t.test('an unknown format is a usage error that lists those there are', async (t) => {
  t.throws(() => formatNamed('parquet'), { code: 'ERR_USAGE', hint: /alpaca, sharegpt, openai, trl/ })
})

t.test('dataset_info.json lists every column, and only splits that have rows', async (t) => {
  const columns = { prompt: 'instruction', query: 'input', response: 'output', system: 'system' }
  t.strictSame(datasetEntries(formatNamed('alpaca'), ['train', 'test']), {
    train: { file_name: 'train.jsonl', formatting: 'alpaca', columns },
    test: { file_name: 'test.jsonl', formatting: 'alpaca', columns },
  })
  const { train } = datasetEntries(formatNamed('sharegpt'), ['train'])
  t.equal(Object.keys(train.tags!).length, 7)
})

t.test('pairs rank two answers, and answers of KTO carry their label', async (t) => {
  for (const name of ['alpaca', 'sharegpt', 'openai']) {
    const { dpo, kto } = datasetEntries(formatNamed(name), [], ['dpo', 'kto'])
    t.match(dpo, { file_name: 'dpo.jsonl', ranking: true, columns: { chosen: 'chosen', rejected: 'rejected' } })
    t.match(kto, { file_name: 'kto.jsonl', columns: { kto_tag: 'label' } })
    t.notOk('ranking' in kto)
  }
})

t.test('LLaMA-Factory is told of nothing that it cannot read', async (t) => {
  t.strictSame(datasetEntries(formatNamed('trl'), ['train'], ['dpo']), {})
})

t.test('configuration is ASCII and says the same', async (t) => {
  const value = { 'a\u007f': '图形 😀 é' }
  t.match(asciiJson(value), /^[\n -~]*$/)
  t.strictSame(JSON.parse(asciiJson(value)), value)
})
