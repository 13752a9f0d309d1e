/** What a reviewer has decided so far, and which row is next. Runs in the page, by the rule in src/runtime/guest/kit.ts. */

export interface Rubric {
  runs?: number
  function?: number
  quality?: number
  plan_agrees?: number
  note?: string
}

export interface PageDecision extends Rubric {
  readonly id: string
  readonly decision: 'keep' | 'reject' | 'undo'
}

export interface Judging {
  /** Index of the row that is to be decided; -1 when all are. */
  current(): number
  decided(): number
  /** All that was decided and not undone, in the order in which it was. */
  decisions(): PageDecision[]
  decide(decision: 'keep' | 'reject', rubric: Rubric): PageDecision
  /** Puts the row at the end of what is left. */
  skip(): void
  /** Takes the last decision back and returns it; undefined when there is none. */
  undo(): PageDecision | undefined
}

/** `ids`: of the rows, in their order. `earlier`: what was decided before, in another session. */
export function makeJudging(ids: readonly string[], earlier: readonly PageDecision[]): Judging {
  const made: PageDecision[] = earlier.filter(({ id }) => ids.includes(id))
  const isDecided = (id: string) => made.some((decision) => decision.id === id)
  const left = ids.filter((id) => !isDecided(id))
  return {
    current: () => (left.length === 0 ? -1 : ids.indexOf(left[0])),
    decided: () => made.length,
    decisions: () => [...made],
    decide: (decision, rubric) => {
      const whole: PageDecision = { id: left.shift()!, decision, ...rubric }
      made.push(whole)
      return whole
    },
    skip: () => {
      if (left.length > 1) left.push(left.shift()!)
    },
    undo: () => {
      const last = made.pop()
      if (last !== undefined) left.unshift(last.id)
      return last
    },
  }
}
