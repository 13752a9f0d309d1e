import t from 'tap'
import { walkFolder } from '../../../src/official/clone/files.ts'
import { headerOf, Provenance } from '../../../src/official/clone/provenance.ts'
import { folderWith } from '../../helpers/folder.ts'

const MIT =
  'Permission is hereby granted, free of charge, to any person obtaining a copy. The above copyright notice and this permission notice …'

t.test('the nearest file above that speaks of terms decides, and the header of a file before it', async (t) => {
  const root = folderWith(t, {
    LICENSE: MIT,
    'README.md': '## License\n\nApache License 2.0\n',
    'a/deep/x.js': '',
    'b/package.json': '{"license": "ISC"}',
    'b/README.md': '# Nothing of the kind\n',
    'c/package.json': '{"license": "UNLICENSED"}',
    'd/package.json': '{"license": {"type": "BSD-3-Clause"}}',
    'e/README.md': '## Licence\n\nMIT license\n',
    'e/package.json': '{"license": "ISC"}',
    'f/package.json': 'not json',
    'g/LICENCE.txt': 'Ask first.',
  })
  const provenance = new Provenance(root, walkFolder(root).paths)
  const cases: [string, string, { id: string; from: string }][] = [
    ['a/deep/x.js', '', { id: 'MIT', from: 'LICENSE' }],
    ['b/x.js', '', { id: 'ISC', from: 'b/package.json' }],
    ['c/x.js', '', { id: 'unknown', from: 'c/package.json' }],
    ['d/x.js', '', { id: 'BSD-3-Clause', from: 'd/package.json' }],
    ['e/x.js', '', { id: 'MIT', from: 'e/README.md' }],
    ['f/x.js', '', { id: 'MIT', from: 'LICENSE' }],
    ['g/x.js', '', { id: 'unknown', from: 'g/LICENCE.txt' }],
    ['g/y.js', '// SPDX-License-Identifier: MIT\nstart()', { id: 'MIT', from: 'g/y.js' }],
    ['a/z.js', 'start()\n// SPDX-License-Identifier: ISC', { id: 'MIT', from: 'LICENSE' }],
  ]
  for (const [path, text, expected] of cases) t.strictSame(provenance.licenceOf(path, text), expected, path)
})

t.test('where nothing speaks of terms there are none', async (t) => {
  const root = folderWith(t, { 'a.js': '' })
  t.equal(new Provenance(root, ['a.js']).licenceOf('a.js', ''), undefined)
})

t.test('package.json tells the repository of a clone whose .git is gone', async (t) => {
  const root = folderWith(t, { 'package.json': '{"repository": {"url": "git+https://me:pw@git.example.com/a/b.git"}}' })
  t.strictSame(new Provenance(root, []).origin, { commit: '', repository: 'https://git.example.com/a/b' })
})

t.test('the header ends where code begins', async (t) => {
  t.equal(headerOf('// one\n/* two\n */\n\nstart() // three'), '// one\n/* two\n */\n\n')
})
