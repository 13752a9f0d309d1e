import t from 'tap'
import { parse } from 'yaml'
import { resolveOptions, type RawOptions } from '../../src/config.ts'
import { renderCard } from '../../src/formats/card.ts'
import { formatNamed } from '../../src/formats/registry.ts'
import { Statistics } from '../../src/formats/statistics.ts'
import type { Sample } from '../../src/record.ts'
import type { Facts } from '../../src/stream/facts.ts'
import { sample } from '../helpers/sample.ts'

interface Card {
  front: Record<string, unknown>
  text: string
  body: string
}

function card(samples: Sample[], facts: Facts = {}, given: RawOptions & { tokens?: string } = {}): Card {
  const { tokens = 'estimate', ...raw } = given
  const statistics = new Statistics()
  for (const row of samples) statistics.add(row)
  const options = resolveOptions(raw)
  const format = formatNamed(options.format)
  const text = renderCard({ statistics, format, domain: 'demo', engine: 'demo@1.0.0', facts, tokens, options })
  const [, front, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? []
  return { front: parse(front) as Record<string, unknown>, text, body }
}

t.test('the front matter names files, languages, size and the type of every column', async (t) => {
  const { front } = card([sample(), sample({ split: 'val', id: 'b' }, { instruction: '弹跳的球' })])
  t.match(front, { language: ['zh', 'en'], license: 'other', size_categories: ['n<1K'] })
  t.strictSame(front.configs, [
    {
      config_name: 'default',
      data_files: [
        { split: 'train', path: 'train.jsonl' },
        { split: 'validation', path: 'val.jsonl' },
      ],
    },
  ])
  const [{ features }] = front.dataset_info as { features: { name: string; struct?: { name: string }[] }[] }[]
  const metadata = features.find(({ name }) => name === 'metadata')
  t.strictSame(
    metadata?.struct?.map(({ name }) => name),
    Object.keys(sample().metadata),
  )
})

t.test('rows are counted by split and difficulty', async (t) => {
  const { body } = card([sample(), sample({ id: 'b', difficulty: 'hard' }), sample({ id: 'c', split: 'test' })])
  t.match(body, '| train | 1 | 0 | 1 | 2 |')
  t.match(body, '| test | 1 | 0 | 0 | 1 |')
  t.match(body, '| Scene | 3 |')
  t.match(body, '| distill | 3 |')
})

t.test('a difficulty that is none of ours gets a column of its own', async (t) => {
  const { body } = card([sample({ difficulty: 'insane' })])
  t.match(body, '| train | 0 | 0 | 0 | 1 | 1 |')
})

t.test('one mock row is enough for the notice at the top', async (t) => {
  const { text, body } = card([sample(), sample({ id: 'b', source: 'mock' })])
  t.match(text, /^---\n# mock data, not for training\n/)
  t.match(body, /^> \*\*mock data, not for training\*\*/)
  t.notMatch(card([sample()]).text, 'mock')
})

t.test('levels that did not run are not called passed', async (t) => {
  const { body } = card([sample()], { levels: { L1: { in: 9, passed: 8, issues: {} } } })
  t.match(body, /\| L1 \| .* \| 9 \| 8 \|/)
  t.notMatch(body, '| L3 |')
  t.match(card([sample()]).body, 'The programs came with their verdicts')
})

t.test('names from outside are text in the card, not markup', async (t) => {
  const evil = '</td><script>x</script>|a\n# big\u202e [l](http://x) `c`'
  const { body } = card([sample({ modules: [evil], source: evil, teacher_model: evil })])
  t.notMatch(body, '<script>')
  t.notMatch(body, '\u202e')
  t.notMatch(body, /^# big/m)
  t.notMatch(body, '](http')
})

t.test('pairs have columns of their own, in configurations of their own', async (t) => {
  const mean = { good: 500, bad: 510 }
  const pairs = {
    failed: 9,
    dpo: 4,
    kto: { good: 3, bad: 3 },
    left_out: {},
    levels: { L2: 1, L3: 3 },
    same_but_defect: 2,
    mean_tokens: { dpo: mean, kto: mean },
  } as const
  const { front, body } = card([sample()], { pairs })
  t.match(front.configs, [{ config_name: 'default' }, { config_name: 'dpo' }, { config_name: 'kto' }])
  t.match(front.dataset_info, [{ config_name: 'default' }, { config_name: 'dpo' }, { config_name: 'kto' }])
  t.match(body, /4 pairs .*\(1 at L2, 3 at L3\); 2 are the same/)
  t.notMatch(card([sample()]).body, 'dpo')
})

t.test('the front matter has no anchors, which the reader of the hub does not bear', async (t) => {
  const { text } = card([sample()], {}, { format: 'trl' })
  t.notMatch(text, /[&*]a\d/)
})

t.test('tokens are told by split, with what they were counted with', async (t) => {
  const { body } = card([sample({ tokens: 100 }), sample({ id: 'b', tokens: 201 })], {}, { tokens: 'qwen2.5' })
  t.match(body, '| train | 301 | 151 | 201 |')
  t.match(body, 'counted with the Qwen2.5 vocabulary')
  t.match(card([sample()]).body, 'an estimate for the Qwen2.5 vocabulary')
})

t.test('rows above the cutoff are counted, and their mark is a column', async (t) => {
  const { front, body } = card(
    [sample({ over_long: true }), sample({ id: 'b', over_long: false })],
    {},
    { cutoffLen: 99 },
  )
  t.match(body, '1 rows are longer than 99 tokens')
  t.match(JSON.stringify(front.dataset_info), '"over_long","dtype":"bool"')
})

t.test('programs of others bring their licence, repository and commit', async (t) => {
  const origin = {
    licence: 'MIT',
    repository: 'https://host/games',
    commit: '0123456789abcdef',
    path: 'a.js',
    assets: '',
  }
  const { body } = card([sample({}, { origin }), sample({ id: 'b' }, { origin }), sample({ id: 'c' })])
  t.match(body, '| MIT, https://host/games at 0123456789ab | 2 |')
})

t.test('a folder for TRL says how TRL is run', async (t) => {
  const { body } = card([sample()], {}, { format: 'trl' })
  t.match(body, 'trl sft --config trl.yaml')
  t.notMatch(body, 'llamafactory')
})
