import type { Difficulty, Seed } from '../../../record.ts'
import { languageOf, type Language } from '../language.ts'
import { contextSection } from './system.ts'

interface Labels {
  task: string
  difficulty: string
  difficulties: Readonly<Record<Difficulty, string>>
  constraints: string
  mustUse: string
  hints: string
}

const LABELS: Readonly<Record<Language, Labels>> = {
  zh: {
    task: '任务：',
    difficulty: '难度：',
    difficulties: { easy: '基础', medium: '中等', hard: '困难' },
    constraints: '约束：',
    mustUse: '必须使用的 API：',
    hints: '验收要点：',
  },
  en: {
    task: 'Task: ',
    difficulty: 'Difficulty: ',
    difficulties: { easy: 'easy', medium: 'medium', hard: 'hard' },
    constraints: 'Constraints:',
    mustUse: 'APIs that must be used:',
    hints: 'What will be checked:',
  },
}

/** The user prompt of a request: a context, if there is one, then the task. */
export function user(seed: Seed, apiContext = ''): string {
  const labels = LABELS[languageOf(seed)]
  const task = [...instruction(seed, labels), ...list(labels.hints, seed.eval_hints)]
  return [...contextSection(seed, apiContext), ...task].join('\n\n')
}

/** The instruction of a dataset row: the user prompt without the hints, which nobody gives to a trained model. */
export function sampleInstruction(seed: Seed): string {
  return instruction(seed, LABELS[languageOf(seed)]).join('\n\n')
}

function instruction(seed: Seed, labels: Labels): string[] {
  return [
    labels.task + seed.task,
    labels.difficulty + labels.difficulties[seed.difficulty],
    ...list(labels.constraints, seed.constraints),
    ...list(labels.mustUse, seed.must_use_apis),
  ]
}

/** One section of a prompt, or none when there is nothing to list. */
function list(title: string, items: readonly string[] = []): string[] {
  return items.length === 0 ? [] : [[title, ...items.map((item) => `- ${item}`)].join('\n')]
}
