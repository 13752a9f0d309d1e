import t from 'tap'
import { candidateSchema, requestSchema, seedSchema } from '../src/record.ts'

t.test('whatever id a seed may have, the rows made of it have valid ids', async (t) => {
  const seed = { id: 'x'.repeat(5000), difficulty: 'easy', modules: [], task: 'a task' }
  t.ok(seedSchema.safeParse(seed).success)
  t.notOk(seedSchema.safeParse({ ...seed, id: seed.id + 'x' }).success)
  const ids = { id: `distill_${seed.id}_v100_r9`, prompt_id: seed.id, version: 100 }
  const prompts = { system_prompt: '', user_prompt: 'a task', prompt_meta: seed, api_context_injected: [] }
  const generation = { temperature: 0, top_p: 1, max_tokens: 1, seed: 1 }
  t.ok(requestSchema.safeParse({ ...ids, ...prompts, generation }).success)
  const parsed = { prompt: seed, teacher_model: null, plan: null, code: '', code_hash: '', reply_key: null }
  const lists = { parse_errors: [], parse_warnings: [], api_context_injected: [] }
  t.ok(candidateSchema.safeParse({ ...ids, ...parsed, ...lists }).success)
})
