/** What a row of a dataset says, whoever made it: task and program, out of the shapes that trainers read. */
import { findFences } from '../reply/fences.ts'

export interface RowText {
  /** What the user asks. */
  readonly task: string
  /** The program of the answer: its longest fence, else all of it. */
  readonly code: string
  /** As it stands beside the turns; {} where there is none. */
  readonly metadata: Readonly<Record<string, unknown>>
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Task and program of a row: alpaca (`instruction`, `input`, `output`), sharegpt (`conversations`), openai (`messages`)
 * or trl (`prompt`, `completion`); of a conversation the first turn of the user and the last one of the assistant, of a
 * pair the chosen answer. Undefined when there is no task or no answer.
 */
export function readRow(value: unknown): RowText | undefined {
  const { task, code, metadata } = readParts(value)
  return task === undefined || code === undefined ? undefined : { task, code, metadata }
}

/** The same of what may be a task alone, a program alone or a record of ours: seeds, candidates, verdicts. */
export function readParts(value: unknown): Partial<RowText> & Pick<RowText, 'metadata'> {
  if (!isFields(value)) return { metadata: {} }
  const [task, answer] = recordOf(value) ?? turnsOf(value) ?? promptOf(value) ?? instructionOf(value)
  return {
    ...(isBlank(task) ? {} : { task }),
    ...(isBlank(answer) ? {} : { code: programIn(answer) }),
    metadata: isFields(value.metadata) ? value.metadata : {},
  }
}

function isBlank(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === ''
}

/** The program in an answer: the content of the longest fence that is no plan, else all of it. */
export function programIn(answer: string): string {
  const fences = findFences(answer).filter(({ language }) => language !== 'plan')
  const longest = fences.reduce((most, { content }) => (content.length > most.length ? content : most), '')
  return (longest || answer).trim()
}

type Said = readonly [task: string | undefined, answer: string | undefined]

/** `task` of a seed, `code` of a program, with the seed under `prompt`. */
function recordOf({ task, code, prompt }: Fields): Said | undefined {
  const asked = textOf(task) ?? (isFields(prompt) ? textOf(prompt.task) : textOf(prompt))
  return typeof task === 'string' || typeof code === 'string' ? [asked, textOf(code)] : undefined
}

function turnsOf(row: Fields): Said | undefined {
  const turns = [row.messages, row.conversations].find(Array.isArray)
  if (!turns) return undefined
  const asked = firstOf(turns, USER)
  return [asked, lastOf(turns, ASSISTANT) ?? textOf(row.chosen)]
}

function promptOf(row: Fields): Said | undefined {
  if (row.prompt === undefined) return undefined
  const asked = Array.isArray(row.prompt) ? firstOf(row.prompt, USER) : textOf(row.prompt)
  return [asked, textOf(row.completion ?? row.chosen ?? row.response ?? row.output)]
}

function instructionOf({ instruction, input, output, response, chosen }: Fields): Said {
  const asked = [instruction, input].filter((part) => typeof part === 'string' && part.trim() !== '')
  return [asked.join('\n'), textOf(output ?? response ?? chosen)]
}

const USER = new Set(['user', 'human'])
const ASSISTANT = new Set(['assistant', 'gpt', 'model'])

const firstOf = (turns: readonly unknown[], roles: ReadonlySet<string>) => textOf(turns.find(saidBy(roles)))
const lastOf = (turns: readonly unknown[], roles: ReadonlySet<string>) => textOf(turns.findLast(saidBy(roles)))

function saidBy(roles: ReadonlySet<string>): (turn: unknown) => boolean {
  return (turn) => isFields(turn) && roles.has(String(turn.role ?? turn.from))
}

/** The text of a string, of a turn, of the last turn of a list, or of a list of parts. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return lastOf(value, ASSISTANT) ?? partsOf(value)
  if (!isFields(value)) return undefined
  const content = value.content ?? value.value
  return Array.isArray(content) ? partsOf(content) : typeof content === 'string' ? content : undefined
}

function partsOf(parts: readonly unknown[]): string | undefined {
  const texts = parts.flatMap((part) => (isFields(part) && typeof part.text === 'string' ? [part.text] : []))
  return texts.length === 0 ? undefined : texts.join('\n')
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
