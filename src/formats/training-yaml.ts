/** sft.yaml: LoRA fine-tuning of the student in LLaMA-Factory, ready to run inside the dataset folder. */
import { Document } from 'yaml'

const STUDENT = 'Qwen/Qwen2.5-Coder-0.5B-Instruct'

/** Context of the student model, in tokens (its config.json: max_position_embeddings). */
const STUDENT_CONTEXT = 32768
const SHORTEST_CUTOFF = 1024

/** Room for the error of the estimate: none of 1060 texts was off by more than 9 %. */
const ESTIMATE_MARGIN = 1.1

// bf16 is the user's to add: the trainer refuses to start with it on a machine whose card (or lack of one) cannot.
const HOW_TO = ` cd into this folder, then: llamafactory-cli train sft.yaml
 On a card with bfloat16 (Ampere or newer) add bf16=true to that line: half the memory, about twice the speed.`

interface TrainingFacts {
  /** Whether there are rows to evaluate on; without them the trainer is given no evaluation keys at all. */
  hasVal: boolean
  /** Estimated tokens of the longest row, all turns together. */
  longestRow: number
}

/** The smallest power of two that holds the longest row, within what the student can read. In tokens. */
export function cutoffLength(longestRow: number): number {
  const needed = Math.ceil(longestRow * ESTIMATE_MARGIN)
  let bucket = SHORTEST_CUTOFF
  while (bucket < needed && bucket < STUDENT_CONTEXT) bucket *= 2
  return bucket
}

/** The text of sft.yaml, in ASCII. Option names as in LLaMA-Factory 0.9.5. */
export function renderTrainingYaml({ hasVal, longestRow }: TrainingFacts): string {
  const document = new Document({
    model_name_or_path: STUDENT,
    stage: 'sft',
    do_train: true,
    finetuning_type: 'lora',
    lora_rank: 16,
    lora_alpha: 32,
    lora_dropout: 0.05,
    lora_target: 'all',
    dataset_dir: '.',
    dataset: 'train',
    ...(hasVal ? { eval_dataset: 'val' } : {}),
    template: 'qwen',
    cutoff_len: cutoffLength(longestRow),
    output_dir: 'saves/lora-sft',
    logging_steps: 10,
    save_strategy: 'epoch',
    plot_loss: true,
    report_to: 'none',
    per_device_train_batch_size: 1,
    gradient_accumulation_steps: 8,
    learning_rate: 1e-4,
    num_train_epochs: 3,
    lr_scheduler_type: 'cosine',
    warmup_ratio: 0.1,
    ...(hasVal ? { eval_strategy: 'epoch', per_device_eval_batch_size: 1 } : {}),
  })
  document.commentBefore = HOW_TO
  return document.toString()
}
