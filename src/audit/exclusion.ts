/** Decontamination: which rows are too like what a model will be evaluated with. */
import { TokenLcs } from '../select/token-lcs.ts'
import { maskTask } from '../split/template.ts'
import { LCS_CANDIDATES, LEAK, twinPrint, type TwinPrint } from '../split/twins.ts'
import { OverlapIndex, plainWords, trigramsOf } from '../text/trigrams.ts'
import { NEAR_TASK } from './leaks.ts'
import { frameRemover } from './task-frame.ts'

/** A prompt, a program, or both. */
export interface Excluded {
  /** For messages. */
  readonly name: string
  readonly task?: string
  readonly code?: string
}

export interface PromptText {
  readonly task: string
  /** The prompt as a trainer will show it: what is excluded may be whole prompts of a dataset of ours. */
  readonly instruction: string
}

export interface CandidateText extends PromptText {
  readonly code: string
}

/** Finds what a row is like among prompts and programs that are kept out. */
export class Exclusion {
  readonly #withoutFrame: (prompt: string) => string
  readonly #words = new Map<string, string>()
  readonly #templates = new Map<string, string>()
  readonly #tasks: string[] = []
  readonly #trigrams = new OverlapIndex<string>()
  readonly #programs: { name: string; print: TwinPrint }[] = []
  readonly #plain = new OverlapIndex<number>()
  readonly #masked = new OverlapIndex<number>()
  readonly #lcs = new TokenLcs()

  constructor(all: readonly Excluded[]) {
    this.#withoutFrame = frameRemover(all.flatMap(({ task }) => (task === undefined ? [] : [task])))
    for (const { name, task, code } of all) {
      if (task !== undefined) this.#addTask(name, task)
      if (code !== undefined) this.#addProgram(name, code)
    }
  }

  /** What the row is like, in words: 'program like eval.jsonl:3'; undefined when it may stay. */
  find({ code, ...prompt }: CandidateText): string | undefined {
    return this.findPrompt(prompt) ?? said('program like', this.#nearProgram(code))
  }

  /** The same of a prompt without a program: 'same template as eval.jsonl:3'. */
  findPrompt({ task, instruction }: PromptText): string | undefined {
    const texts = [task, this.#withoutFrame(instruction)]
    return (
      said(
        'same prompt as',
        firstOf(texts, (text) => this.#words.get(plainWords(text))),
      ) ??
      said(
        'same template as',
        firstOf(texts, (text) => this.#templates.get(maskTask(text))),
      ) ??
      said('prompt like', this.#nearTask(task))
    )
  }

  #addTask(name: string, whole: string): void {
    const task = this.#withoutFrame(whole)
    for (const text of [whole, task]) setOnce(this.#words, plainWords(text), name)
    setOnce(this.#templates, maskTask(task), name)
    this.#trigrams.add(trigramsOf(task))
    this.#tasks.push(name)
  }

  #addProgram(name: string, code: string): void {
    const print = twinPrint(code)
    this.#plain.add(new Set(print.plain))
    this.#masked.add(new Set(print.masked))
    this.#programs.push({ name, print })
  }

  #nearTask(task: string): string | undefined {
    const at = this.#trigrams.similarities(trigramsOf(task)).findIndex((similarity) => similarity >= NEAR_TASK)
    return this.#tasks[at]
  }

  #nearProgram(code: string): string | undefined {
    if (this.#programs.length === 0) return undefined
    const { tokens, plain, masked } = twinPrint(code)
    const [asIs, renamed] = [this.#plain.similarities(new Set(plain)), this.#masked.similarities(new Set(masked))]
    const isTwin = (at: number) =>
      asIs[at] >= LEAK.plain ||
      renamed[at] >= LEAK.masked ||
      (asIs[at] >= LCS_CANDIDATES && this.#lcs.ratio(tokens, this.#programs[at].print.tokens, LEAK.lcs) > 0)
    return this.#programs.find((_, at) => isTwin(at))?.name
  }
}

function said(how: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${how} ${name}`
}

function firstOf(texts: readonly string[], look: (text: string) => string | undefined): string | undefined {
  return texts.map(look).find((found) => found !== undefined)
}

/** A text that is nothing but slots or marks is like no other. */
function setOnce(names: Map<string, string>, key: string, name: string): void {
  if (key !== '' && !names.has(key)) names.set(key, name)
}
