/** Finds what the source says to people: the texts of errors, hints, notices, failures and findings, as templates. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/** More variants than this, and a part of a text counts as a message of its own. */
const MOST_VARIANTS = 4

export interface FoundMessage {
  /** The English template: '{1}' stands for a value. */
  readonly english: string
  readonly file: string
}

/** All messages of the .ts files below the folders, in order of file and place. */
export function messagesOfSource(root: string, folders: readonly string[]): FoundMessage[] {
  const files = folders.flatMap((folder) => filesBelow(join(root, folder))).toSorted()
  const sources = new Sources(files)
  const found = new Map<string, FoundMessage>()
  for (const source of sources.speaking()) {
    const reader = new Reader(sources)
    for (const node of sinksOf(source)) for (const text of reader.textsOf(node, source) ?? []) reader.apart.push(text)
    for (const text of reader.apart) {
      const english = numbered(text)
      if (!/\p{L}{2}/u.test(english.replace(/\{\d+\}/g, ''))) continue
      if (!found.has(english)) found.set(english, { english, file: relative(root, source.path) })
    }
  }
  return [...found.values()]
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

/** A slot before it has its number. */
const HOLE = '\u0000'

function numbered(text: string): string {
  let slots = 0
  return text.replaceAll(HOLE, () => `{${++slots}}`)
}

interface Declaration {
  /** The function or file that the name is known in. */
  readonly scope: ts.Node
  readonly values: readonly ts.Expression[]
}

/** The names that a parameter brings. */
function boundBy(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((each) => (ts.isOmittedExpression(each) ? [] : boundBy(each.name)))
}

/** A file with what it declares and imports, by name. */
class Source {
  readonly path: string
  readonly tree: ts.SourceFile
  readonly #declared = new Map<string, Declaration[]>()
  readonly imported = new Map<string, string>()

  constructor(path: string, text: string) {
    this.path = path
    this.tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
        const isFunction = ts.isArrowFunction(node.initializer)
        this.#declare(
          node.name.text,
          isFunction ? returnsOf(node.initializer as ts.ArrowFunction) : [node.initializer],
          node,
        )
      }
      if (ts.isFunctionDeclaration(node) && node.name) this.#declare(node.name.text, returnsOf(node), node)
      if (ts.isImportDeclaration(node)) this.#import(node)
      ts.forEachChild(node, visit)
    }
    visit(this.tree)
  }

  /** What a name stands for at a place, or at the top of the file; undefined: nothing that the file declares. */
  valuesOf(name: string, place: ts.Node = this.tree): readonly ts.Expression[] | undefined {
    for (let at = place; at !== undefined; at = at.parent) {
      const own = this.#declared.get(name)?.filter(({ scope }) => scope === at) ?? []
      if (own.length > 0) return own.flatMap(({ values }) => values)
      if (ts.isFunctionLike(at) && at.parameters.some((each) => boundBy(each.name).includes(name))) return undefined
    }
    return undefined
  }

  #declare(name: string, values: readonly ts.Expression[], node: ts.Node): void {
    const scope = ts.findAncestor(node.parent, (each) => ts.isFunctionLike(each) || ts.isSourceFile(each))!
    this.#declared.set(name, [...(this.#declared.get(name) ?? []), { scope, values }])
  }

  #import({ moduleSpecifier, importClause }: ts.ImportDeclaration): void {
    const from = (moduleSpecifier as ts.StringLiteral).text
    const names = importClause?.namedBindings
    if (!from.startsWith('.') || !names || !ts.isNamedImports(names)) return
    for (const { name } of names.elements) this.imported.set(name.text, join(dirname(this.path), from))
  }
}

function returnsOf(fn: ts.FunctionDeclaration | ts.ArrowFunction): ts.Expression[] {
  if (fn.body && !ts.isBlock(fn.body)) return [fn.body]
  const found: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression)
    ts.forEachChild(node, visit)
  }
  if (fn.body) ts.forEachChild(fn.body, visit)
  return found
}

/** Anything that a sink may be in: most files say nothing, and need no parser. */
const SPEAKS = /Error\(|Failure\(|BadLine\(|notice\(|hint|say\(|step\(|interruption\(|ERR_|\b(?:ok|warn|missing)\(/

/** The files of the source, parsed when they are asked for. */
class Sources {
  readonly #texts: ReadonlyMap<string, string>
  readonly #parsed = new Map<string, Source>()

  constructor(files: readonly string[]) {
    this.#texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
  }

  /** Those that may say something to people. */
  *speaking(): Generator<Source> {
    for (const [file, text] of this.#texts) {
      if (SPEAKS.test(text) || WHOLE_FILES.test(file) || RULES.test(file) || TOLD.test(file)) yield this.get(file)!
    }
  }

  get(file: string): Source | undefined {
    const text = this.#texts.get(file)
    if (text === undefined) return undefined
    if (!this.#parsed.has(file)) this.#parsed.set(file, new Source(file, text))
    return this.#parsed.get(file)
  }
}

/** What an expression can say, as far as it follows from literals, constants and functions of the source. */
class Reader {
  /** Parts of texts that have too many variants to be spelled out. */
  readonly apart: string[] = []
  readonly #sources: Sources
  readonly #open = new Set<ts.Node>()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  /** All variants; undefined: it is a value that only a run knows. */
  textsOf(node: ts.Expression, source: Source): string[] | undefined {
    if (this.#open.has(node)) return undefined
    this.#open.add(node)
    try {
      return this.#read(node, source)
    } finally {
      this.#open.delete(node)
    }
  }

  #read(node: ts.Expression, source: Source): string[] | undefined {
    if (ts.isStringLiteralLike(node)) return [node.text]
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
      return this.textsOf(node.expression, source)
    }
    if (ts.isConditionalExpression(node)) return this.#either([node.whenTrue, node.whenFalse], source)
    if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans.flatMap(({ expression, literal }) => [expression, literal.text])
      return this.#joined([node.head.text, ...spans], source)
    }
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken
      if (kind === ts.SyntaxKind.PlusToken) return this.#joined([node.left, node.right], source)
      if (kind === ts.SyntaxKind.QuestionQuestionToken) return this.#either([node.left, node.right], source)
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return this.#named(node.expression, source)
    if (ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression)) return this.#entries(node.expression, source)
    return ts.isIdentifier(node) ? this.#named(node, source) : undefined
  }

  #either(nodes: readonly ts.Expression[], source: Source): string[] | undefined {
    const known = nodes.filter((node) => !(ts.isIdentifier(node) && node.text === 'undefined'))
    const texts = known.map((node) => this.textsOf(node, source) ?? [HOLE])
    return texts.length === 0 ? undefined : [...new Set(texts.flat())]
  }

  #named(name: ts.Identifier, source: Source): string[] | undefined {
    const own = source.valuesOf(name.text, name)
    if (own) return this.#either(own, source)
    const from = this.#sources.get(source.imported.get(name.text) ?? '')
    const values = from?.valuesOf(name.text)
    return values && this.#either(values, from!)
  }

  /** What a table of texts may give, whatever it is asked for. */
  #entries(name: ts.Identifier, source: Source): string[] | undefined {
    const own = source.valuesOf(name.text, name)
    const from = own ? source : this.#sources.get(source.imported.get(name.text) ?? '')
    const tables = (own ?? from?.valuesOf(name.text) ?? []).map(withoutTypes).filter(ts.isObjectLiteralExpression)
    const texts = tables.flatMap((table) => table.properties.filter(ts.isPropertyAssignment).map((each) => each.initializer))
    return texts.length === 0 ? undefined : this.#either(texts, from!)
  }

  #joined(parts: readonly (string | ts.Expression)[], source: Source): string[] {
    return parts.reduce<string[]>(
      (starts, part) => starts.flatMap((start) => this.#ends(part, source).map((end) => start + end)),
      [''],
    )
  }

  #ends(part: string | ts.Expression, source: Source): string[] {
    if (typeof part === 'string') return [part]
    const texts = this.textsOf(part, source) ?? [HOLE]
    if (texts.length <= MOST_VARIANTS) return texts
    this.apart.push(...texts)
    return [HOLE]
  }
}

function withoutTypes(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? withoutTypes(node.expression) : node
}

/** Where options are validated. */
const RULES = /\/src\/(config|prices)\.ts$/

/** Where a `message` or `from` is told as it is. */
const TOLD = /\/src\/(seeds\/check-seeds|lineage\/replay)\.ts$/

/** Files of which every literal with a blank is a text for people. */
const WHOLE_FILES = /\/src\/(reports\/summary|review\/suggest)\.ts$/

function isLine(node: ts.Node): node is ts.Expression {
  if (ts.isStringLiteralLike(node)) return / /.test(node.text)
  // What begins with a comma goes on with a line that is found as a whole.
  return (
    ts.isTemplateExpression(node) &&
    !/^[,;]/.test(node.head.text) &&
    / /.test(node.getText().replace(/\$\{[^}]*\}/g, ''))
  )
}

/** The expressions that people are shown. */
function sinksOf({ tree, path }: Source): ts.Expression[] {
  const found: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /^(SftError|OptionError|Failure|BadLine)$/.test(node.expression.getText()))
      found.push(...(node.arguments ?? []).slice(1, 3))
    if (ts.isCallExpression(node)) found.push(...saidBy(node, path))
    if (WHOLE_FILES.test(path) && isLine(node)) found.push(node)
    if (ts.isPropertyAssignment(node) && isShown(node)) found.push(node.initializer)
    if (ts.isShorthandPropertyAssignment(node) && isShown(node)) found.push(node.name)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found.filter((node) => !ts.isObjectLiteralExpression(node))
}

function saidBy({ expression, arguments: given }: ts.CallExpression, path: string): readonly ts.Expression[] {
  const name = expression.getText().split('.').at(-1)!.replace('#', '')
  if (/^(notice|ioError|step|interruption)$/.test(name)) return given.slice(0, 1)
  // Processes and pages say things to each other; plans and prompts have a language of their own.
  if (name === 'say' && !/\/(runtime|domains|client)\//.test(path)) return given.slice(0, 1)
  if (path.includes('/doctor/') && /^(ok|warn|missing)$/.test(name)) return given.slice(1)
  const isRule = RULES.test(path) && /^(regex|refine)$/.test(name)
  return isRule ? given.slice(1) : []
}

/** A hint, the message of a failure, what a rule of the options wants. */
function isShown({ name, parent }: ts.PropertyAssignment | ts.ShorthandPropertyAssignment): boolean {
  const key = name.getText()
  if (key === 'hint') return true
  if (/^(message|from)$/.test(key) && TOLD.test(parent.getSourceFile().fileName)) return true
  if (key === 'error') return RULES.test(parent.getSourceFile().fileName)
  const hasCode = parent.properties.some((each) => each.name?.getText() === 'code' && /'ERR_/.test(each.getText()))
  return key === 'message' && hasCode
}
