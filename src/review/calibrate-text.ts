/** A calibration as people read it. */
import { oneLine } from '../text/printable.ts'
import { renderAgreements } from './agreement.ts'
import type { Calibration } from './calibrate.ts'
import type { Suggestion } from './suggest.ts'
import type { Share } from './wilson.ts'

const LABEL = 44

/** Tables of shares with their 95 % intervals, then what they call for; safe to show, whatever the rows hold. */
export function renderCalibration(found: Calibration, suggested: readonly Suggestion[]): string {
  const { rows, faults } = found
  const lines = [
    `${rows.passed} rows that passed and ${rows.rejected} that were rejected have been judged` +
      (rows.stale > 0 ? `; ${rows.stale} decisions are about other programs` : '') +
      (rows.unknown > 0 ? `; ${rows.unknown} about no row of these verdicts` : ''),
    ...(rows.rejected > 0 ? [] : ['nothing is known of false rejects: review with --rejected N']),
    '',
    line('passed, but people reject it', found.false_accepts),
    ...Object.entries(faults).map(([fault, { level, ...share }]) =>
      line(`  ${level} ${FAULT_TEXTS[fault] ?? fault}`, share),
    ),
    ...found.warnings.map(({ level, code, ...share }) => line(`  with the warning ${level} ${code}`, share)),
    line('rejected, but people keep it', found.false_rejects),
    ...found.levels.flatMap(({ level, ...share }) => [
      line(`  by ${level}`, share),
      ...found.codes.filter((each) => each.level === level).map(({ code, ...each }) => line(`    ${code}`, each)),
    ]),
    '',
    ...(suggested.length === 0 ? ['no class of errors calls for a change'] : suggested.flatMap(suggestionLines)),
    ...renderAgreements(found.agreements),
  ]
  return lines.map((text) => `${oneLine(text, ' ')}\n`).join('')
}

const FAULT_TEXTS: Readonly<Record<string, string>> = {
  runs: 'does not run',
  function: 'does not do what the task asks',
  plan_agrees: 'plan and code do not agree',
  quality: 'poor code',
}

function line(label: string, share: Share): string {
  return share.n === 0 ? `${label.padEnd(LABEL)} -` : `${label.padEnd(LABEL)} ${shown(share)}`
}

/** '3 of 20, 15.0 % (5.2 to 36.0)' */
function shown({ n, count, share, low, high }: Share): string {
  const percent = (part: number) => (100 * part).toFixed(1)
  return `${count} of ${n}, ${percent(share)} % (${percent(low)} to ${percent(high)})`
}

function suggestionLines({ about, share, limit, certain, change }: Suggestion): string[] {
  const sure = certain ? '' : '; too few rows to be sure'
  return [`${about}: ${shown(share)}, above ${100 * limit} %${sure}`, `  ${change}`]
}
