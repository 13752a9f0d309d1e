import t from 'tap'
import { histogram, rankScores, type Rated } from '../../src/select/ranking.ts'

t.test('scores are ranks within the difficulty, ids settling ties', async (t) => {
  const rows: Rated[] = [
    { id: 'c', difficulty: 'easy', overall: 0.5 },
    { id: 'b', difficulty: 'easy', overall: 0.9 },
    { id: 'x', difficulty: 'hard', overall: 0.1 },
    { id: 'a', difficulty: 'easy', overall: 0.5 },
    { id: 'd', difficulty: 'easy', overall: 0.2 },
  ]
  t.strictSame([...rankScores(rows)], [0.5, 1, 1, 0.75, 0.25])
})

t.test('the histogram counts tenths, 1 in the last', async (t) => {
  const bins = histogram([0, 0.05, 0.95, 1])
  t.equal(bins['0-0.1'], 2)
  t.equal(bins['0.9-1'], 2)
  t.equal(Object.keys(bins).length, 10)
})
