/** Chat messages of `role` and `content`, as the formats openai and trl have them. */
import type { Sample } from '../record.ts'
import { strings } from './feature.ts'
import { userTurn, type Task } from './format.ts'

export const MESSAGE_FEATURES = strings('role', 'content')

/** The messages before the answer; without a system prompt there is no system message. */
export function asked(task: Task): object[] {
  const system = task.system === '' ? [] : [{ role: 'system', content: task.system }]
  return [...system, { role: 'user', content: userTurn(task) }]
}

export function answered(content: string): object {
  return { role: 'assistant', content }
}

/** The messages before the last answer of a conversation; `turns` begin with the task. */
export function askedInTurns({ system, turns = [] }: Pick<Sample, 'system' | 'turns'>): object[] {
  const [task, ...rest] = turns.map(({ role, content }) => ({ role, content }))
  return [...asked({ system, instruction: task.content, input: '' }), ...rest]
}
