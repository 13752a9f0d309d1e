import type { AssignmentExpression, CallExpression, MemberExpression, NewExpression, Node, Property } from 'estree'
import type { Check, CheckIssue } from './check.ts'
import type { Program } from './program.ts'
import { BANNED_PATHS, LOADING_ELEMENTS, NAVIGATING_TARGETS, SAFETY_CODES, TIMERS } from './safety-rules.ts'
import type { SafetyCode } from './safety-rules.ts'
import { literalText, memberName, namesOf, propertyName, type Names } from './scope.ts'
import { placeOf, walk } from './walk.ts'

/**
 * Whether a program keeps to what a page with one game needs. `engineModule` is the one name it may import.
 *
 * A rule about examples to learn from, not the wall that holds a hostile program: that is the runtime's sandbox.
 */
export function safety(engineModule: string): Check {
  return {
    id: 'safety',
    level: 'L1',
    meta: {
      description: 'No code from text or from elsewhere, no network, storage, workers, devices or other pages.',
      codes: SAFETY_CODES,
      reads: [],
    },
    run({ program }) {
      return { issues: program ? new Inspection(program, engineModule).issues : [] }
    },
  }
}

/** Objects of the page whose members are banned one by one, so that a member named at run time hides which. */
const WATCHED_OBJECTS = new Set(['', 'document', 'navigator', 'location'])

type Severity = CheckIssue['severity']

class Inspection {
  readonly issues: CheckIssue[] = []
  readonly #names: Names
  readonly #engineModule: string
  /** Parts of a path that was judged as a whole. */
  readonly #judged = new Set<Node>()

  constructor(program: Program, engineModule: string) {
    this.#names = namesOf(program)
    this.#engineModule = engineModule
    walk(program.ast, (node, parent) => this.#visit(node, parent))
  }

  #visit(node: Node, parent: Node | null): void {
    switch (node.type) {
      case 'Identifier':
        return this.#path(node, parent)
      case 'MemberExpression':
        this.#path(node, parent)
        return this.#member(node)
      case 'CallExpression':
        return this.#call(node)
      case 'NewExpression':
        if (isFunctionConstructor(node, this.#names)) this.#report('dynamic-code', node, 'a function is made from text')
        return
      case 'AssignmentExpression':
        return this.#assignment(node)
      case 'Property':
        return this.#pattern(node, parent)
      case 'ImportExpression':
        return this.#report('dynamic-import', node, 'import() loads code while the game runs')
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
        return this.#source(node, node.source?.value)
      case 'Literal':
        if (typeof node.value === 'string' && /^\s*javascript:/i.test(node.value)) {
          this.#report('javascript-url', node, 'a javascript: URL is code in a string')
        }
    }
  }

  /** The longest banned path that an expression begins with. */
  #path(node: Node, parent: Node | null): void {
    const judged = this.#judged.has(node)
    if (judged && node.type === 'MemberExpression') this.#judged.add(node.object)
    // `typeof fetch` asks whether it exists, which is no use of it.
    if (judged || (parent?.type === 'UnaryExpression' && parent.operator === 'typeof')) return
    const path = this.#names.pathOf(node)
    if (!path) return
    if (node.type === 'MemberExpression') this.#judged.add(node.object)
    const length = bannedLength(path)
    if (length === 0 || isHarmlessFunction(path, parent, node)) return
    const name = path.slice(0, length).join('.')
    const { code, severity } = BANNED_PATHS.get(name)!
    this.#report(code, node, `${name}: ${SAFETY_CODES[code]}`, severity, name)
  }

  #member(node: MemberExpression): void {
    const name = memberName(node)
    if (name === 'constructor' && isConstructorOfAny(node.object, this.#names)) {
      return this.#report('dynamic-code', node, 'the constructor of a constructor makes functions from text')
    }
    if (name !== undefined || !node.computed) return
    const owner = this.#names.pathOf(node.object)?.join('.')
    if (owner === undefined || !WATCHED_OBJECTS.has(owner)) return
    this.#report('computed-global', node, `${owner || 'a global'} is read by a name that is made at run time`)
  }

  #call(node: CallExpression): void {
    const [first] = node.arguments
    const path = this.#names.pathOf(node.callee)?.join('.') ?? ''
    if (TIMERS.has(path) && first && isText(first)) {
      this.#report('dynamic-code', node, `${path} is given code as text`)
    } else if (/^document\.createElement(NS)?$/.test(path)) {
      const tag = literalText(node.arguments.at(path.endsWith('NS') ? 1 : 0) ?? node.callee)?.toLowerCase()
      if (LOADING_ELEMENTS.has(tag ?? '')) this.#report('script-element', node, `a <${tag}> element is made`)
    } else if (isFunctionConstructor(node, this.#names)) {
      this.#report('dynamic-code', node, 'a constructor called as a function makes code from text')
    }
  }

  #assignment(node: AssignmentExpression): void {
    const path = this.#names.pathOf(node.left)?.join('.') ?? ''
    if (NAVIGATING_TARGETS.has(path)) return this.#report('navigation', node, `assigning to ${path} leaves the page`)
    if (node.left.type !== 'MemberExpression') return
    const name = memberName(node.left) ?? ''
    const text = literalText(node.right) ?? ''
    if (/^(src|href|srcset)$/.test(name) && /^\s*(https?:|\/\/)/i.test(text)) {
      this.#report('network', node, `${name} is set to an address elsewhere`)
    } else if (/^(innerHTML|outerHTML|srcdoc)$/.test(name) && /<\s*(script|iframe|object|embed|link)\b/i.test(text)) {
      this.#report('script-element', node, `${name} is given an element that loads code`)
    }
  }

  #pattern({ key, computed, value }: Property, parent: Node | null): void {
    if (parent?.type !== 'ObjectPattern' || propertyName(key, computed) !== 'constructor') return
    this.#report('dynamic-code', value, 'the constructor of a function makes functions from text')
  }

  #source(node: Node, source: unknown): void {
    if (typeof source !== 'string') return
    if (source === this.#engineModule) {
      return this.#report('engine-import', node, 'the engine is a global of the page and needs no import', 'warning')
    }
    this.#report('import-not-allowed', node, `import of '${source.slice(0, 80)}': the program must stand alone`)
  }

  #report(code: SafetyCode, node: Node, message: string, severity: Severity = 'error', symbol?: string): void {
    this.issues.push({ code, severity, message, ...placeOf(node), ...(symbol ? { symbol } : {}) })
  }
}

function bannedLength(path: readonly string[]): number {
  for (let length = path.length; length > 0; length--) {
    if (BANNED_PATHS.has(path.slice(0, length).join('.'))) return length
  }
  return 0
}

/** `x instanceof Function` and `Function.prototype.call` make no function. */
function isHarmlessFunction(path: readonly string[], parent: Node | null, node: Node): boolean {
  if (path[0] !== 'Function') return false
  if (path.length > 1) return path[1] === 'prototype' && !path.includes('constructor')
  return parent?.type === 'BinaryExpression' && parent.operator === 'instanceof' && parent.right === node
}

/** `f.constructor('…')`: classes cannot be called, only the constructors of functions can. */
function isFunctionConstructor({ callee, type }: CallExpression | NewExpression, names: Names): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'constructor') return false
  // Reported as the member it is.
  if (isConstructorOfAny(callee.object, names)) return false
  return type === 'CallExpression' || /Function/.test(callee.object.type)
}

/** What is surely a function or some prototype: `x.constructor`, `Object.getPrototypeOf(x)`, `x.__proto__`. */
function isConstructorOfAny(node: Node, names: Names): boolean {
  if (node.type === 'MemberExpression') return /^(constructor|__proto__)$/.test(memberName(node) ?? '')
  if (node.type !== 'CallExpression') return false
  return /^(Object|Reflect)\.getPrototypeOf$/.test(names.pathOf(node.callee)?.join('.') ?? '')
}

function isText(node: Node): boolean {
  if (node.type === 'TemplateLiteral' || literalText(node) !== undefined) return true
  return node.type === 'BinaryExpression' && node.operator === '+' && (isText(node.left) || isText(node.right))
}
