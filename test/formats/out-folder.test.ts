import t from 'tap'
import { spawnSync } from 'node:child_process'
import {
  existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, symlinkSync, writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { OutFolder, checkOutFolder } from '../../src/formats/out-folder.ts'

const MANIFEST = JSON.stringify({ name: 'sft-stream', files: {} })

/** Builds a folder with one file and puts it in its place. */
function build(path: string, force = false, name = 'train.jsonl', text = 'new'): void {
  const folder = new OutFolder(path, force)
  writeFileSync(folder.path(name), text)
  folder.commit()
}

t.test('a folder that is not there, or empty, or ours, may be written', async (t) => {
  const dir = t.testdir({ empty: {}, ours: { 'manifest.json': MANIFEST, 'train.jsonl': 'old' } })
  for (const name of ['absent', 'empty', 'ours', 'deep/er']) {
    build(join(dir, name))
    t.equal(readFileSync(join(dir, name, 'train.jsonl'), 'utf8'), 'new', name)
  }
  t.strictSame(readdirSync(dir), ['absent', 'deep', 'empty', 'ours'], 'nothing is left beside them')
})

t.test('what is not ours is refused', async (t) => {
  const dir = t.testdir({
    foreign: { 'thesis.tex': '' },
    'other manifest': { 'manifest.json': '{"name":"webapp"}' },
    'broken manifest': { 'manifest.json': '{' },
    file: 'x',
  })
  for (const name of readdirSync(dir)) {
    t.throws(() => checkOutFolder(join(dir, name), false), { code: 'ERR_OUT_DIR' }, name)
  }
  t.throws(() => checkOutFolder(join(dir, 'foreign'), false), { code: 'ERR_OUT_DIR', hint: /--force/ })
  t.throws(() => checkOutFolder(join(dir, 'file'), true), { code: 'ERR_OUT_DIR' }, 'a file stays one under --force')
})

t.test('not even --force replaces the home folder, the root, or what is around the working directory', async (t) => {
  for (const path of [homedir(), '/', '.', '..']) {
    t.throws(() => checkOutFolder(path, true), { code: 'ERR_OUT_DIR' }, path)
  }
})

t.test("the user's files in the folder stay, stale ones of ours go", async (t) => {
  const dir = t.testdir({
    ours: { 'manifest.json': MANIFEST, 'dpo.jsonl': 'stale', saves: { adapter: 'a week of training' } },
    foreign: { 'notes.txt': 'mine', 'train.jsonl': 'somebody else' },
  })
  build(join(dir, 'ours'))
  t.strictSame(readdirSync(join(dir, 'ours')), ['saves', 'train.jsonl'])
  t.equal(readFileSync(join(dir, 'ours/saves/adapter'), 'utf8'), 'a week of training')
  build(join(dir, 'foreign'), true)
  t.strictSame(readdirSync(join(dir, 'foreign')), ['notes.txt', 'train.jsonl'])
})

t.test('until the end the old folder is untouched, and an abandoned one leaves no trace', async (t) => {
  const dir = t.testdir({ out: { 'manifest.json': MANIFEST, 'train.jsonl': 'old' } })
  const folder = new OutFolder(join(dir, 'out'), false)
  writeFileSync(folder.path('train.jsonl'), 'half')
  t.equal(readFileSync(join(dir, 'out/train.jsonl'), 'utf8'), 'old')
  folder.abandon()
  t.strictSame(readdirSync(dir), ['out'])
  t.equal(readFileSync(join(dir, 'out/train.jsonl'), 'utf8'), 'old')
})

t.test('a run killed between the two renames is made good by the next', async (t) => {
  const dir = t.testdir({ out: { 'manifest.json': MANIFEST, 'train.jsonl': 'old', saves: {} } })
  const out = join(dir, 'out')
  renameSync(out, join(dir, '.out.sft-old'))
  checkOutFolder(out, false)
  t.equal(readFileSync(join(out, 'train.jsonl'), 'utf8'), 'old', 'the old folder is back')

  renameSync(out, join(dir, '.out.sft-old'))
  mkdirSync(out)
  writeFileSync(join(out, 'manifest.json'), MANIFEST)
  checkOutFolder(out, false)
  t.strictSame(readdirSync(out), ['manifest.json', 'saves'], 'the new folder got the files of the user')
  t.notOk(existsSync(join(dir, '.out.sft-old')))
})

t.test('what a killed run has built is removed by the next one, what a live one builds is not', async (t) => {
  const dir = t.testdir()
  const out = join(dir, 'out')
  const alive = new OutFolder(out, false)
  const name = basename(dirname(alive.path('train.jsonl')))
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  const dead = name.replace(`-${process.pid}-`, `-${pid}-`)
  const elsewhere = dead.replace(/new-[0-9a-f]{8}/, 'new-0badc0de')
  const others = ['.other' + dead.slice('.out'.length), '.out.sft-kept-1', elsewhere]
  for (const made of [dead, ...others]) mkdirSync(join(dir, made))
  checkOutFolder(out, false)
  t.strictSame(readdirSync(dir).toSorted(), [name, ...others].toSorted())
  alive.abandon()
})

t.test('a dataset that cannot be put in its place is kept under a name that no later run removes', async (t) => {
  const dir = t.testdir({ out: { 'manifest.json': MANIFEST } })
  const folder = new OutFolder(join(dir, 'out'), false)
  writeFileSync(folder.path('train.jsonl'), 'new')
  // Not empty, and not a folder: the old one cannot be moved there.
  writeFileSync(join(dir, '.out.sft-old'), 'x')
  t.throws(() => folder.commit(), { code: 'ERR_IO', hint: /\.out\.sft-kept-/ })
  const [kept] = readdirSync(dir).filter((name) => name.includes('kept'))
  t.equal(readFileSync(join(dir, kept, 'train.jsonl'), 'utf8'), 'new')
})

t.test('a link to a folder stays a link', async (t) => {
  const dir = t.testdir({ real: {} })
  symlinkSync(join(dir, 'real'), join(dir, 'link'))
  build(join(dir, 'link'))
  t.equal(realpathSync(join(dir, 'link')), realpathSync(join(dir, 'real')))
  t.strictSame(readdirSync(join(dir, 'real')), ['train.jsonl'])
})

t.test('a parent that is a file is refused', async (t) => {
  const dir = t.testdir({ file: 'x' })
  t.throws(() => new OutFolder(join(dir, 'file/out'), false), { code: 'ERR_OUT_DIR' })
})
