import t from 'tap'
import { parse } from 'yaml'
import { formatNamed } from '../../../src/formats/registry.ts'
import { cutoffLength, type TrainingFacts } from '../../../src/formats/training/common.ts'
import { renderTrainingFiles } from '../../../src/formats/training/index.ts'

function facts(some: Partial<TrainingFacts> = {}): TrainingFacts {
  return {
    format: formatNamed('alpaca'),
    hasVal: true,
    longestRow: 100,
    longestRepair: 0,
    longestPair: undefined,
    cutoffLen: undefined,
    ...some,
  }
}

type Config = Record<string, unknown>

const configs = (some: Partial<TrainingFacts> = {}) =>
  Object.fromEntries(
    Object.entries(renderTrainingFiles(facts(some))).map(([name, text]) => [name, parse(text) as Config]),
  )

t.test('sft.yaml evaluates on the val split by name, and never splits again', async (t) => {
  const config = configs()['sft.yaml']
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
})

t.test('without val rows no file has evaluation keys', async (t) => {
  for (const config of Object.values(configs({ hasVal: false, longestPair: 1, longestRepair: 1 }))) {
    t.strictSame(
      Object.keys(config).filter((key) => /eval|test_datasets/.test(key)),
      [],
    )
  }
})

t.test('full fine-tuning trains all weights, at a smaller rate and into another folder', async (t) => {
  const { 'sft.yaml': lora, 'sft_full.yaml': full } = configs()
  t.match(full, { finetuning_type: 'full', stage: 'sft', dataset: 'train' })
  t.strictSame(
    Object.keys(full).filter((key) => key.startsWith('lora')),
    [],
  )
  t.ok((full.learning_rate as number) < (lora.learning_rate as number))
  t.not(full.output_dir, lora.output_dir)
})

t.test('repairs and pairs have files where there are such rows, and no others', async (t) => {
  t.strictSame(Object.keys(configs()), ['sft.yaml', 'sft_full.yaml', 'axolotl.yaml'])
  const all = configs({ longestRepair: 3000, longestPair: 1500 })
  t.match(all['repairs.yaml'], { dataset: 'train,repairs', mask_history: true, cutoff_len: 4096 })
  t.match(all['dpo.yaml'], { stage: 'dpo', dataset: 'dpo', pref_loss: 'sigmoid', cutoff_len: 2048 })
  t.match(configs({ longestRepair: 3000 })['dpo.yaml'], { stage: 'dpo', dataset: 'repair_pairs', cutoff_len: 4096 })
  t.match(all['kto.yaml'], { stage: 'kto', dataset: 'kto', cutoff_len: 2048, per_device_train_batch_size: 2 })
})

t.test('axolotl is told the columns of the format', async (t) => {
  const datasetOf = (name: string) => (configs({ format: formatNamed(name) })['axolotl.yaml'].datasets as Config[])[0]
  t.match(datasetOf('alpaca'), { path: 'train.jsonl', ds_type: 'json', type: { field_system: 'system' } })
  t.match(datasetOf('openai'), {
    type: 'chat_template',
    field_messages: 'messages',
    message_property_mappings: { role: 'role', content: 'content' },
  })
  t.match(datasetOf('sharegpt'), {
    field_messages: 'conversations',
    field_system: 'system',
    message_property_mappings: { role: 'from', content: 'value' },
  })
})

t.test('every file is ASCII and says how it is run', async (t) => {
  for (const format of ['alpaca', 'trl'].map(formatNamed)) {
    for (const [name, text] of Object.entries(
      renderTrainingFiles(facts({ format, longestRepair: 1, longestPair: 1 })),
    )) {
      t.match(text, /^[\n -~]*$/)
      t.ok(text.split('\n')[0].includes(name), name)
    }
  }
})

t.test('--cutoff-len is the length that every trainer is given', async (t) => {
  const all = configs({ cutoffLen: 3000, longestRepair: 9000, longestPair: 9000 })
  for (const [name, config] of Object.entries(all)) t.equal(config.cutoff_len ?? config.sequence_len, 3000, name)
  t.equal(configs({ format: formatNamed('trl'), cutoffLen: 3000 })['trl.yaml'].max_length, 3000)
})

t.test('the cutoff is the smallest power of two with room for the longest row, up to the context', async (t) => {
  const cases = [
    [0, 1024],
    [930, 1024],
    [931, 2048],
    [1024, 2048],
    [3723, 4096],
    [3724, 8192],
    [1e6, 32768],
  ] as const
  for (const [longest, cutoff] of cases) t.equal(cutoffLength(longest), cutoff, String(longest))
})

t.test('a format that LLaMA-Factory cannot read has files for TRL alone', async (t) => {
  const format = formatNamed('trl')
  t.strictSame(Object.keys(configs({ format })), ['trl.yaml'])
  t.strictSame(Object.keys(configs({ format, longestRepair: 9 })), ['trl.yaml', 'trl_repairs.yaml'])
  t.strictSame(Object.keys(configs({ format, longestPair: 9 })), ['trl.yaml', 'trl_dpo.yaml', 'trl_kto.yaml'])
})
