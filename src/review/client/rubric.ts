/// <reference lib="dom" />
/** The questions that a reviewer answers of a row. Runs in the page, by the rule in src/runtime/guest/kit.ts. */
import type { Make } from './elements.ts'
import type { Rubric } from './judging.ts'

export interface RubricForm {
  readonly element: HTMLElement
  /** Shows the answers of a row; a row without a plan is not asked about it. */
  show(answers: Rubric, hasPlan: boolean): void
  answers(): Rubric
  /** The first question that is still open, in words; '' when there is none. */
  open(): string
  /** Gives the question of this key its next answer, or the one that has the focus the answer of this figure; false: it is no such key. */
  press(key: string): boolean
}

export function makeRubric(make: Make): RubricForm {
  const QUESTIONS = [
    {
      key: 'r',
      name: 'runs',
      title: 'It runs',
      answers: [
        [1, 'yes'],
        [0, 'no'],
      ],
    },
    {
      key: 'f',
      name: 'function',
      title: 'It does what the task asks',
      answers: [
        [2, 'all'],
        [1, 'in part'],
        [0, 'no'],
      ],
    },
    {
      key: 'q',
      name: 'quality',
      title: 'Quality of the code',
      answers: [
        [2, 'good'],
        [1, 'fair'],
        [0, 'poor'],
      ],
    },
    {
      key: 'p',
      name: 'plan_agrees',
      title: 'Plan and code agree',
      answers: [
        [1, 'yes'],
        [0, 'no'],
      ],
    },
  ] as const
  const inputs = (name: string) => Array.from(form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`))
  const fieldset = ({ key, name, title, answers }: (typeof QUESTIONS)[number]) =>
    make(
      'fieldset',
      { id: `ask-${name}` },
      make('legend', {}, `${title} `, make('kbd', {}, key)),
      make(
        'span',
        { class: 'answers' },
        ...answers.map(([value, word]) =>
          make('label', {}, make('input', { type: 'radio', name, value: String(value) }), ` ${word} (${value})`),
        ),
      ),
    )
  const note = make('textarea', { id: 'note', rows: '2', maxlength: '2000' }) as HTMLTextAreaElement
  const form = make(
    'div',
    { class: 'rubric', role: 'group', 'aria-label': 'What you say of it' },
    ...QUESTIONS.map(fieldset),
    make('label', { for: 'note' }, 'Note ', make('kbd', {}, 'n')),
    note,
  )
  let asked: readonly (typeof QUESTIONS)[number][] = QUESTIONS

  const answerTo = (name: string): number | undefined => {
    const chosen = inputs(name).find(({ checked }) => checked)
    return chosen && Number(chosen.value)
  }
  /** The answer of this value to the question that has the focus. */
  const atHand = (value: string): HTMLInputElement | undefined => {
    const focused = document.activeElement
    return focused instanceof HTMLInputElement ? inputs(focused.name).find((each) => each.value === value) : undefined
  }
  return {
    element: form,
    show: (answers, hasPlan) => {
      asked = QUESTIONS.filter(({ name }) => hasPlan || name !== 'plan_agrees')
      for (const { name } of QUESTIONS) {
        const isAsked = asked.some((question) => question.name === name)
        document.getElementById(`ask-${name}`)!.hidden = !isAsked
        for (const input of inputs(name)) input.checked = isAsked && answers[name] === Number(input.value)
      }
      note.value = answers.note ?? ''
    },
    answers: () => {
      const said = asked.map(({ name }) => [name, answerTo(name)] as const).filter(([, answer]) => answer !== undefined)
      const text = note.value.trim()
      return { ...(Object.fromEntries(said) as Rubric), ...(text === '' ? {} : { note: text }) }
    },
    open: () => asked.find(({ name }) => answerTo(name) === undefined)?.title ?? '',
    press: (key) => {
      const question = asked.find((each) => each.key === key)
      const all = question ? inputs(question.name) : []
      const next = question ? all[(all.findIndex(({ checked }) => checked) + 1) % all.length] : atHand(key)
      if (next === undefined) return false
      next.checked = true
      next.focus()
      return true
    },
  }
}
