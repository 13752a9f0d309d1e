/** From an example to a verdict: run it, say what it does, and check the whole. */
import { indexFile, loadIndexFile } from '../api-index/index-store.ts'
import type { Options } from '../config.ts'
import type { Example } from '../domains/examples.ts'
import { domain } from '../domains/registry.ts'
import { renderPlan } from '../formats/canonical.ts'
import type { Candidate, Verdict } from '../record.ts'
import { summaryOf, type Observed } from '../runtime/observed.ts'
import { sha256 } from '../sha256.ts'
import { openValidator, type Validator } from '../workers/validator.ts'
import type { FoundExample } from './clone/examples.ts'

export interface Describer {
  /** The verdict on an example. Rejects as `Validator.validate` does. */
  judge(example: FoundExample): Promise<Verdict>
  /** What varies between equal runs, for the report. */
  readonly facts: Validator['facts']
  close(): Promise<void>
}

/** Opens the validator and the API index. Throws as `openValidator` does. */
export async function openDescriber(options: Options, notice: (message: string) => void): Promise<Describer> {
  const source = await domain().api()
  const examples = await domain().examples()
  const index = loadIndexFile(await indexFile(source, options.cache))
  // The task is told from all that a run shows, whatever the verdict is to carry of it.
  const validator = await openValidator({ ...options, observations: true }, notice)
  return {
    close: () => validator.close(),
    get facts() {
      return validator.facts
    },
    async judge(found) {
      const draft = candidateOf(found, options)
      // Its first run says what it does; the second look is at program, task and plan together.
      const { validation } = await validator.validate(draft)
      const observed = (validation.observed ?? null) as Observed | null
      const told: Example = { ...found, lang: languageFor(found, options), observed }
      const described = examples.describe(told, index)
      if (!described) return shown(await validator.validate(draft), options)
      const { prompt, plan } = described
      const candidate = { ...draft, prompt: { ...draft.prompt, ...prompt }, plan: { ...plan, raw: renderPlan(plan) } }
      return shown(await validator.validate(candidate), options)
    },
  }
}

/** zh or en by the hash of the path, so that a language does not follow the order of folders. */
function languageFor({ path }: FoundExample, { taskLang }: Options): 'zh' | 'en' {
  if (taskLang !== 'both') return taskLang
  return parseInt(sha256(path).slice(0, 8), 16) % 2 === 0 ? 'zh' : 'en'
}

function candidateOf(found: FoundExample, { source }: Options): Candidate {
  const { path, title, code, assets, licence, commit, repository } = found
  const hash = sha256(code)
  const id = `official_${sha256(`${repository}\n${path}`).slice(0, 12)}`
  return {
    id,
    prompt_id: id,
    version: 1,
    prompt: { id, difficulty: 'easy', modules: [], task: title },
    teacher_model: null,
    plan: null,
    code,
    code_hash: hash,
    parse_errors: [],
    parse_warnings: [],
    api_context_injected: [],
    reply_key: null,
    source,
    licence: licence.id,
    licence_from: licence.from,
    commit,
    path,
    repository,
    assets,
  }
}

function shown(verdict: Verdict, { observations }: Options): Verdict {
  const { observed } = verdict.validation
  if (observations || !observed) return verdict
  return { ...verdict, validation: { ...verdict.validation, observed: summaryOf(observed as Observed) } }
}
