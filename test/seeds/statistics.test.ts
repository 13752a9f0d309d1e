import t from 'tap'
import type { Seed } from '../../src/record.ts'
import { statisticsTable } from '../../src/reports/seed-table.ts'
import { statisticsOf } from '../../src/seeds/statistics.ts'

const seed = (more: Partial<Seed>): Seed => ({ id: 'x', difficulty: 'easy', modules: ['Scene', 'Time'], task: 'count to ten', ...more })

t.test('families are counted by module and difficulty; a seed without modules or family has its place', async (t) => {
  const { rows, seeds } = statisticsOf([
    seed({ family: 'clock' }),
    seed({ family: 'clock', difficulty: 'hard' }),
    seed({ modules: ['Scene'], family: 'menu' }),
    seed({ modules: [] }),
  ])
  t.equal(seeds, 4)
  t.strictSame(rows, [
    { module: '', family: '', seeds: { easy: 1, medium: 0, hard: 0 } },
    { module: 'Scene', family: 'menu', seeds: { easy: 1, medium: 0, hard: 0 } },
    { module: 'Time', family: 'clock', seeds: { easy: 1, medium: 0, hard: 1 } },
  ])
})

t.test('tasks are compared within a language, each with the one nearest to it', async (t) => {
  const { diversity, duplicates } = statisticsOf([
    seed({ task: 'spin a red star' }),
    seed({ task: 'spin a red star' }),
    seed({ task: 'walk the dog' }),
    seed({ task: '旋转红色星形' }),
  ])
  t.equal(duplicates, 1)
  t.strictSame(diversity.map(({ lang, seeds }) => [lang, seeds]), [['en', 3], ['zh', 1]])
  t.strictSame(diversity[0].nearest[0], { difficulty: 'easy', seeds: 3, median: 1, below_half: 0.333 })
  t.strictSame(diversity[0].distinct, [0.636, 0.625, 0.6])
})

t.test('the table names every family once and ends with the totals', async (t) => {
  const text = statisticsTable(statisticsOf([seed({ family: 'clock' }), seed({ family: 'clock', task: 'count to nine' })]))
  t.equal(text.match(/clock/g)?.length, 1)
  t.match(text, /2 seeds, 1 families, 0 duplicate tasks\n$/)
})
