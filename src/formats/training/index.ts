/** The YAML files of the trainers, ready to run inside the dataset folder. */
import { axolotlFile } from './axolotl.ts'
import type { TrainingFacts } from './common.ts'
import { llamaFactoryFiles } from './llama-factory.ts'
import { trlFiles } from './trl.ts'

/** The files by name, of the trainers that read the format. */
export function renderTrainingFiles(facts: TrainingFacts): Record<string, string> {
  if (facts.format.formatting === null) return trlFiles(facts)
  return { ...llamaFactoryFiles(facts), 'axolotl.yaml': axolotlFile(facts) }
}
