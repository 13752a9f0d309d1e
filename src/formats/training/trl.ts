import { KTO_BATCH, SCHEDULE, STUDENT, cutoffLength, rate, yaml, type TrainingFacts } from './common.ts'

/**
 * The files of TRL, by name. Its own loader cannot be told of the folder itself by a relative path, so they name the rows;
 * none evaluates.
 */
export function trlFiles({ longestRow, longestRepair, longestPair, cutoffLen }: TrainingFacts): Record<string, string> {
  const file = (name: string, method: string, rows: string[], longest: number, training: object) => {
    const options = {
      model_name_or_path: STUDENT,
      datasets: rows.map((data_files) => ({ path: 'json', data_files, columns: TRL_COLUMNS[method] })),
      max_length: cutoffLen ?? cutoffLength(longest),
      output_dir: `saves/trl-${method}`,
      use_peft: true,
      lora_r: 16,
      lora_alpha: 32,
      lora_dropout: 0.05,
      lora_target_modules: 'all-linear',
      ...training,
      per_device_train_batch_size: 1,
      ...SCHEDULE,
      ...(method === 'kto' ? KTO_BATCH : {}),
      logging_steps: 10,
      save_strategy: 'epoch',
      report_to: 'none',
    }
    return { [name]: yaml(options, ` cd into this folder, then: trl ${method} --config ${name}`) }
  }
  const preference = { beta: 0.1, ...rate(5e-6, 1) }
  return {
    ...file('trl.yaml', 'sft', ['train.jsonl'], longestRow, rate(1e-4, 3)),
    ...(longestRepair > 0
      ? file(
          'trl_repairs.yaml',
          'sft',
          ['train.jsonl', 'repairs.jsonl'],
          Math.max(longestRow, longestRepair),
          rate(1e-4, 3),
        )
      : {}),
    ...(longestPair === undefined
      ? {}
      : {
          ...file('trl_dpo.yaml', 'dpo', ['dpo.jsonl'], longestPair, preference),
          ...file('trl_kto.yaml', 'kto', ['kto.jsonl'], longestPair, preference),
        }),
  }
}

/** Without `metadata`: some trainers of TRL hand every column to the model. */
const TRL_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  sft: ['prompt', 'completion'],
  dpo: ['prompt', 'chosen', 'rejected'],
  kto: ['prompt', 'completion', 'label'],
}
