import { userTurn, type Format } from './format.ts'

/** Chat messages of `role` and `content`, the system prompt first; without one the message is left out. */
export const openai: Format = {
  name: 'openai',
  summary: 'messages of role and content',
  row: (sample) => ({
    messages: [
      ...(sample.system === '' ? [] : [{ role: 'system', content: sample.system }]),
      { role: 'user', content: userTurn(sample) },
      { role: 'assistant', content: sample.output },
    ],
    metadata: sample.metadata,
  }),
  formatting: 'sharegpt',
  columns: { messages: 'messages' },
  tags: {
    role_tag: 'role',
    content_tag: 'content',
    user_tag: 'user',
    assistant_tag: 'assistant',
    observation_tag: 'tool',
    function_tag: 'function_call',
    system_tag: 'system',
  },
  features: [{ name: 'messages', list: [{ name: 'role', dtype: 'string' }, { name: 'content', dtype: 'string' }] }],
}
