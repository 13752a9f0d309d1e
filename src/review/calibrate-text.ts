/** A calibration as people read it. */
import { padded } from '../text/columns.ts'
import { inEnglish, type Say } from '../text/localize.ts'
import { oneLine } from '../text/printable.ts'
import { renderAgreements } from './agreement.ts'
import type { Calibration, Fault } from './calibrate.ts'
import type { Suggestion } from './suggest.ts'
import type { Share } from './wilson.ts'

const LABEL = 44

/** Tables of shares with their 95 % intervals, then what they call for; safe to show, whatever the rows hold. */
export function renderCalibration(found: Calibration, suggested: readonly Suggestion[], say: Say = inEnglish): string {
  const { rows, faults } = found
  const line = (label: string, share: Share): string =>
    `${padded(label, LABEL)} ${share.n === 0 ? '-' : shown(share, say)}`
  const judged = [
    say(`${rows.passed} rows that passed and ${rows.rejected} that were rejected have been judged`),
    ...(rows.stale > 0 ? [say(`${rows.stale} decisions are about other programs`)] : []),
    ...(rows.unknown > 0 ? [say(`${rows.unknown} about no row of these verdicts`)] : []),
  ]
  const lines = [
    judged.join('; '),
    ...(rows.rejected > 0 ? [] : [say('nothing is known of false rejects: review with --rejected N')]),
    '',
    line(say('passed, but people reject it'), found.false_accepts),
    ...Object.entries(faults).map(([fault, { level, ...share }]) =>
      line(`  ${level} ${say(FAULT_TEXTS[fault as Fault])}`, share),
    ),
    ...found.warnings.map(({ level, code, ...share }) => line(`  ${say(`with the warning ${level} ${code}`)}`, share)),
    line(say('rejected, but people keep it'), found.false_rejects),
    ...found.levels.flatMap(({ level, ...share }) => [
      line(`  ${say(`by ${level}`)}`, share),
      ...found.codes.filter((each) => each.level === level).map(({ code, ...each }) => line(`    ${code}`, each)),
    ]),
    '',
    ...(suggested.length === 0
      ? [say('no class of errors calls for a change')]
      : suggested.flatMap((each) => suggestionLines(each, say))),
    ...renderAgreements(found.agreements, say),
  ]
  return lines.map((text) => `${oneLine(text, ' ')}\n`).join('')
}

const FAULT_TEXTS: Readonly<Record<Fault, string>> = {
  runs: 'does not run',
  function: 'does not do what the task asks',
  plan_agrees: 'plan and code do not agree',
  quality: 'poor code',
}

/** '3 of 20, 15.0 % (5.2 to 36.0)' */
function shown({ n, count, share, low, high }: Share, say: Say): string {
  const percent = (part: number) => (100 * part).toFixed(1)
  return say(`${count} of ${n}, ${percent(share)} % (${percent(low)} to ${percent(high)})`)
}

function suggestionLines({ about, share, limit, certain, change }: Suggestion, say: Say): string[] {
  const found = `${about}: ${shown(share, say)}, above ${100 * limit} %`
  return [certain ? say(found) : say(`${found}; too few rows to be sure`), `  ${say(change)}`]
}
