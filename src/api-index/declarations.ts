/**
 * Declaration files to symbols: one walk over the syntax. The type checker is not asked: what an index needs of it,
 * inheritance, follows from the `extends` and `implements` clauses, and without it the walk takes a third of the time.
 */
import ts from 'typescript'
import type { ApiParam, ApiSymbol, SymbolKind } from './api-index.ts'
import { docText, numberOf } from './doc-comment.ts'
import { typedefParts } from './typedef.ts'

/** Every symbol that the text of a declaration file declares, by id. Bases are as written: not yet resolved. */
export function readDeclarations(text: string, into: Map<string, ApiSymbol> = new Map()): Map<string, ApiSymbol> {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }
  const file = ts.createSourceFile('api.d.ts', text, options)
  new Walk(file, into).statements(file.statements, '')
  return into
}

/** `owner.name`, `owner#name`, or the bare name at the top. */
function idOf(owner: string, separator: '.' | '#', name: string): string {
  return owner === '' ? name : owner + separator + name
}

type Callable = ts.SignatureDeclarationBase & { readonly type?: ts.TypeNode }
type Described = Pick<ApiSymbol, 'kind' | 'signature'> & Partial<ApiSymbol>

class Walk {
  readonly #file: ts.SourceFile
  readonly #symbols: Map<string, ApiSymbol>

  constructor(file: ts.SourceFile, symbols: Map<string, ApiSymbol>) {
    this.#file = file
    this.#symbols = symbols
  }

  statements(statements: readonly ts.Statement[], owner: string): void {
    for (const node of statements) {
      if (ts.isModuleDeclaration(node)) this.#namespace(node, owner)
      else if (ts.isClassDeclaration(node)) this.#class(node, owner)
      else if (ts.isInterfaceDeclaration(node)) this.#interface(node, owner)
      else if (ts.isEnumDeclaration(node)) this.#enum(node, owner)
      else if (ts.isTypeAliasDeclaration(node)) this.#typedef(node, owner)
      else if (ts.isFunctionDeclaration(node)) this.#callable(node, owner, '.', 'function')
      else if (ts.isVariableStatement(node)) this.#variables(node, owner)
    }
  }

  #namespace(node: ts.ModuleDeclaration, owner: string): void {
    // `declare module 'name'` says how the package is imported, not what it holds.
    if (!ts.isIdentifier(node.name)) return
    const signature = `namespace ${idOf(owner, '.', node.name.text)}`
    const id = this.#add(node, owner, '.', { kind: 'namespace', signature })
    if (!node.body || id === undefined) return
    if (ts.isModuleBlock(node.body)) this.statements(node.body.statements, id)
    else if (ts.isModuleDeclaration(node.body)) this.#namespace(node.body, id)
  }

  #class(node: ts.ClassDeclaration, owner: string): void {
    const construct = node.members.find(ts.isConstructorDeclaration)
    const name = idOf(owner, '.', node.name?.text ?? '')
    const params = construct ? this.#params(construct) : []
    const signature = construct ? `new ${name}(${this.#list(construct.parameters)})` : `class ${name}`
    const id = this.#add(node, owner, '.', { kind: 'class', signature, params, bases: this.#bases(node) })
    if (id !== undefined) for (const member of node.members) this.#member(member, id)
  }

  #interface(node: ts.InterfaceDeclaration, owner: string): void {
    const signature = `interface ${idOf(owner, '.', node.name.text)}`
    const id = this.#add(node, owner, '.', { kind: 'interface', signature, bases: this.#bases(node) })
    if (id !== undefined) for (const member of node.members) this.#member(member, id)
  }

  #member(node: ts.ClassElement | ts.TypeElement, owner: string): void {
    const separator = has(node, ts.SyntaxKind.StaticKeyword) ? '.' : '#'
    if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) this.#callable(node, owner, separator, 'method')
    else if (ts.isPropertyDeclaration(node) || ts.isPropertySignature(node)) {
      this.#value(node, owner, separator, 'property')
    } else if (ts.isGetAccessor(node) || ts.isSetAccessor(node)) this.#value(node, owner, separator, 'property')
  }

  #callable(node: Callable & ts.Declaration, owner: string, separator: '.' | '#', kind: SymbolKind): void {
    const name = nameOf(node)
    const generics = node.typeParameters ? `<${this.#list(node.typeParameters)}>` : ''
    const type = this.#text(node.type) || 'any'
    const signature = `${modifiers(node)}${name}${generics}(${this.#list(node.parameters)}): ${type}`
    this.#add(node, owner, separator, { kind, signature, type, params: this.#params(node), static: separator === '.' })
  }

  #value(
    node: ts.Declaration & { readonly type?: ts.TypeNode; readonly questionToken?: ts.Node },
    owner: string,
    separator: '.' | '#',
    kind: SymbolKind,
  ): void {
    const type = this.#text(node.type) || 'any'
    const signature = `${modifiers(node)}${nameOf(node)}${node.questionToken ? '?' : ''}: ${type}`
    const fixed = kind !== 'config-field' && separator === '.'
    this.#add(node, owner, separator, { kind, signature, type, static: fixed, ...literal(node.type) })
  }

  #variables(node: ts.VariableStatement, owner: string): void {
    const fixed = (node.declarationList.flags & ts.NodeFlags.Const) !== 0
    for (const declaration of node.declarationList.declarations) {
      const type = this.#text(declaration.type) || 'any'
      const signature = `${fixed ? 'const' : 'var'} ${nameOf(declaration)}: ${type}`
      const value = literal(declaration.initializer ?? declaration.type)
      // Generated declarations say `var` of values that nobody assigns: to a program both are constants.
      const described: Described = { kind: 'constant', signature, type, static: true, ...value }
      this.#add(declaration, owner, '.', described, node)
    }
  }

  #enum(node: ts.EnumDeclaration, owner: string): void {
    const name = idOf(owner, '.', node.name.text)
    if (this.#add(node, owner, '.', { kind: 'enum', signature: `enum ${name}` }) === undefined) return
    for (const member of node.members) {
      const signature = `${name}.${nameOf(member)}`
      const value = literal(member.initializer)
      this.#add(member, name, '.', { kind: 'enum-member', signature, type: name, static: true, ...value })
    }
  }

  #typedef(node: ts.TypeAliasDeclaration, owner: string): void {
    const { bases, fields, rest } = typedefParts(node.type)
    const type = rest.map((part) => this.#text(part)).join(' & ')
    const generics = node.typeParameters ? `<${this.#list(node.typeParameters)}>` : ''
    const signature = `type ${idOf(owner, '.', node.name.text)}${generics}`
    const described: Described = { kind: 'typedef', signature, type, bases: bases.map((base) => this.#text(base)) }
    const id = this.#add(node, owner, '.', described)
    if (id !== undefined) for (const field of fields) this.#value(field, id, '.', 'config-field')
  }

  #bases(node: ts.ClassDeclaration | ts.InterfaceDeclaration): string[] {
    return (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => this.#text(type.expression)))
  }

  #params(node: ts.SignatureDeclarationBase): ApiParam[] {
    return node.parameters.map((param) => ({
      name: this.#text(param.name),
      type: this.#text(param.type) || 'any',
      optional: Boolean(param.questionToken ?? param.initializer ?? param.dotDotDotToken),
    }))
  }

  /** Adds a symbol and returns its id; undefined for a name that no program can write after a dot. */
  #add(
    node: ts.Declaration,
    owner: string,
    separator: '.' | '#',
    described: Described,
    documented: ts.Node = node,
  ): string | undefined {
    const name = nameOf(node)
    if (name === undefined) return undefined
    const id = idOf(owner, separator, name)
    const doc = this.#doc(documented)
    const symbol = { id, owner, name, static: false, params: [], type: '', doc, bases: [], ...described }
    const known = this.#symbols.get(id)
    if (!known) this.#symbols.set(id, symbol)
    else this.#symbols.set(id, merged(known, symbol))
    return id
  }

  #doc(node: ts.Node): string {
    const ranges = ts.getLeadingCommentRanges(this.#file.text, node.pos) ?? []
    const comments = ranges.map(({ pos, end }) => this.#file.text.slice(pos, end))
    return docText(comments.findLast((text) => text.startsWith('/**')) ?? '')
  }

  #list(nodes: readonly ts.Node[]): string {
    return nodes.map((node) => this.#text(node)).join(', ')
  }

  #text(node: ts.Node | undefined): string {
    if (!node) return ''
    return node.getText(this.#file).replace(/\/\*[^]*?\*\/|\/\/.*/g, ' ').replace(/\s+/g, ' ').replace(/;? \}/g, ' }')
  }
}

/** One name declared twice: what is more than a namespace wins, bases add up, the first overload speaks for all. */
function merged(first: ApiSymbol, second: ApiSymbol): ApiSymbol {
  const [main, other] = first.kind === 'namespace' ? [second, first] : [first, second]
  return { ...main, doc: main.doc || other.doc, bases: [...new Set([...main.bases, ...other.bases])] }
}

function nameOf(node: ts.Node): string | undefined {
  const { name } = node as { name?: ts.Node }
  if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name.text) ? name.text : undefined
}

const SHOWN_MODIFIERS = [
  [ts.SyntaxKind.ProtectedKeyword, 'protected '],
  [ts.SyntaxKind.PrivateKeyword, 'private '],
  [ts.SyntaxKind.StaticKeyword, 'static '],
  [ts.SyntaxKind.ReadonlyKeyword, 'readonly '],
] as const

function modifiers(node: ts.Node): string {
  return SHOWN_MODIFIERS.map(([kind, text]) => (has(node, kind) ? text : '')).join('')
}

function has(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && Boolean(ts.getModifiers(node)?.some((modifier) => modifier.kind === kind))
}

/** `{ value }` of a literal expression or literal type, else nothing to spread. */
function literal(node: ts.Node | undefined): { value?: string | number } {
  if (!node) return {}
  if (ts.isLiteralTypeNode(node)) return literal(node.literal)
  if (ts.isStringLiteral(node)) return { value: node.text }
  if (ts.isNumericLiteral(node)) return { value: numberOf(node.text) }
  const negative = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken
  return negative && ts.isNumericLiteral(node.operand) ? { value: -Number(node.operand.text) } : {}
}
