/** How many verdicts each level saw, passed and complained about: the `levels` of report.json. */
import type { Level, Verdict } from '../record.ts'
import type { LevelFacts } from '../stream/facts.ts'

/** Counts verdicts as they pass. */
export class LevelCounts {
  readonly #levels = new Map<Level, { in: number; passed: number; issues: Map<string, number> }>()

  /** Counts one verdict; levels that did not run are left out. */
  add({ validation: { levels } }: Pick<Verdict, 'validation'>): void {
    for (const [level, result] of Object.entries(levels)) {
      if (result.passed === null) continue
      const count = this.#of(level as Level)
      count.in++
      if (result.passed) count.passed++
      for (const code of new Set(result.issues.map((issue) => issue.code))) {
        count.issues.set(code, (count.issues.get(code) ?? 0) + 1)
      }
    }
  }

  /** The counts so far, levels and codes in byte order. */
  snapshot(): Partial<Record<Level, LevelFacts>> {
    const levels = [...this.#levels].toSorted(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(
      levels.map(([level, { issues, ...count }]) => {
        const sorted = [...issues].toSorted(([a], [b]) => (a < b ? -1 : 1))
        return [level, { ...count, issues: Object.fromEntries(sorted) }]
      }),
    )
  }

  #of(level: Level): { in: number; passed: number; issues: Map<string, number> } {
    let count = this.#levels.get(level)
    if (!count) this.#levels.set(level, (count = { in: 0, passed: 0, issues: new Map() }))
    return count
  }
}
