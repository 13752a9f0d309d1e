import type { Format } from '../format.ts'
import { STUDENT, cutoffLength, yaml, type TrainingFacts } from './common.ts'

/** The text of axolotl.yaml: LoRA on the train split. */
export function axolotlFile({ format, hasVal, longestRow, cutoffLen }: TrainingFacts): string {
  const dataset = (file: string) => ({ path: file, ds_type: 'json', split: 'train', ...axolotlColumns(format) })
  const options = {
    base_model: STUDENT,
    datasets: [dataset('train.jsonl')],
    ...(hasVal ? { test_datasets: [dataset('val.jsonl')], evals_per_epoch: 1 } : { val_set_size: 0 }),
    chat_template: 'tokenizer_default',
    train_on_inputs: false,
    sequence_len: cutoffLen ?? cutoffLength(longestRow),
    adapter: 'lora',
    lora_r: 16,
    lora_alpha: 32,
    lora_dropout: 0.05,
    lora_target_linear: true,
    output_dir: 'saves/axolotl-sft',
    micro_batch_size: 1,
    gradient_accumulation_steps: 8,
    num_epochs: 3,
    optimizer: 'adamw_torch',
    lr_scheduler: 'cosine',
    learning_rate: 1e-4,
    warmup_ratio: 0.1,
    bf16: 'auto',
    gradient_checkpointing: true,
    logging_steps: 10,
    saves_per_epoch: 1,
  }
  return yaml(options, ' cd into this folder, then: axolotl train axolotl.yaml')
}

/** How axolotl reads a row. Of alpaca it knows no form with a system prompt, so the turns of the template are spelled out. */
function axolotlColumns({ name, sample, tags }: Format): object {
  if (name === 'alpaca') {
    const turn = (text: string) => `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`
    return {
      type: {
        field_system: 'system',
        field_instruction: 'instruction',
        field_input: 'input',
        field_output: 'output',
        system_format: '<|im_start|>system\n{system}<|im_end|>\n',
        format: turn('{instruction}\n{input}'),
        no_input_format: turn('{instruction}'),
      },
    }
  }
  return {
    type: 'chat_template',
    field_messages: sample.columns.messages,
    ...(sample.columns.system ? { field_system: sample.columns.system } : {}),
    message_property_mappings: { role: tags?.role_tag, content: tags?.content_tag },
  }
}
