import t from 'tap'
import { originOf, publicAddress } from '../../../src/official/clone/git.ts'
import { folderWith } from '../../helpers/folder.ts'

const HASH = 'a'.repeat(39) + '1'

t.test('the commit is read from HEAD, from its branch, or from the packed branches', async (t) => {
  const cases: [string, Record<string, string>, string][] = [
    ['detached', { '.git/HEAD': `${HASH}\n` }, HASH],
    ['a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${HASH}\n` }, HASH],
    [
      'packed',
      { '.git/HEAD': 'ref: refs/heads/my/main\n', '.git/packed-refs': `# pack\n${HASH} refs/heads/my/main\n` },
      HASH,
    ],
    ['a circle', { '.git/HEAD': 'ref: refs/heads/a\n', '.git/refs/heads/a': 'ref: refs/heads/a\n' }, ''],
    ['out of the folder', { '.git/HEAD': 'ref: refs/../../outside\n', outside: HASH }, ''],
    ['no hash', { '.git/HEAD': 'nonsense\n' }, ''],
    ['a worktree', { '.git': 'gitdir: /elsewhere\n' }, ''],
    ['no clone', { 'a.js': '' }, ''],
  ]
  for (const [name, files, expected] of cases) t.equal(originOf(folderWith(t, files)).commit, expected, name)
})

t.test('the address is that of origin, and never has a name or a password in it', async (t) => {
  const config =
    '[core]\n\tbare = false\n[remote "fork"]\n\turl = https://x.example/fork\n[remote "origin"]\n\turl = https://me:token@git.example.com/a/b.git\n'
  t.equal(originOf(folderWith(t, { '.git/config': config })).repository, 'https://git.example.com/a/b')
  const cases: [string, string | undefined][] = [
    ['git@git.example.com:a/b.git', 'https://git.example.com/a/b'],
    ['ssh://git@git.example.com:22/a/b.git', 'https://git.example.com/a/b'],
    ['git+https://git.example.com/a/b.git', 'https://git.example.com/a/b'],
    ['https://git.example.com/a/b/?key=1#x', 'https://git.example.com/a/b'],
    ['/home/me/clone', undefined],
    ['../clone', undefined],
    ['file:///home/me/clone', undefined],
  ]
  for (const [url, expected] of cases) t.equal(publicAddress(url), expected, url)
})
