/** What the levels remarked on a row, and what became of its probes, in words. */
import type { Trace } from '../record.ts'

/** 'L2 warning argument-type, line 12: a colour is a number', an issue each; of old datasets none. */
export function remarksOf({ issues = [] }: Pick<Trace, 'issues'>): string[] {
  return issues.map(({ level, severity, code, line, message }) => {
    const place = typeof line === 'number' ? `, line ${line}` : ''
    return `${level} ${severity} ${code}${place}: ${message}`
  })
}

/** '3 of 4 held, 1 unknown'; undefined where none were asked. */
export function probesOf({ probes }: Pick<Trace, 'probes'>): string | undefined {
  if (!probes || probes.total === 0) return undefined
  const { total, held, failed, unknown } = probes
  const others = [
    [failed, 'failed'],
    [unknown, 'unknown'],
  ] as const
  const told = others.filter(([count]) => count > 0).map(([count, answer]) => `${count} ${answer}`)
  return [`${held} of ${total} held`, ...told].join(', ')
}
