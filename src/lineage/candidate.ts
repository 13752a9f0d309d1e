/** The program of a dataset row as a candidate again, and the options under which it was judged. */
import type { Options } from '../config.ts'
import { codeInOutput } from '../formats/canonical.ts'
import type { Lineage } from '../formats/lineage.ts'
import { LEVELS, type Candidate, type Level } from '../record.ts'
import { parseReplyText } from '../reply/parse-reply.ts'
import { sha256 } from '../sha256.ts'

/** The candidate in an answer of the dataset, with the seed that its lineage has. */
export function candidateOf(lineage: Lineage, output: string): Candidate {
  const { plan, code: trimmed, errors, warnings } = parseReplyText(output)
  // Programs that came in no reply may end in blanks, and are hashed with them.
  const code = codeInOutput(output) ?? trimmed
  return {
    id: lineage.id,
    prompt_id: lineage.prompt_id,
    version: Math.max(1, lineage.version),
    prompt: lineage.seed,
    teacher_model: lineage.teacher_model || null,
    plan,
    code,
    code_hash: sha256(code),
    parse_errors: errors,
    parse_warnings: warnings,
    api_context_injected: [],
    reply_key: lineage.reply_key || null,
    source: lineage.source,
  }
}

/** The levels that judged a row. */
export function judgedLevels({ levels }: Pick<Lineage, 'levels'>): Level[] {
  return LEVELS.filter((level) => typeof levels[level] === 'boolean')
}

type Judging = Pick<Options, 'levels' | 'skipRuntime' | 'allLevels' | 'frames' | 'checkTimeout' | 'runtime'>

/**
 * What a row was judged under: what its verdict does not say (those of others) is as in `options`. All levels run, so
 * that a program which now fails early shows what became of the later ones.
 */
export function judgedUnder(lineage: Lineage, options: Options): Judging {
  const { runtime, frames = options.frames, check_timeout = options.checkTimeout } = lineage.conditions
  return {
    levels: judgedLevels(lineage),
    skipRuntime: false,
    allLevels: true,
    frames,
    checkTimeout: check_timeout,
    runtime: runtime === undefined ? options.runtime : runtime.startsWith('browser') ? 'browser' : 'headless',
  }
}
