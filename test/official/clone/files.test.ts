import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { cloneAround, readBytes, readText, walkFolder } from '../../../src/official/clone/files.ts'
import { folderWith } from '../../helpers/folder.ts'

t.test('the walk gives regular files in order, and leaves out hidden folders and what others wrote', async (t) => {
  const root = folderWith(t, {
    'b.js': '',
    'a/z.js': '',
    'a/B.js': '',
    '.git/config': '',
    'node_modules/x/index.js': '',
    'dist/out.js': '',
    '.hidden': '',
  })
  t.strictSame(walkFolder(root), { paths: ['.hidden', 'a/B.js', 'a/z.js', 'b.js'], isCut: false })
})

t.test('no link is followed, whatever it leads to', async (t) => {
  const outside = folderWith(t, { 'secret.js': 'secret', 'sub/secret.js': 'secret' })
  const root = folderWith(t, { 'own.js': 'own' })
  symlinkSync(join(outside, 'secret.js'), join(root, 'link.js'))
  symlinkSync(join(outside, 'sub'), join(root, 'folder'))
  symlinkSync('.', join(root, 'circle'))
  t.strictSame(walkFolder(root).paths, ['own.js'])
  t.equal(readText(root, 'link.js'), undefined)
  t.equal(readText(root, 'folder/secret.js'), undefined)
  t.equal(readText(root, `../${outside.split('/').at(-1)}/secret.js`), undefined)
  t.equal(readText(root, 'own.js'), 'own')
})

t.test('names that no line can hold are left out', async (t) => {
  const root = folderWith(t, { 'two\nlines.js': '', 'fine name.js': '' })
  t.strictSame(walkFolder(root).paths, ['fine name.js'])
})

t.test('a text is UTF-8 of a bounded size; line ends are made one', async (t) => {
  const root = folderWith(t, {
    'dos.js': 'a\r\nb\rc',
    'binary.js': 'a\0b',
    'latin.js': Buffer.from([0x61, 0xe9, 0x62]),
    'large.js': 'x'.repeat(600_000),
  })
  t.equal(readText(root, 'dos.js'), 'a\nb\nc')
  for (const path of ['binary.js', 'latin.js', 'large.js', 'missing.js', '.'])
    t.equal(readText(root, path), undefined, path)
  t.equal(readBytes(root, 'large.js', 10)?.length, 10)
})

t.test('a folder that cannot be read is an error of the input', async (t) => {
  t.throws(() => walkFolder('/nowhere/at/all'), { code: 'ERR_NO_INPUT' })
})

t.test('a folder in a clone that does not say its terms belongs to the clone', async (t) => {
  const root = folderWith(t, { '.git/HEAD': 'ref: refs/heads/main\n', 'public/src/a.js': '', 'own/LICENSE': '' })
  mkdirSync(join(root, 'empty'))
  const has = (names: readonly string[]): boolean => names.includes('LICENSE')
  t.strictSame(cloneAround(join(root, 'public/src'), has), { root, below: 'public/src' })
  t.strictSame(cloneAround(join(root, 'own'), has), { root: join(root, 'own'), below: '' })
  t.strictSame(cloneAround(root, has), { root, below: '' })
})
