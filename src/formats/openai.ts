import type { Feature } from './feature.ts'
import { lastOf, type Format } from './format.ts'
import { MESSAGE_FEATURES, answered, asked } from './messages.ts'

const COLUMNS = { messages: 'messages' }
const FEATURES: readonly Feature[] = [{ name: 'messages', list: MESSAGE_FEATURES }]

/** Chat messages of `role` and `content`, the system prompt first; without one the message is left out. */
export const openai: Format = {
  name: 'openai',
  summary: 'messages of role and content',
  formatting: 'sharegpt',
  tags: {
    role_tag: 'role',
    content_tag: 'content',
    user_tag: 'user',
    assistant_tag: 'assistant',
    observation_tag: 'tool',
    function_tag: 'function_call',
    system_tag: 'system',
  },
  sample: {
    row: (sample) => ({ messages: [...asked(sample), answered(sample.output)], metadata: sample.metadata }),
    columns: COLUMNS,
    features: FEATURES,
  },
  outputOf: ({ messages }) => lastOf(messages)?.content,
  pair: {
    row: (pair) => ({
      messages: asked(pair),
      chosen: answered(pair.chosen),
      rejected: answered(pair.rejected),
      metadata: pair.metadata,
    }),
    columns: { ...COLUMNS, chosen: 'chosen', rejected: 'rejected' },
    features: [
      ...FEATURES,
      { name: 'chosen', struct: MESSAGE_FEATURES },
      { name: 'rejected', struct: MESSAGE_FEATURES },
    ],
  },
  answer: {
    row: (answer) => ({
      messages: [...asked(answer), answered(answer.output)],
      label: answer.label,
      metadata: answer.metadata,
    }),
    columns: { ...COLUMNS, kto_tag: 'label' },
    features: [...FEATURES, { name: 'label', dtype: 'bool' }],
  },
}
