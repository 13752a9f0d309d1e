import t from 'tap'
import { excludeMerged, excludeRows } from '../../transforms/exclude-rows.ts'
import type { Selected } from '../../src/record.ts'
import { testContext } from '../helpers/context.ts'
import { folderWith } from '../helpers/folder.ts'
import { programText, selectedRow } from '../helpers/programs.ts'
import { through } from '../helpers/streams.ts'

t.test('rows like what is excluded are dropped and counted', async (t) => {
  const folder = folderWith(t, {
    'eval.jsonl': [{ task: 'task B' }, { code: programText('c') }].map((row) => JSON.stringify(row)).join('\n'),
  })
  const context = testContext({ exclude: `${folder}/eval.jsonl` })
  const stage = await excludeRows(context)
  const rows = [selectedRow('alpha'), selectedRow('beta', { code: programText('c') }), selectedRow('gamma')]
  rows[2] = { ...rows[2], prompt: { ...rows[2].prompt, task: 'Task b' } }
  const kept = await through<Selected>(rows, stage as never)
  t.strictSame(kept.map(({ id }) => id), ['alpha'])
  t.strictSame(context.ledger.stage('exclude').counts(), { in: 3, out: 1, dropped: { excluded: 2 } })
})

t.test('without the option there is no stage; without rows of others no second one', async (t) => {
  t.strictSame(await excludeRows(testContext()), [])
  t.strictSame(await excludeMerged(testContext({ exclude: 'eval.jsonl' })), [])
})
