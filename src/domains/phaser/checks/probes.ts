import type { Check, CheckIssue } from '../../../checks/check.ts'
import { askProbes, type Answered } from '../probes/ask.ts'
import { probesOf } from '../probes/rules.ts'

/** What a seed says of behaviour must be what the run showed. */
export const probes: Check = {
  id: 'probes',
  level: 'L4',
  meta: {
    description: "The seed's probes, or those that its hints stand for, hold in what the run showed.",
    codes: {
      'probe-failed': 'the run showed that something which the seed asks for is not so',
      'probe-unknown': "the run could not answer one of the seed's own probes",
      'probe-invalid': "one of the seed's own probes has no known kind, or fields that its kind does not take",
    },
    reads: ['seed'],
  },
  run({ seed, observed, code }) {
    const asked = probesOf(seed)
    const answers = askProbes(asked.probes, observed, code)
    const count = (answer: string) => answers.filter(({ outcome }) => outcome?.answer === answer).length
    return {
      issues: answers.flatMap((answered) => issuesOf(answered, asked.own)),
      metrics: {
        probes_total: answers.length,
        probes_held: count('holds'),
        probes_failed: count('fails'),
        probes_unknown: count('unknown'),
      },
    }
  },
}

function issuesOf({ probe, severity, outcome, fault }: Answered, own: boolean): CheckIssue[] {
  const symbol = probe.kind
  const name = told(probe)
  if (!outcome) return [{ code: 'probe-invalid', severity: 'warning', message: `${name}: ${fault}`, symbol }]
  if (outcome.answer === 'fails')
    return [{ code: 'probe-failed', severity, message: `${name}: ${outcome.seen}`, symbol }]
  // What hints stand for was never asked in so many words: that a run cannot tell is no news.
  const isNews = own && outcome.answer === 'unknown'
  return isNews ? [{ code: 'probe-unknown', severity: 'info', message: `${name}: ${outcome.seen}`, symbol }] : []
}

/** A probe in words: `moves-on-key (key W, speed_px_s 240)`. */
function told({ kind, severity: _, ...args }: Answered['probe']): string {
  const parts = Object.entries(args).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return parts.length > 0 ? `${kind} (${parts.join(', ')})` : kind
}
