import t from 'tap'
import { parse } from 'yaml'
import { renderDatasetInfo, asciiJson } from '../../src/formats/dataset-info.ts'
import { formatNamed } from '../../src/formats/registry.ts'
import { cutoffLength, renderTrainingYaml } from '../../src/formats/training-yaml.ts'
import { sample } from '../helpers/sample.ts'

const row = sample({}, { input: 'Use red.', output: 'done' })

const ROWS = {
  alpaca: row,
  sharegpt: {
    system: row.system,
    conversations: [
      { from: 'human', value: 'Make a ball bounce.\nUse red.' },
      { from: 'gpt', value: 'done' },
    ],
    metadata: row.metadata,
  },
  openai: {
    messages: [
      { role: 'system', content: row.system },
      { role: 'user', content: 'Make a ball bounce.\nUse red.' },
      { role: 'assistant', content: 'done' },
    ],
    metadata: row.metadata,
  },
}

for (const [name, expected] of Object.entries(ROWS)) {
  t.test(`${name}: the row, and columns that exist in it`, async (t) => {
    const format = formatNamed(name)
    const made = format.row(row) as Record<string, unknown>
    t.strictSame(made, expected)
    for (const column of Object.values(format.columns)) t.ok(column in made, column)
    const [message] = (made.conversations ?? made.messages ?? []) as Record<string, unknown>[]
    if (message) t.strictSame(Object.keys(message), [format.tags?.role_tag, format.tags?.content_tag])
  })
}

t.test('an openai row without a system prompt has no empty system message', async (t) => {
  const made = formatNamed('openai').row(sample({}, { system: '' })) as { messages: { role: string }[] }
  t.strictSame(made.messages.map(({ role }) => role), ['user', 'assistant'])
})

t.test('an unknown format is a usage error that lists those there are', async (t) => {
  t.throws(() => formatNamed('parquet'), { code: 'ERR_USAGE', hint: /alpaca, sharegpt, openai/ })
})

t.test('dataset_info.json lists every column, and only splits that have rows', async (t) => {
  t.strictSame(JSON.parse(renderDatasetInfo(formatNamed('alpaca'), ['train', 'test'])), {
    train: {
      file_name: 'train.jsonl',
      formatting: 'alpaca',
      columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system' },
    },
    test: {
      file_name: 'test.jsonl',
      formatting: 'alpaca',
      columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system' },
    },
  })
  const { train } = JSON.parse(renderDatasetInfo(formatNamed('sharegpt'), ['train'])) as { train: { tags: object } }
  t.equal(Object.keys(train.tags).length, 7)
})

t.test('configuration is ASCII and says the same', async (t) => {
  const value = { 'a\u007f': '图形 😀 é' }
  t.match(asciiJson(value), /^[\n -~]*$/)
  t.strictSame(JSON.parse(asciiJson(value)), value)
})

t.test('sft.yaml evaluates on the val split by name, and never splits again', async (t) => {
  const config = parse(renderTrainingYaml({ hasVal: true, longestRow: 100 })) as Record<string, unknown>
  t.match(config, {
    model_name_or_path: 'Qwen/Qwen2.5-Coder-0.5B-Instruct',
    stage: 'sft',
    finetuning_type: 'lora',
    dataset_dir: '.',
    dataset: 'train',
    eval_dataset: 'val',
    template: 'qwen',
    cutoff_len: 1024,
    learning_rate: 0.0001,
  })
  t.notOk('val_size' in config)
  t.match(renderTrainingYaml({ hasVal: true, longestRow: 100 }), /^[\n -~]*$/)
})

t.test('without val rows sft.yaml has no evaluation keys', async (t) => {
  const config = parse(renderTrainingYaml({ hasVal: false, longestRow: 100 })) as Record<string, unknown>
  t.strictSame(Object.keys(config).filter((key) => key.includes('eval')), [])
})

t.test('the cutoff is the smallest power of two with room for the longest row, up to the context', async (t) => {
  const cases = [[0, 1024], [930, 1024], [931, 2048], [1024, 2048], [3723, 4096], [3724, 8192], [1e6, 32768]] as const
  for (const [longest, cutoff] of cases) t.equal(cutoffLength(longest), cutoff, String(longest))
})
