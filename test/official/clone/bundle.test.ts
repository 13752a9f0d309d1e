import vm from 'node:vm'
import t from 'tap'
import { bundle, importedPaths, plainScript } from '../../../src/official/clone/bundle.ts'
import type { CannotBundle } from '../../../src/official/clone/module.ts'

const engine = { module: 'engine', global: 'Engine' }

function bundled(files: Readonly<Record<string, string>>, entry = 'main.js'): string {
  return bundle(entry, (path) => files[path], new Set(Object.keys(files)), engine).code
}

/** What `say` was called with when the bundle ran. */
function said(files: Readonly<Record<string, string>>, entry?: string): unknown[] {
  const heard: unknown[] = []
  vm.runInNewContext(bundled(files, entry), {
    say: (value: unknown) => heard.push(value),
    Engine: { Scene: Object, up: 'engine' },
  })
  return heard
}

t.test('a script stays as it is, to the last blank', async (t) => {
  const code = '// mine\nvar a = 1\n\n\nstart(a)  \n'
  t.equal(bundled({ 'main.js': code }), code)
})

t.test('modules become one program that does the same', async (t) => {
  const cases: Record<string, [Record<string, string>, unknown[]]> = {
    'names that two modules have': [
      {
        'main.js': "import { a } from './a.js'\nconst n = 1\nsay(n + a())",
        'a.js': 'const n = 10\nexport const a = () => n',
      },
      [11],
    ],
    'a name that a shorthand property uses': [
      {
        'main.js': "import { x as y } from './a'\nconst x = 2\nconst { y: z } = { y }\nsay({ x, y }.x + z)",
        'a.js': 'export let x = 5',
      },
      [7],
    ],
    'a class that speaks of itself': [
      {
        'main.js': "import A from './a'\nclass Box { static n = 1 }\nsay(Box.n + A.make().n)",
        'a.js': 'export default class Box { n = 20; static make() { return new Box() } }',
      },
      [21],
    ],
    'defaults without a name': [
      {
        'main.js': "import A from './a-b'\nimport f from './f'\nimport v from './v'\nsay(new A().n + f() + v)",
        'a-b.js': 'export default class { n = 1 }',
        'f.js': 'export default function () { return 2 }',
        'v.js': 'export default 3 + 4',
      },
      [10],
    ],
    'what is handed on': [
      {
        'main.js': "import { a, b, c } from './index.js'\nsay([a, b, c].join())",
        'index.js':
          "export * from './x.js'\nexport { default as b } from './y.js'\nimport { z } from './z.js'\nexport { z as c }",
        'x.js': "export const a = 'a'",
        'y.js': "const b = 'b'\nexport default b",
        'z.js': "export const z = 'c'",
      },
      ['a,b,c'],
    ],
    'the engine by every name': [
      {
        'main.js': "import E, { up, Scene as S } from 'engine'\nsay(up + E.up + { up }.up + (class extends S {}).name)",
      },
      ['engineengineengine'],
    ],
    'a picture is its address, a style sheet nothing': [
      { 'main.js': "import lamp from './lamp.png'\nimport './a.css'\nsay(lamp)", 'lamp.png': '', 'a.css': '' },
      ['./lamp.png'],
    ],
    'two that import each other': [
      {
        'main.js': "import { a } from './a'\nsay(a())",
        'a.js': "import { b } from './b'\nexport function a() { return b() }\nexport const one = 1",
        'b.js': "import { one } from './a'\nexport const b = () => one + 1",
      },
      [2],
    ],
    'several declared in one export': [
      { 'main.js': "import { a, b } from './a'\nsay(a + b)", 'a.js': 'export const a = 1, b = 2' },
      [3],
    ],
    TypeScript: [
      {
        'main.ts':
          "import type { T } from './t'\nimport { f } from './t'\nenum Up { A = 4 }\nconst x: T = { n: 1 }\nsay(f(x) + Up.A)",
        't.ts': 'export interface T { n: number }\nexport function f({ n }: T): number { return n }',
      },
      [5],
    ],
  }
  for (const [name, [files, expected]] of Object.entries(cases)) {
    t.strictSame(said(files, 'main.ts' in files ? 'main.ts' : 'main.js'), expected, name)
  }
})

t.test('what cannot stand in one file says why', async (t) => {
  const cases: [string, Record<string, string>, string][] = [
    ['a package', { 'main.js': "import x from 'some-package'" }, 'needs-package'],
    ['a file that is not there', { 'main.js': "import x from './x'" }, 'module-missing'],
    [
      'a name that is not exported',
      { 'main.js': "import { y } from './x'\nsay(y)", 'x.js': 'export const x = 1' },
      'module-missing',
    ],
    ['data', { 'main.js': "import x from './x.json'", 'x.json': '{}' }, 'needs-data'],
    ['import()', { 'main.js': "import('./x.js')", 'x.js': '' }, 'module-form'],
    ['import.meta', { 'main.js': 'say(import.meta.url)' }, 'module-form'],
    ['require', { 'main.js': "const x = require('x')" }, 'needs-package'],
    ['a namespace', { 'main.js': "import * as x from './x'", 'x.js': '' }, 'module-form'],
    ['no syntax', { 'main.js': 'const = 1' }, 'syntax-error'],
    [
      'a name in the way',
      { 'main.js': "import { x as y } from './x'\nconst f = (x) => y + x", 'x.js': 'export const x = 1' },
      'module-names',
    ],
  ]
  for (const [name, files, reason] of cases) {
    t.throws(() => bundled(files), { reason } as Partial<CannotBundle> as Error, name)
  }
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`m${at}.js`, `import './m${at + 1}.js'`]))
  t.throws(() => bundled({ ...many, 'm60.js': '' }, 'm0.js'), {
    reason: 'too-many-modules',
  } as Partial<CannotBundle> as Error)
})

t.test('the modules of a clone that a text imports are found without parsing it', async (t) => {
  const paths = new Set(['a/b.js', 'a/c/index.ts', 'd.js'])
  const text = `import B from "./b"\nimport './c'\nexport { d } from '../d.js'\nimport x from 'x'\nimport('./nowhere.js')`
  t.strictSame(importedPaths('a/main.js', text, paths), ['a/b.js', 'a/c/index.ts', 'd.js'])
})

t.test('types go, comments and everything else stay', async (t) => {
  const code = plainScript(
    'a.ts',
    '// why\nclass A { private n!: number; m: number = 1; f(x?: string): void { say(x as any) } }\n',
  )
  t.match(code, /^\/\/ why\nclass A/)
  t.notMatch(code, /private|number|\?|as any|n;/)
  t.equal(plainScript('a.js', 'let x: number'), 'let x: number')
})
