/** All messages in Chinese, loaded for those who read it. Terms: 种子 seed, 请求 request, 回复 reply, 候选 candidate, 判定 verdict, 划分 split. */
import type { Catalogue } from '../../../src/text/localize.ts'
import { batches } from './batches.ts'
import { commandLine } from './command-line.ts'
import { commands } from './commands.ts'
import { dataset } from './dataset.ts'
import { doctor } from './doctor.ts'
import { elsewhere } from './elsewhere.ts'
import { flagsChecks } from './flags-checks.ts'
import { flagsDataset } from './flags-dataset.ts'
import { flagsRun } from './flags-run.ts'
import { folder } from './folder.ts'
import { help } from './help.ts'
import { helpDataset } from './help-dataset.ts'
import { helpStages } from './help-stages.ts'
import { helpTools } from './help-tools.ts'
import { options } from './options.ts'
import { queue } from './queue.ts'
import { replies } from './replies.ts'
import { runtime } from './runtime.ts'
import { review } from './review.ts'
import { selection } from './selection.ts'
import { stores } from './stores.ts'
import { summary } from './summary.ts'
import { tables } from './tables.ts'
import { teachers } from './teachers.ts'

export const catalogue: Catalogue = [
  ...batches,
  ...commandLine,
  ...commands,
  ...dataset,
  ...doctor,
  ...elsewhere,
  ...flagsChecks,
  ...flagsDataset,
  ...flagsRun,
  ...folder,
  ...help,
  ...helpDataset,
  ...helpStages,
  ...helpTools,
  ...options,
  ...queue,
  ...replies,
  ...review,
  ...runtime,
  ...selection,
  ...stores,
  ...summary,
  ...tables,
  ...teachers,
]

export { elsewhere }
