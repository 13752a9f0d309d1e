import type { PageNode } from './nodes.ts'

type Test = (element: PageNode) => boolean

export interface Selectors {
  /** Whether an element matches the list of selectors; null when that is no selector. */
  compile(selector: string): Test | null
  /** The elements below `root` that pass the test, in document order. */
  find(root: { childNodes: PageNode[] }, test: Test, found?: PageNode[]): PageNode[]
}

/** The selectors that games use: compound selectors, combinators, lists, and the common pseudo-classes. */
export function makeSelectors(): Selectors {
  const parentOf = (element: PageNode): PageNode | null =>
    element.parentNode?.nodeType === 1 ? element.parentNode : null
  const siblings = (element: PageNode): PageNode[] =>
    element.parentNode?.childNodes.filter(({ nodeType }) => nodeType === 1) ?? [element]
  const place = (element: PageNode): number => siblings(element).indexOf(element) + 1
  const fromEnd = (element: PageNode): number => siblings(element).length + 1 - place(element)

  /** `2`, `odd`, `2n+1`: null when it is none of these. */
  const nth = (formula: string): ((at: number) => boolean) | null => {
    const text = formula.replace(/\s+/g, '').replace(/^odd$/, '2n+1').replace(/^even$/, '2n')
    const parts = /^(?:([+-]?\d*)n)?([+-]?\d+)?$/.exec(text)
    if (parts === null || text === '') return null
    const step = parts[1] === undefined ? 0 : Number(/\d/.test(parts[1]) ? parts[1] : parts[1] + '1')
    const offset = Number(parts[2] ?? 0)
    return (at) => (step === 0 ? at === offset : (at - offset) % step === 0 && (at - offset) / step >= 0)
  }
  const flags: Record<string, Test | undefined> = {
    __proto__: null as never,
    'first-child': (element) => place(element) === 1,
    'last-child': (element) => fromEnd(element) === 1,
    'only-child': (element) => siblings(element).length === 1,
    empty: (element) => element.childNodes.length === 0,
    root: (element) => element.tagName === 'HTML',
    checked: (element) => element.checked === true || element.selected === true,
    disabled: (element) => element.disabled === true,
    enabled: (element) => element.disabled === false,
    hover: () => false,
    active: () => false,
    focus: () => false,
    'focus-within': () => false,
    'focus-visible': () => false,
    visited: () => false,
    link: (element) => element.tagName === 'A',
    required: (element) => element.required === true,
    scope: () => true,
  }
  const pseudo = (name: string, argument: string | undefined): Test | null => {
    if (argument === undefined) return flags[name] ?? null
    if (name === 'nth-child' || name === 'nth-last-child') {
      const test = nth(argument)
      return test && ((element) => test((name === 'nth-child' ? place : fromEnd)(element)))
    }
    const inner = compile(argument)
    if (inner === null) return null
    if (name === 'not') return (element) => !inner(element)
    return name === 'is' || name === 'where' ? inner : null
  }
  const attribute = (name: string, sign: string | undefined, value: string): Test => {
    return (element) => {
      const held = element.getAttribute(name)
      if (held === null || sign === undefined) return held !== null
      if (sign === '=') return held === value
      if (sign === '~=') return held.split(/\s+/).includes(value)
      if (sign === '|=') return held === value || held.startsWith(value + '-')
      if (value === '') return false
      return sign === '^=' ? held.startsWith(value) : sign === '$=' ? held.endsWith(value) : held.includes(value)
    }
  }

  const NAME = '-?(?:[\\w\\u0080-\\uffff]|\\\\.)(?:[\\w\\u0080-\\uffff-]|\\\\.)*|--[\\w-]*'
  const PART = new RegExp(
    `^(?:(\\*)|([#.]?)(${NAME})|\\[\\s*([\\w-]+)\\s*(?:([~|^$*]?=)\\s*(?:"([^"]*)"|'([^']*)'|([\\w-]+))\\s*[is]?)?\\s*\\]` +
      `|::?([\\w-]+)(?:\\(((?:[^()]|\\([^()]*\\))*)\\))?)`,
  )
  const COMBINATOR = /^(?:\s*([>+~])\s*|\s+)(?=\S)/
  const plain = (name: string): string => name.replace(/\\(.)/g, '$1')

  /** The test of the simple selector at the start of a text, and its length; null when there is none. */
  const simple = (text: string): { test: Test | null; length: number } | null => {
    const part = PART.exec(text)
    if (part === null) return null
    const [whole, all, sign, escaped, name, relation, quoted, single, bare, state, argument] = part
    const { length } = whole
    if (all !== undefined) return { test: () => true, length }
    if (name !== undefined) return { test: attribute(name, relation, quoted ?? single ?? bare ?? ''), length }
    if (state !== undefined) return { test: pseudo(state, argument), length }
    const wanted = plain(escaped)
    if (sign === '#') return /^\d/.test(escaped) ? null : { test: (element) => element.id === wanted, length }
    if (/^-?\d/.test(escaped)) return null
    if (sign === '.') return { test: (element) => element.className.split(/\s+/).includes(wanted), length }
    const tag = wanted.toUpperCase()
    return { test: (element) => element.tagName.toUpperCase() === tag, length }
  }

  const some = (start: PageNode | null, next: (element: PageNode) => PageNode | null, test: Test): boolean => {
    for (let at = start; at !== null; at = next(at)) if (test(at)) return true
    return false
  }
  const before = (element: PageNode): PageNode | null => siblings(element)[place(element) - 2] ?? null
  const joined = (left: Test, combinator: string, right: Test): Test => {
    if (combinator === '>') return (element) => right(element) && some(parentOf(element), () => null, left)
    if (combinator === '+') return (element) => right(element) && some(before(element), () => null, left)
    if (combinator === '~') return (element) => right(element) && some(before(element), before, left)
    return (element) => right(element) && some(parentOf(element), parentOf, left)
  }

  /** One selector of a list; also the rest of the text after it. */
  const complex = (text: string): { test: Test; rest: string } | null => {
    let rest = text.trimStart()
    let test: Test | null = null
    let combinator = ''
    for (;;) {
      const tests: Test[] = []
      for (let part = simple(rest); part !== null; part = simple(rest)) {
        if (part.test === null || (tests.length > 0 && /^[\w*]/.test(rest))) return null
        tests.push(part.test)
        rest = rest.slice(part.length)
      }
      if (tests.length === 0) return null
      const compound: Test = tests.length === 1 ? tests[0] : (element) => tests.every((one) => one(element))
      test = test === null ? compound : joined(test, combinator, compound)
      const next = COMBINATOR.exec(rest)
      if (next === null || rest[next[0].length] === ',') return { test, rest: rest.trimStart() }
      combinator = next[1] ?? ' '
      rest = rest.slice(next[0].length)
    }
  }
  const compile = (selector: string): Test | null => {
    const tests: Test[] = []
    for (let rest = selector.trim(); ; rest = rest.slice(1)) {
      const one = complex(rest)
      if (one === null) return null
      tests.push(one.test)
      rest = one.rest
      if (rest === '') return tests.length === 1 ? tests[0] : (element) => tests.some((test) => test(element))
      if (rest[0] !== ',') return null
    }
  }
  const find: Selectors['find'] = (root, test, found = []) => {
    for (const child of root.childNodes) {
      if (child.nodeType === 1 && test(child)) found.push(child)
      find(child, test, found)
    }
    return found
  }
  return { compile, find }
}
