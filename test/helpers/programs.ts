import type { Selected, Verdict } from '../../src/record.ts'
import { hash32, seededRandom } from '../../src/stream/random.ts'

/** A program of its own: no two names give programs that are alike. `lines` statements of about eight tokens. */
export function programText(name: string, lines = 20): string {
  const words = ['add', 'set', 'move', 'turn', 'grow', 'fade', 'spin', 'drop', 'push', 'pull', 'wrap', 'tint']
  const random = seededRandom(hash32(name))
  const next = (limit: number) => Math.floor(random() * limit)
  const marks = ['+', '-', '*', '/', '%', '&&', '||', '<', '>', '===']
  const statement = () => {
    const shape = next(4)
    const [word, value, mark] = [words[next(12)], next(1000), marks[next(10)]]
    if (shape === 0) return `${word}${next(50)} = ${word} ${mark} ${value}`
    if (shape === 1) return `this.${word}.${words[next(12)]}(${value}, [${next(99)}])`
    if (shape === 2) return `if (${word} ${mark} ${value}) { ${words[next(12)]}++ }`
    return `const ${word}${next(900)} = { ${words[next(12)]}: ${value} ${mark} ${next(9)} }`
  }
  return Array.from({ length: lines }, statement).join('\n')
}

/** A verdict that passed every level. */
export function verdictRow(id: string, overrides: Partial<Verdict> = {}): Verdict {
  const promptId = overrides.prompt_id ?? `prompt-${id}`
  return {
    id,
    prompt_id: promptId,
    version: 1,
    prompt: { id: promptId, difficulty: 'easy', modules: ['Scene'], task: `Task ${id}` },
    teacher_model: 'teacher',
    plan: { requirements: 'do it', apis: ['Scene'], steps: ['one', 'two'], raw: '' },
    code: programText(id),
    code_hash: `hash-${id}`,
    parse_errors: [],
    parse_warnings: [],
    api_context_injected: [],
    reply_key: `key-${id}`,
    passed: true,
    l1_passed: true,
    l2_passed: true,
    l3_passed: true,
    l4_passed: true,
    validation: { levels: {} },
    ...overrides,
  }
}

export function selectedRow(id: string, overrides: Partial<Selected> = {}): Selected {
  return { ...verdictRow(id, overrides), selected: true, quality_score: 0.5, quality: { overall: 0.5 }, ...overrides }
}

/** The rows in another order; a different one for each seed. */
export function reordered<Row>(rows: readonly Row[], seed: number): Row[] {
  const random = seededRandom(seed)
  const keyed = rows.map((row) => ({ row, key: random() }))
  return keyed.toSorted((a, b) => a.key - b.key).map(({ row }) => row)
}
