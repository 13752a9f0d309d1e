import { strings, type Feature } from './feature.ts'
import { lastOf, userTurn, type Format, type Task } from './format.ts'

const COLUMNS = { messages: 'conversations', system: 'system' }

const SPOKEN = strings('from', 'value')
const FEATURES: readonly Feature[] = [
  { name: 'system', dtype: 'string' },
  { name: 'conversations', list: SPOKEN },
]

const asked = (task: Task) => ({ from: 'human', value: userTurn(task) })
const answered = (value: string) => ({ from: 'gpt', value })

/** A conversation of `from` and `value`, the system prompt beside it. */
export const sharegpt: Format = {
  name: 'sharegpt',
  summary: 'conversations of from and value, system beside them',
  formatting: 'sharegpt',
  tags: {
    role_tag: 'from',
    content_tag: 'value',
    user_tag: 'human',
    assistant_tag: 'gpt',
    observation_tag: 'observation',
    function_tag: 'function_call',
    system_tag: 'system',
  },
  sample: {
    row: (sample) => ({
      system: sample.system,
      conversations: [asked(sample), answered(sample.output)],
      metadata: sample.metadata,
    }),
    columns: COLUMNS,
    features: FEATURES,
  },
  outputOf: ({ conversations }) => lastOf(conversations)?.value,
  pair: {
    row: (pair) => ({
      system: pair.system,
      conversations: [asked(pair)],
      chosen: answered(pair.chosen),
      rejected: answered(pair.rejected),
      metadata: pair.metadata,
    }),
    columns: { ...COLUMNS, chosen: 'chosen', rejected: 'rejected' },
    features: [...FEATURES, { name: 'chosen', struct: SPOKEN }, { name: 'rejected', struct: SPOKEN }],
  },
  answer: {
    row: (answer) => ({
      system: answer.system,
      conversations: [asked(answer), answered(answer.output)],
      label: answer.label,
      metadata: answer.metadata,
    }),
    columns: { ...COLUMNS, kto_tag: 'label' },
    features: [...FEATURES, { name: 'label', dtype: 'bool' }],
  },
}
