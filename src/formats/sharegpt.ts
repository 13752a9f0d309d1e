import { userTurn, type Format } from './format.ts'

/** A conversation of `from` and `value`, the system prompt beside it. */
export const sharegpt: Format = {
  name: 'sharegpt',
  summary: 'conversations of from and value, system beside them',
  row: (sample) => ({
    system: sample.system,
    conversations: [
      { from: 'human', value: userTurn(sample) },
      { from: 'gpt', value: sample.output },
    ],
    metadata: sample.metadata,
  }),
  formatting: 'sharegpt',
  columns: { messages: 'conversations', system: 'system' },
  tags: {
    role_tag: 'from',
    content_tag: 'value',
    user_tag: 'human',
    assistant_tag: 'gpt',
    observation_tag: 'observation',
    function_tag: 'function_call',
    system_tag: 'system',
  },
  features: [
    { name: 'system', dtype: 'string' },
    { name: 'conversations', list: [{ name: 'from', dtype: 'string' }, { name: 'value', dtype: 'string' }] },
  ],
}
