import type { Feature } from './feature.ts'
import { lastOf, type Format } from './format.ts'
import { MESSAGE_FEATURES, answered, asked } from './messages.ts'

const list = (name: string): Feature => ({ name, list: MESSAGE_FEATURES })

/**
 * Prompt and completion, both as chat messages: TRL puts the chat template of the student around them and trains on the
 * completion only (its guide "Dataset formats and types"; checked with TRL 1.16). The plain texts that it reads as well
 * would come without the template that an instruct model knows. LLaMA-Factory reads neither.
 */
export const trl: Format = {
  name: 'trl',
  summary: 'prompt and completion, each a list of messages',
  formatting: null,
  sample: {
    row: (sample) => ({ prompt: asked(sample), completion: [answered(sample.output)], metadata: sample.metadata }),
    columns: {},
    features: [list('prompt'), list('completion')],
  },
  outputOf: ({ completion }) => lastOf(completion)?.content,
  pair: {
    row: (pair) => ({
      prompt: asked(pair),
      chosen: [answered(pair.chosen)],
      rejected: [answered(pair.rejected)],
      metadata: pair.metadata,
    }),
    columns: {},
    features: [list('prompt'), list('chosen'), list('rejected')],
  },
  answer: {
    row: (answer) => ({
      prompt: asked(answer),
      completion: [answered(answer.output)],
      label: answer.label,
      metadata: answer.metadata,
    }),
    columns: {},
    features: [list('prompt'), list('completion'), { name: 'label', dtype: 'bool' }],
  },
}
