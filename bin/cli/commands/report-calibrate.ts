import { statSync } from 'node:fs'
import { SftError } from '../../../src/errors.ts'
import { DatasetReader } from '../../../src/lineage/folder.ts'
import { Calibrator, type Calibrated } from '../../../src/review/calibrate.ts'
import { renderCalibration } from '../../../src/review/calibrate-text.ts'
import { suggestions } from '../../../src/review/suggest.ts'
import { verdictsOf } from '../../../src/review/verdict-file.ts'
import { readDecisions } from '../../../src/select/decisions.ts'
import { jsonLine } from '../../../src/stream/json-line.ts'
import type { RunContext } from '../../../src/stream/run-context.ts'
import type { Invocation } from '../command.ts'

/** `report --calibrate`: decisions of people against the verdicts of a file, or of the rows of a folder. */
export async function calibrate({ context, operands: [path], json, io, say }: Invocation): Promise<void> {
  if (path === undefined || path === '-') {
    const hint = 'sft-stream report VERDICTS --calibrate DECISIONS; VERDICTS is a file, or a dataset folder'
    throw new SftError('ERR_USAGE', 'report --calibrate: against which verdicts?', { hint })
  }
  const { options } = context
  const calibrator = new Calibrator(readDecisions(...options.calibrate))
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  for await (const verdict of isFolder ? ofFolder(path) : ofFile(context, path)) calibrator.add(verdict)
  const found = calibrator.result()
  if (found.rows.passed + found.rows.rejected === 0) {
    const hint = 'the decisions must be about these rows and programs: their ids and code_hash are compared'
    throw new SftError('ERR_BAD_INPUT', `no decision is about a verdict of ${path}`, { hint })
  }
  const suggested = suggestions(found, options)
  io.stdout.write(json ? jsonLine({ ...found, suggestions: suggested }) : renderCalibration(found, suggested, say))
}

async function* ofFile(context: RunContext, path: string): AsyncGenerator<Calibrated> {
  for await (const { verdict } of verdictsOf(context, path)) yield verdict
}

/** What lineage.jsonl tells of verdicts: all but their issues. */
async function* ofFolder(path: string): AsyncGenerator<Calibrated> {
  const reader = await DatasetReader.open(path)
  try {
    for (const id of reader.ids) {
      const { code_hash, levels, quality_score } = await reader.lineage(id)
      const { L1 = null, L2 = null, L3 = null, L4 = null } = levels
      const passed = { l1_passed: L1, l2_passed: L2, l3_passed: L3, l4_passed: L4 }
      yield { id, code_hash, ...passed, validation: { levels: {} }, quality_score }
    }
  } finally {
    await reader.close()
  }
}
