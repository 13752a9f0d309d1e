/** The plan of a reply: where it stands, and what its sections say. Linear in the text. */
import type { Plan } from '../record.ts'
import type { ParseWarning } from './codes.ts'
import { findFences, lines, type Fence } from './fences.ts'

export interface PlanBlock {
  /** The text between the tags. */
  text: string
  /** Offsets of the whole block, tags included. */
  start: number
  end: number
  warnings: ParseWarning[]
}

// [PLAN], [plan ], 【PLAN】, **[PLAN]**, with the closing forms alike.
const OPEN_TAG = /[[【]\s{0,3}plan\s{0,3}[\]】]/i
const CLOSE_TAG = /[[【]\s{0,3}[/／]\s{0,3}plan\s{0,3}[\]】]/i
const PLAN_LANGUAGES = new Set(['plan', '', 'text', 'txt', 'json', 'markdown', 'md', 'yaml'])

/** Finds the plan: a tagged block, else a fence named `plan`, else a JSON fence with a plan's keys. */
export function findPlan(text: string, fences: readonly Fence[]): PlanBlock | undefined {
  return taggedPlan(text, fences) ?? fencedPlan(fences)
}

function taggedPlan(text: string, fences: readonly Fence[]): PlanBlock | undefined {
  const open = OPEN_TAG.exec(text)
  if (!open) return undefined
  const home = fences.find((fence) => fence.start <= open.index && open.index < fence.end)
  if (home && !PLAN_LANGUAGES.has(home.language)) return undefined
  const warnings: ParseWarning[] = open[0] === '[PLAN]' ? [] : ['plan-tag-form']
  const contentStart = open.index + open[0].length
  const rest = text.slice(contentStart)
  const close = CLOSE_TAG.exec(rest)
  const nextCode = fences.find((fence) => fence.start >= contentStart && !PLAN_LANGUAGES.has(fence.language))
  const limit = (home?.end ?? nextCode?.start ?? text.length) - contentStart
  const start = home?.start ?? open.index
  if (home) warnings.push('plan-in-fence')
  if (!close || close.index > limit) {
    warnings.push('plan-not-closed')
    return { text: withoutFence(rest.slice(0, limit)), start, end: contentStart + limit, warnings }
  }
  const end = contentStart + close.index + close[0].length
  return { text: rest.slice(0, close.index), start, end: Math.max(end, home?.end ?? 0), warnings }
}

function fencedPlan(fences: readonly Fence[]): PlanBlock | undefined {
  const named = fences.find((fence) => fence.language === 'plan')
  const found = named ?? fences.find((fence) => fence.language === 'json' && jsonPlan(fence.content) !== undefined)
  if (!found) return undefined
  return { text: found.content, start: found.start, end: found.end, warnings: [named ? 'plan-fence' : 'plan-json'] }
}

/** Takes the sections of a plan apart. Warnings say what was tolerated. */
export function parsePlan(block: PlanBlock): { plan: Plan; warnings: ParseWarning[] } {
  const warnings = [...block.warnings]
  const [fence] = findFences(block.text)
  const text = fence ? fence.content : block.text
  const json = jsonPlan(text)
  if (json) {
    if (!warnings.includes('plan-json')) warnings.push('plan-json')
    return { plan: { ...json, raw: block.text.trim() }, warnings }
  }
  const sections = readSections(text, warnings)
  const plan = {
    requirements: unbulleted(sections.get('requirements')).join('\n'),
    apis: unbulleted(sections.get('apis')).flatMap(splitList),
    steps: unbulleted(sections.get('steps')),
    raw: block.text.trim(),
  }
  const empty = plan.requirements === '' && plan.apis.length === 0 && plan.steps.length === 0
  if (empty) warnings.push('plan-without-sections')
  return { plan, warnings }
}

const SECTION = /^[\s#*_>-]{0,10}(req|requirements?|apis?|steps?|需求|步骤|接口)[*_\s]{0,6}([:：])(.*)$/i

type Section = 'requirements' | 'apis' | 'steps'

function sectionOf(word: string): Section | undefined {
  const name = word.toLowerCase()
  if (/^(req|requirements?|需求)$/.test(name)) return 'requirements'
  if (/^(apis?|接口)$/.test(name)) return 'apis'
  return /^(steps?|步骤)$/.test(name) ? 'steps' : undefined
}

function readSections(text: string, warnings: ParseWarning[]): Map<Section, string[]> {
  const sections = new Map<Section, string[]>()
  let current: string[] | undefined
  for (const line of lines(text)) {
    const head = SECTION.exec(line.text)
    if (!head) {
      current?.push(line.text)
      continue
    }
    const name = sectionOf(head[1])!
    if (head[2] === '：' && !warnings.includes('full-width-colon')) warnings.push('full-width-colon')
    current = sections.get(name) ?? []
    sections.set(name, current)
    current.push(head[3].replace(/^[*_\s]{1,6}/, ''))
  }
  return sections
}

const BULLET = /^(?:[-*•+]\s+|\d{1,3}\s?[.)、．）]\s*)/

/** Lines without bullets, numbers and blanks. */
function unbulleted(section: readonly string[] = []): string[] {
  return section.map((line) => line.trim().replace(BULLET, '').trim()).filter((line) => line !== '')
}

/** Splits at commas outside brackets, so that `add.tween({ x, y })` stays whole. */
function splitList(line: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < line.length; i++) {
    const sign = line[i]
    if ('([{（'.includes(sign)) depth++
    else if (')]}）'.includes(sign)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && ',，、;；'.includes(sign)) {
      parts.push(line.slice(start, i))
      start = i + 1
    }
  }
  parts.push(line.slice(start))
  return parts.map((part) => part.trim().replace(/^`([^`]*)`$/, '$1')).filter((part) => part !== '')
}

function jsonPlan(text: string): Omit<Plan, 'raw'> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  let value: Record<string, unknown>
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const fields = new Map(Object.entries(value).map(([key, field]) => [sectionOf(key), field]))
  if (!fields.has('apis') && !fields.has('steps')) return undefined
  return {
    requirements: texts(fields.get('requirements')).join('\n'),
    apis: texts(fields.get('apis')).flatMap(splitList),
    steps: texts(fields.get('steps')),
  }
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  return list.map((entry) => (typeof entry === 'string' ? entry.trim() : JSON.stringify(entry)))
}

/** An unclosed plan may swallow the opening line of the code fence's neighbour: cut there. */
function withoutFence(text: string): string {
  for (const line of lines(text)) if (line.text.trimStart().startsWith('```')) return text.slice(0, line.start)
  return text
}
