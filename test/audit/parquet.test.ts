/** From dist, in processes of its own: the loader of the test runner does not resolve hyparquet. */
import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { strings } from '../../src/formats/feature.ts'
import { folderWith } from '../helpers/folder.ts'

t.test('Parquet is read like lines', async (t) => {
  const [scratch, folder] = [folderWith(t, {}), folderWith(t, {})]
  const columns = strings('instruction', 'input', 'output')
  const row = (task: string) => ({ instruction: task, input: '', output: 'play()' })
  const write = (name: string, rows: object[]) => {
    const input = JSON.stringify({ rows, features: columns })
    execFileSync(process.execPath, ['dist/test/helpers/parquet-round-trip.js', join(scratch, name)], { input })
    copyFileSync(join(scratch, name), join(folder, name))
  }
  write(
    'train.parquet',
    Array.from({ length: 1500 }, (_, at) => row(`Task ${'x'.repeat(at % 40)} ${at}`)),
  )
  write('test.parquet', [row('Task xxx 3'), row('Quite another')])
  const out = execFileSync(process.execPath, ['dist/bin/sft-stream.js', 'leakage', folder, '--json'])
  const { rows, leaks } = JSON.parse(out.toString()) as { rows: object; leaks: { same_prompt: object } }
  t.strictSame(rows, { train: 1500, val: 0, test: 2 })
  t.match(leaks.same_prompt, { rows: 1, test: 1 })
})
