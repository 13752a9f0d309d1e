import type { Sample } from '../../src/record.ts'

/** A dataset row; `metadata` overrides single fields. */
export function sample(
  metadata: Partial<Sample['metadata']> = {},
  row: Partial<Omit<Sample, 'metadata'>> = {},
): Sample {
  return {
    system: 'You write games.',
    instruction: 'Make a ball bounce.',
    input: '',
    output: '```javascript\nplay()\n```',
    ...row,
    metadata: {
      id: 'distill_ball_v1',
      prompt_id: 'ball',
      source: 'distill',
      difficulty: 'easy',
      modules: ['Scene', 'Physics'],
      split: 'train',
      group: 'g1',
      held_out: '',
      quality_score: 0.5,
      teacher_model: 'some-model',
      code_hash: 'c0de',
      reply_key: 'r1',
      tokens: 120,
      ...metadata,
    },
  }
}
