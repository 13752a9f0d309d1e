/** Modules of a clone into one program: concatenated in the order of their dependencies, names kept apart. */
import { posix } from 'node:path'
import { createRequire } from 'node:module'
import type { ExportDefaultDeclaration, ImportDeclaration, Node } from 'estree'
import { parseProgram, type Program } from '../../checks/program.ts'
import { walk } from '../../checks/walk.ts'
import { applyEdits, wholeLines } from '../../text/edits.ts'
import { keepNamesApart, link } from './link.ts'
import { allNames, CannotBundle, emptyModule, topLevel, type Module } from './module.ts'

const require = createRequire(import.meta.url)

/** A program of more modules is an application, and too long for a row. */
const MAX_MODULES = 40

const EXTENSIONS = ['', '.js', '.ts', '.mjs', '/index.js', '/index.ts']
const PICTURE = /\.(?:png|jpe?g|gif|svg|webp)$/i
const STYLE = /\.(?:css|scss|sass|less)$/i

/** The engine as modules import it, and the global that programs of ours know it by. */
export interface EngineNames {
  readonly module: string
  readonly global: string
}

export interface Bundle {
  readonly code: string
  /** The modules that went into it, the program's own file last. */
  readonly paths: readonly string[]
}

/** Plain JavaScript of a file: types taken out of TypeScript, without checking them. */
export function plainScript(path: string, text: string): string {
  if (!path.endsWith('.ts')) return text
  const ts = require('typescript') as typeof import('typescript')
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      alwaysStrict: false,
      // With it, a field that is declared for its type alone would overwrite what the engine has put there.
      useDefineForClassFields: false,
    },
  })
  return outputText
}

/** Paths of the clone that a text imports, whatever it does with them. */
export function importedPaths(path: string, text: string, paths: ReadonlySet<string>): string[] {
  const found = [...text.matchAll(/\b(?:from|import)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]{1,300}|\/[^'"\n]{1,300})\1/g)]
  return found.map(([, , specifier]) => resolvePath(path, specifier, paths)).filter((each) => each !== undefined)
}

function resolvePath(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  const target = specifier.startsWith('/') ? specifier.slice(1) : posix.join(posix.dirname(from), specifier)
  const stem = target.replace(/\.js$/, '')
  // TypeScript is imported under the name that it will have as JavaScript.
  return [...EXTENSIONS.map((extension) => target + extension), `${stem}.ts`].find((path) => paths.has(path))
}

/**
 * One program of a file and all it imports. `read` gives the text of a file of the clone. Throws CannotBundle when
 * something is imported that the clone does not have, or used that cannot be said in one file.
 */
export function bundle(
  entry: string,
  read: (path: string) => string | undefined,
  paths: ReadonlySet<string>,
  engine: EngineNames,
): Bundle {
  const linker = new Linker(read, paths, engine)
  const modules = linker.load(entry)
  if (modules.length === 1 && modules[0].program.sourceType === 'script') {
    return { code: modules[0].program.code, paths: [entry] }
  }
  keepNamesApart(modules, engine.global)
  for (const module of modules) link(module)
  const texts = modules.map(({ program, edits }) => applyEdits(program.code, edits).trim())
  return { code: texts.filter((text) => text !== '').join('\n\n') + '\n', paths: modules.map(({ path }) => path) }
}

class Linker {
  readonly #read: (path: string) => string | undefined
  readonly #paths: ReadonlySet<string>
  readonly #engine: EngineNames
  readonly #modules = new Map<string, Module>()
  readonly #inOrder: Module[] = []

  constructor(read: (path: string) => string | undefined, paths: ReadonlySet<string>, engine: EngineNames) {
    this.#read = read
    this.#paths = paths
    this.#engine = engine
  }

  /** The modules behind a file, each after those that it imports. */
  load(entry: string): readonly Module[] {
    this.#visit(entry)
    return this.#inOrder
  }

  #visit(path: string): Module {
    const known = this.#modules.get(path)
    if (known) return known
    if (this.#modules.size === MAX_MODULES)
      throw new CannotBundle('too-many-modules', `more than ${MAX_MODULES} modules`)
    const text = this.#read(path)
    if (text === undefined) throw new CannotBundle('unreadable', `${path} cannot be read as text`)
    const parsed = parseProgram(plainScript(path, text))
    if (!parsed.program) throw new CannotBundle(parsed.failure.code, `${path}: ${parsed.failure.message}`)
    const module = emptyModule(path, parsed.program)
    this.#modules.set(path, module)
    refuseWhatOnlyModulesHave(module)
    for (const node of module.program.ast.body) this.#statement(module, node as Node)
    this.#inOrder.push(module)
    return module
  }

  #statement(module: Module, node: Node): void {
    const { code } = module.program
    const [start, end] = node.range!
    switch (node.type) {
      case 'ImportDeclaration':
        this.#import(module, node)
        module.edits.push(wholeLines(code, start, end))
        break
      case 'ExportAllDeclaration': {
        if (node.exported) throw new CannotBundle('module-form', `${module.path}: export * as …`)
        module.all.push(this.#ours(module, String(node.source.value)))
        module.edits.push(wholeLines(code, start, end))
        break
      }
      case 'ExportNamedDeclaration':
        for (const { local, exported } of node.specifiers) {
          const [from, to] = [nameIn(local), nameIn(exported)]
          const target = node.source ? { from: this.#ours(module, String(node.source.value)), name: from } : from
          module.exports.set(to, target)
        }
        if (!node.declaration) module.edits.push(wholeLines(code, start, end))
        else {
          module.edits.push({ start, end: node.declaration.range![0], text: '' })
          for (const name of declaredNames(module.program, node.declaration)) module.exports.set(name, name)
        }
        break
      case 'ExportDefaultDeclaration':
        exportDefault(module, node)
    }
  }

  #import(module: Module, { source, specifiers }: ImportDeclaration): void {
    const specifier = String(source.value)
    const { module: engineModule, global } = this.#engine
    if (specifier === engineModule) {
      for (const each of specifiers) {
        const name = each.type === 'ImportSpecifier' ? nameIn(each.imported) : 'default'
        module.imports.set(each.local.name, { text: name === 'default' ? global : `${global}.${name}` })
      }
    } else if (PICTURE.test(specifier)) {
      for (const each of specifiers) module.imports.set(each.local.name, { text: JSON.stringify(specifier) })
    } else if (!STYLE.test(specifier)) {
      const from = this.#ours(module, specifier)
      for (const each of specifiers) {
        if (each.type === 'ImportNamespaceSpecifier')
          throw new CannotBundle('module-form', `import * as ${each.local.name}`)
        const name = each.type === 'ImportSpecifier' ? nameIn(each.imported) : 'default'
        module.imports.set(each.local.name, { from, name })
      }
    }
  }

  #ours(module: Module, specifier: string): Module {
    const isPath = /^\.{0,2}\//.test(specifier)
    const path = isPath ? resolvePath(module.path, specifier, this.#paths) : undefined
    if (path !== undefined && /\.(?:[jt]s|mjs)$/.test(path)) return this.#visit(path)
    const reason = !isPath ? 'needs-package' : path === undefined ? 'module-missing' : 'needs-data'
    throw new CannotBundle(reason, `${module.path} imports '${specifier}'`)
  }
}

function refuseWhatOnlyModulesHave({ program, path }: Module): void {
  walk(program.ast, (node) => {
    if (node.type === 'ImportExpression' || (node.type === 'MetaProperty' && node.meta.name === 'import')) {
      throw new CannotBundle('module-form', `${path}: import() or import.meta`)
    }
    const isRequire =
      node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require'
    if (isRequire) throw new CannotBundle('needs-package', `${path}: require()`)
  })
}

function exportDefault(module: Module, node: ExportDefaultDeclaration): void {
  const { declaration } = node
  const [start] = node.range!
  const [value] = declaration.range!
  const { type } = declaration
  const isNamed = (type === 'ClassDeclaration' || type === 'FunctionDeclaration') && declaration.id !== null
  if (isNamed || type === 'Identifier') {
    const name = type === 'Identifier' ? declaration.name : declaration.id!.name
    module.exports.set('default', name)
    module.edits.push(
      isNamed ? { start, end: value, text: '' } : wholeLines(module.program.code, start, node.range![1]),
    )
    return
  }
  const name = nameFor(module)
  module.exports.set('default', name)
  if (type === 'ClassDeclaration' || type === 'FunctionDeclaration') {
    const keyword =
      type === 'ClassDeclaration' ? 'class' : /^(?:async\s+)?function\s*\*?/.exec(module.program.code.slice(value))![0]
    module.edits.push({ start, end: value + keyword.length, text: `${keyword} ${name}` })
  } else if (type === 'NewExpression') {
    // Nearly always the game itself, for the sake of its making.
    module.exports.delete('default')
    module.edits.push({ start, end: value, text: '' })
  } else module.edits.push({ start, end: value, text: `const ${name} = ` })
}

/** A name for what a module exports without one: that of its file. */
function nameFor({ path, program }: Module): string {
  const stem = posix
    .basename(path)
    .replace(/\.\w+$/, '')
    .replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase())
  const name = /^[A-Za-z_$]/.test(stem) ? stem : `Module${stem}`
  const taken = allNames(program)
  return taken.has(name) ? `${name}Default` : name
}

function nameIn(node: Node): string {
  return node.type === 'Identifier' ? node.name : String((node as { value?: unknown }).value)
}

function declaredNames(program: Program, declaration: Node): string[] {
  return topLevel(program)
    .filter(({ defs }) => defs.some(({ node, parent }) => node === declaration || parent === declaration))
    .map(({ name }) => name)
}
