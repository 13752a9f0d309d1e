import { KTO_BATCH, SCHEDULE, STUDENT, cutoffLength, rate, yaml, type TrainingFacts } from './common.ts'

// bf16 is the user's to add: the trainer refuses to start with it on a machine whose card (or lack of one) cannot.
const BF16 = ` On a card with bfloat16 (Ampere or newer) add bf16=true to that line: half the memory, about twice the speed.`

const LORA = { finetuning_type: 'lora', lora_rank: 16, lora_alpha: 32, lora_dropout: 0.05, lora_target: 'all' }

const AFTER_SFT = `
 Preferences are learned after the task itself: add adapter_name_or_path=saves/lora-sft once sft.yaml has run.`

/** The files of LLaMA-Factory, by name. */
export function llamaFactoryFiles(facts: TrainingFacts): Record<string, string> {
  const { longestRepair, longestPair } = facts
  return {
    'sft.yaml': llamaFactory('sft.yaml', supervised(facts, { ...LORA, ...rate(1e-4, 3) })),
    // All weights: a tenth of the rate of LoRA, whose update is scaled by alpha and starts at nothing.
    'sft_full.yaml': llamaFactory('sft_full.yaml', supervised(facts, { finetuning_type: 'full', ...rate(1e-5, 3) })),
    ...(longestRepair > 0 ? { 'repairs.yaml': llamaFactory('repairs.yaml', repairs(facts)) } : {}),
    ...(longestPair === undefined ? {} : preferenceFile('kto', 'kto', longestPair, facts)),
    ...(longestPair === undefined ? {} : preferenceFile('dpo', 'dpo', longestPair, facts)),
    // Pairs hold what repairs do, so these stand in only where there are none.
    ...(longestPair === undefined && longestRepair > 0
      ? preferenceFile('dpo', 'repair_pairs', longestRepair, facts)
      : {}),
  }
}

function llamaFactory(name: string, options: object, note = ''): string {
  return yaml(options, ` cd into this folder, then: llamafactory-cli train ${name}\n${BF16}${note}`)
}

function supervised(facts: TrainingFacts, method: { readonly finetuning_type: string }): object {
  const evaluation = facts.hasVal ? { eval_strategy: 'epoch', per_device_eval_batch_size: 1 } : {}
  return {
    model_name_or_path: STUDENT,
    stage: 'sft',
    do_train: true,
    ...method,
    dataset_dir: '.',
    dataset: 'train',
    ...(facts.hasVal ? { eval_dataset: 'val' } : {}),
    ...common(`${method.finetuning_type}-sft`, facts.cutoffLen ?? cutoffLength(facts.longestRow)),
    ...evaluation,
  }
}

/** Single answers and repairs together; of a repair only the last answer is right, and only that is trained on. */
function repairs(facts: TrainingFacts): object {
  const { longestRow, longestRepair, cutoffLen } = facts
  const longest = Math.max(longestRow, longestRepair)
  return {
    ...supervised(facts, { ...LORA, ...rate(1e-4, 3) }),
    dataset: 'train,repairs',
    mask_history: true,
    cutoff_len: cutoffLen ?? cutoffLength(longest),
    output_dir: 'saves/lora-repairs',
  }
}

function preferenceFile(
  stage: 'dpo' | 'kto',
  dataset: string,
  longest: number,
  { cutoffLen }: TrainingFacts,
): Record<string, string> {
  const options = {
    model_name_or_path: STUDENT,
    stage,
    do_train: true,
    ...LORA,
    // The SFT loss on the chosen answer keeps it likely where the two answers differ in few tokens (Pal et al. 2024).
    ...(stage === 'dpo' ? { pref_beta: 0.1, pref_loss: 'sigmoid', pref_ftx: 0.2 } : { pref_beta: 0.1 }),
    dataset_dir: '.',
    dataset,
    ...rate(5e-6, 1),
    ...common(`lora-${stage}`, cutoffLen ?? cutoffLength(longest)),
    ...(stage === 'kto' ? KTO_BATCH : {}),
  }
  const name = `${stage}.yaml`
  return { [name]: llamaFactory(name, options, AFTER_SFT) }
}

function common(saves: string, cutoff: number): object {
  return {
    template: 'qwen',
    cutoff_len: cutoff,
    output_dir: `saves/${saves}`,
    logging_steps: 10,
    save_strategy: 'epoch',
    plot_loss: true,
    report_to: 'none',
    per_device_train_batch_size: 1,
    ...SCHEDULE,
  }
}
