/** What the YAML files of all trainers have in common. Names of options as in LLaMA-Factory 0.9.5, axolotl 0.19, TRL 1.16. */
import { Document } from 'yaml'
import type { Format } from '../format.ts'

export const STUDENT = 'Qwen/Qwen2.5-Coder-0.5B-Instruct'

/** Context of the student model, in tokens (its config.json: max_position_embeddings). */
const STUDENT_CONTEXT = 32768
const SHORTEST_CUTOFF = 1024

/** Room for the error of the estimate: none of 1060 texts was off by more than 9 %. */
const ESTIMATE_MARGIN = 1.1

/** What the files must know of the rows. Lengths in tokens, all turns together; 0 where there are no such rows. */
export interface TrainingFacts {
  readonly format: Format
  /** Whether there are rows to evaluate on; without them the trainer is given no evaluation keys at all. */
  readonly hasVal: boolean
  readonly longestRow: number
  readonly longestRepair: number
  /** Undefined without pairs. */
  readonly longestPair: number | undefined
  /** --cutoff-len. */
  readonly cutoffLen: number | undefined
}

/** The smallest power of two that holds the longest row, within what the student can read. In tokens. */
export function cutoffLength(longestRow: number): number {
  const needed = Math.ceil(longestRow * ESTIMATE_MARGIN)
  let bucket = SHORTEST_CUTOFF
  while (bucket < needed && bucket < STUDENT_CONTEXT) bucket *= 2
  return bucket
}

export const rate = (learningRate: number, epochs: number) => ({
  learning_rate: learningRate,
  num_train_epochs: epochs,
})

/** KTO measures the drift of the model against the other answers of a batch: alone, an answer has none to compare. */
export const KTO_BATCH = { per_device_train_batch_size: 2, gradient_accumulation_steps: 4 }

export const SCHEDULE = { gradient_accumulation_steps: 8, lr_scheduler_type: 'cosine', warmup_ratio: 0.1 }

/** The text of a file, in ASCII; the comment says how it is run. */
export function yaml(options: object, comment: string): string {
  const document = new Document(options)
  document.commentBefore = comment
  return document.toString()
}
