import t from 'tap'
import { parse } from 'yaml'
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

function card(samples: Sample[], levels?: Facts['levels']): Card {
  const statistics = new Statistics()
  for (const row of samples) statistics.add(row)
  const text = renderCard({ statistics, format: formatNamed('alpaca'), domain: 'demo', engine: 'demo@1.0.0', levels })
  const [, front, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? []
  return { front: parse(front) as Record<string, unknown>, text, body }
}

t.test('the front matter names files, languages, size and the type of every column', async (t) => {
  const { front } = card([sample(), sample({ split: 'val', id: 'b' }, { instruction: '弹跳的球' })])
  t.match(front, { language: ['zh', 'en'], license: 'other', size_categories: ['n<1K'] })
  t.strictSame(front.configs, [
    {
      config_name: 'default',
      data_files: [{ split: 'train', path: 'train.jsonl' }, { split: 'validation', path: 'val.jsonl' }],
    },
  ])
  const { features } = front.dataset_info as { features: { name: string; struct?: { name: string }[] }[] }
  const metadata = features.find(({ name }) => name === 'metadata')
  t.strictSame(metadata?.struct?.map(({ name }) => name), Object.keys(sample().metadata))
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
  const { body } = card([sample()], { L1: { in: 9, passed: 8, issues: {} } })
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
