/** official: a clone of example programs in, verdicts out: each made to stand alone, run, described, and checked. */
import { Readable, type Duplex } from 'node:stream'
import { LevelCounts } from '../src/checks/level-counts.ts'
import { readExamples, type FoundExample } from '../src/official/clone/examples.ts'
import { openDescriber } from '../src/official/describe.ts'
import { LEVELS, type Verdict } from '../src/record.ts'
import { PASSED } from '../src/select/gates.ts'
import { domain } from '../src/domains/registry.ts'
import { concurrentMap } from '../src/stream/concurrent-map.ts'
import type { RunContext } from '../src/stream/run-context.ts'

/** Programs kept ready for the workers beyond one each. */
const AHEAD = 4

/** The programs of a clone that could be made to stand alone; the other files are dropped with their reasons. */
export async function readClone(context: RunContext, root: string): Promise<Readable> {
  const { options, ledger } = context
  const examples = await domain().examples()
  const tally = ledger.stage('official')
  function* found(): Generator<FoundExample> {
    for (const each of readExamples(root, examples, options)) {
      if (context.interrupt?.aborted || tally.out === options.maxItems) return
      tally.in++
      if ('reason' in each) tally.drop(each.reason, { path: each.path, message: each.message })
      else {
        tally.out++
        yield each
      }
    }
  }
  return Readable.from(found())
}

/** Examples → verdicts, all of them. */
export async function judgeExamples(context: RunContext): Promise<Duplex> {
  const { options, ledger, facts } = context
  const describer = await openDescriber(options, (message) => context.notice(message))
  const counts = new LevelCounts()
  const ends = new Map<string, number>()
  const close = async (): Promise<void> => {
    const failed = LEVELS.flatMap((level) => (ends.has(level) ? [`${ends.get(level)} failed ${level}`] : []))
    if (ends.size > 0) context.notice([`${ends.get('passed') ?? 0} programs passed`, ...failed].join(', '))
    await describer.close()
  }
  const judge = async (example: FoundExample): Promise<Verdict> => {
    const verdict = await describer.judge(example)
    counts.add(verdict)
    const end = verdict.passed
      ? 'passed'
      : (LEVELS.find((level) => verdict[PASSED[level]] === false) ?? 'not all levels run')
    ends.set(end, (ends.get(end) ?? 0) + 1)
    facts.levels = counts.snapshot()
    facts.run = { ...facts.run, ...describer.facts }
    return verdict
  }
  return concurrentMap(ledger.stage('validate'), judge, {
    concurrency: options.jobs + AHEAD,
    close,
  })
}
