/** The direction of imports, as ARCHITECTURE.md draws it, proved by a scan of the import lines of the whole tree. */
import t from 'tap'
import { builtinModules } from 'node:module'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'

const root = join(import.meta.dirname, '../..')

interface Import {
  readonly from: string
  /** Path of a file of ours from the root, or the name of a package. */
  readonly to: string
  readonly isOurs: boolean
  /** static: loads with its file; dynamic: `import()`; type: erased. */
  readonly kind: 'static' | 'dynamic' | 'type'
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[^'";()]*?\sfrom\s+)?'([^']+)'/gm
const DYNAMIC = /\bimport\('([^']+)'\)/g

function filesBelow(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8')
  const found: Import[] = []
  const add = (specifier: string, kind: Import['kind']): void => {
    const isOurs = specifier.startsWith('.')
    found.push({ from, to: isOurs ? posix.join(dirname(from), specifier) : specifier, isOurs, kind })
  }
  for (const [, type, specifier] of text.matchAll(STATEMENT)) add(specifier, type ? 'type' : 'static')
  // In a type (`typeof import('x')`), it loads nothing.
  for (const { 1: specifier, index } of text.matchAll(DYNAMIC)) {
    add(specifier, /(?:typeof|[:|&<])\s*$/.test(text.slice(0, index)) ? 'type' : 'dynamic')
  }
  return found
}

const files = ['bin', 'transforms', 'src'].flatMap(filesBelow)
const imports = new Map(files.map((file) => [file, importsOf(file)]))
const ours = [...imports.values()].flat().filter(({ isOurs }) => isOurs)

const shown = ({ from, to }: Import): string => `${from} -> ${to}`

t.test('the scan sees the tree: every import of ours leads to one of its files', async (t) => {
  t.ok(files.length > 200, `${files.length} files`)
  t.ok(ours.length > files.length, `${ours.length} imports`)
  t.strictSame(ours.filter(({ to }) => !imports.has(to)).map(shown), [])
})

t.test('floors: bin reads transforms and src, transforms read src, src reads neither', async (t) => {
  const floor = (path: string): number => ['src', 'transforms', 'bin'].indexOf(path.split('/')[0])
  t.strictSame(ours.filter(({ from, to }) => floor(to) > floor(from)).map(shown), [])
})

t.test('transforms do not import each other; the pipeline alone names them', async (t) => {
  const between = ours.filter(({ from, to }) => from.startsWith('transforms/') && to.startsWith('transforms/'))
  t.strictSame([...new Set(between.map(({ from }) => from))], ['transforms/pipeline.ts'])
})

/** The layers of src, lowest first. A file imports from its own layer and from those below it. */
const LAYERS: readonly (readonly string[])[] = [
  ['digest-map.ts', 'errors.ts', 'order.ts', 'prices.ts', 'record.ts', 'sha256.ts', 'version.ts', 'text'],
  ['api-index', 'store', 'stream', 'config.ts', 'option-error.ts'],
  ['checks', 'runtime', 'domains'],
  ['seeds', 'requests', 'teacher', 'reply', 'workers', 'select', 'split', 'official', 'audit', 'formats', 'pages', 'reports', 'review', 'doctor', 'lineage', 'queue'],
]

const partOf = (path: string): string => path.split('/')[1]
const layerOf = (path: string): number => LAYERS.findIndex((layer) => layer.includes(partOf(path)))

t.test('layers: every part of src has its place, and imports none above it', async (t) => {
  const parts = new Set(files.filter((file) => file.startsWith('src/')).map(partOf))
  t.strictSame([...parts].toSorted(), LAYERS.flat().toSorted())
  const inside = ours.filter(({ from, to }) => from.startsWith('src/') && to.startsWith('src/'))
  t.strictSame(inside.filter(({ from, to }) => layerOf(to) > layerOf(from)).map(shown), [])
})

t.test('the rows and the errors import nothing of ours', async (t) => {
  for (const file of ['src/record.ts', 'src/errors.ts']) {
    t.strictSame(imports.get(file)?.filter(({ isOurs }) => isOurs).map(shown), [], file)
  }
})

t.test('a domain is reached through the registry alone', async (t) => {
  const domainOf = (path: string): string | undefined => /^src\/domains\/([^/]+)\//.exec(path)?.[1]
  const reached = ours.filter(({ from, to }) => domainOf(to) !== undefined && domainOf(from) !== domainOf(to))
  t.strictSame([...new Set(reached.map(({ from }) => from))], ['src/domains/registry.ts'])
})

t.test('the name of an engine stands below src/domains alone', async (t) => {
  const engines = readdirSync(join(root, 'src/domains'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  t.ok(engines.length > 0)
  const name = new RegExp(engines.map((engine) => engine.name).join('|'), 'i')
  // The help texts of bin speak to people, with examples.
  const others = files.filter((file) => !file.startsWith('src/domains/') && !file.startsWith('bin/'))
  t.strictSame(others.filter((file) => name.test(readFileSync(join(root, file), 'utf8'))), [])
})

/** Everything that loads with these files: theirs and what they import, types and `import()` left out. */
function loadedWith(starts: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const loaded = new Set(starts)
  const packages = new Set<string>()
  for (const file of loaded) {
    for (const { to, isOurs, kind } of imports.get(file) ?? []) {
      if (kind !== 'static') continue
      if (isOurs) loaded.add(to)
      else if (!to.startsWith('node:') && !builtinModules.includes(to)) packages.add(to)
    }
  }
  return { files: loaded, packages }
}

const WORKER = ['src/workers/check.worker.ts', 'src/workers/messages.ts']
const WORKER_READS = new Set(['checks', 'domains', 'runtime', 'api-index', 'errors.ts', 'text'])

/** What the worker loads by `import()`: the facets of the domain that it asks for, and the runtime. */
const dynamicImports = [...imports.values()].flat().filter(({ kind, isOurs }) => kind === 'dynamic' && isOurs)
const facet = (name: string): string => {
  const found = dynamicImports.filter(({ from, to }) => from === 'src/domains/registry.ts' && to.includes(`/${name}`))
  return found[0].to
}
const atStart = [...WORKER, facet('api-source'), facet('checks/')]
const atFirstRun = [...atStart, 'src/runtime/supervisor.ts', facet('guest/')]

t.test('the check worker reaches checks, domains, runtime and api-index only', async (t) => {
  const { files: loaded } = loadedWith(atFirstRun)
  t.ok(loaded.has('src/checks/ladder.ts'))
  t.ok(loaded.has('src/runtime/child-process.ts'))
  t.strictSame([...loaded].filter((file) => !WORKER.includes(file) && !WORKER_READS.has(partOf(file))), [])
})

t.test('the check worker starts without schemas, compiler, runtime, prompts and programs', async (t) => {
  const { files: loaded, packages } = loadedWith(atStart)
  const slow = ['zod', 'typescript', 'highland', 'undici', 'piscina']
  t.strictSame(slow.filter((name) => packages.has(name)), [])
  t.strictSame([...loaded].filter((file) => /\/(runtime|prompts|programs|guest)\//.test(file)), [])
})
