import type { Duplex } from 'node:stream'
import type { Request, Verdict } from '../src/record.ts'
import { NextRound } from '../src/requests/next-round.ts'
import { openRepairer } from '../src/requests/repair-request.ts'
import type { StageFactory } from '../src/stream/chain.ts'
import { rounds } from '../src/stream/rounds.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import type { OpenStage, StageOpener } from '../src/stream/stage.ts'

type Parser = (context: RunContext) => Duplex

/**
 * requests → verdicts. With --repair and --until-covered, what the verdicts call for is asked in further rounds, of the
 * same teacher and within the same budget.
 */
export function inRounds(openTeacher: StageOpener, parse: Parser, openJudge: StageOpener): StageFactory {
  return async (context) => {
    const held: { close(): unknown }[] = []
    const hold = <T extends { close(): unknown }>(it: T): T => {
      held.push(it)
      return it
    }
    try {
      const teacher = hold(await openTeacher(context))
      const judge = hold(await openJudge(context))
      const { repair = 0, untilCovered } = context.options
      if (repair === 0 && !untilCovered) {
        return [teacher.stream(() => teacher.close()), parse(context), judge.stream(() => judge.close())]
      }
      const plan = hold(new NextRound(context.options, await openRepairer(context.options)))
      return manyRounds(context, { teacher, parse, judge, plan })
    } catch (error) {
      for (const it of held) await it.close()
      throw error
    }
  }
}

interface Parts {
  teacher: OpenStage
  parse: Parser
  judge: OpenStage
  plan: NextRound
}

function manyRounds(context: RunContext, { teacher, parse, judge, plan }: Parts): Duplex {
  const { facts, interrupt } = context
  facts.attempts = plan.facts
  let isAnswered = false

  return rounds<Request, Verdict>({
    streams: () => [teacher.stream(), parse(context), judge.stream()],
    entered: (request) => plan.asked(request),
    left: (verdict) => {
      isAnswered = true
      plan.judged(verdict)
    },
    next: () => {
      // After a round without a single answer, asking on would only knock at a closed door.
      const mayAsk = isAnswered && !interrupt?.aborted && !facts.teacher?.over_budget
      isAnswered = false
      return plan.next({ mayAsk })
    },
    close: async () => {
      plan.close()
      await Promise.all([teacher.close(), judge.close()])
    },
  })
}
