import { join } from 'node:path'
import t from 'tap'
import { domain } from '../../../src/domains/registry.ts'
import { readExamples, type FoundExample, type SkippedFile } from '../../../src/official/clone/examples.ts'
import { folderWith } from '../../helpers/folder.ts'

const fixtures = join(import.meta.dirname, '../../../../fixtures/official/clone')
const examples = await domain().examples()

const isFound = (each: FoundExample | SkippedFile): each is FoundExample => 'code' in each

t.test('of a clone, programs and scenes are found, and every other script is named with its reason', async (t) => {
  const all = [...readExamples(fixtures, examples)]
  const found = all.filter(isFound)
  t.strictSame(
    found.map(({ path, title, folders, assets, licence }) => [
      path,
      title,
      folders.join('/'),
      assets,
      licence.id,
      licence.from,
    ]),
    [
      ['public/src/games/lantern hunt/main.js', 'lantern hunt', 'games', 'generated', 'MIT', 'LICENSE'],
      ['public/src/physics/arcade/rolling drums.js', 'rolling drums', 'physics/arcade', 'generated', 'MIT', 'LICENSE'],
      ['public/src/text/sign.js', 'sign', 'text', 'generated', 'MIT', 'LICENSE'],
      ['public/src/tilemap/cave.js', 'cave', 'tilemap', 'generated', 'MIT', 'LICENSE'],
      ['public/src/tweens/bouncing lamp.js', 'bouncing lamp', 'tweens', 'generated', 'MIT', 'LICENSE'],
      [
        'typescript/scenes/MeteorScene.ts',
        'meteor',
        'typescript/scenes',
        'generated',
        'Apache-2.0',
        'typescript/package.json',
      ],
    ],
  )
  const skipped = Object.fromEntries(all.flatMap((each) => (isFound(each) ? [] : [[each.path, each.reason]])))
  t.strictSame(skipped, {
    'copyleft/src/sign.js': 'licence-not-permissive',
    'public/src/games/lantern hunt/parts/Lantern.js': 'no-program',
    'public/src/games/lantern hunt/parts/index.js': 'no-program',
    'public/src/games/lantern hunt/scenes/Boot.js': 'part-of-another',
    'public/src/games/lantern hunt/scenes/Play.js': 'part-of-another',
    'public/src/helpers.js': 'no-program',
    'public/src/loader/file complete.js': 'about-loading',
    'public/src/old/states.js': 'older-engine',
    'public/src/text/kept rights.js': 'licence-unknown',
    'typescript/types.ts': 'no-program',
  })
})

t.test('no program keeps an address or a file', async (t) => {
  for (const example of readExamples(fixtures, examples)) {
    if (isFound(example))
      t.notMatch(
        example.code,
        /https?:|\.png|\.ogg|load\.(?!on)|phaser-example|game-container|\bimport\b|\bexport\b/,
        example.path,
      )
  }
})

t.test('the same clone gives the same examples', async (t) => {
  t.strictSame([...readExamples(fixtures, examples)], [...readExamples(fixtures, examples)])
})

const GAME = "new Phaser.Game({ scene: { create () { this.add.text(0, 0, 'Hi'); } } });\n"

t.test('without any terms there is no row, unless the user names them', async (t) => {
  const root = folderWith(t, { 'a.js': GAME })
  t.match([...readExamples(root, examples)], [{ path: 'a.js', reason: 'licence-unknown' }])
  t.match(
    [...readExamples(root, examples, { licence: 'MIT' })],
    [{ path: 'a.js', licence: { id: 'MIT', from: 'option' } }],
  )
})

t.test('what the user names does not outdo what a file says', async (t) => {
  const root = folderWith(t, {
    'a.js': GAME,
    LICENSE: 'GNU GENERAL PUBLIC LICENSE Version 3',
    'b/a.js': GAME,
    'b/LICENSE': 'Ours.',
  })
  const reasons = [...readExamples(root, examples, { licence: 'MIT' })].map((each) => !isFound(each) && each.reason)
  t.strictSame(reasons, ['licence-not-permissive', 'licence-unknown'])
})

t.test('a module under other terms than its program is no part of a row', async (t) => {
  const root = folderWith(t, {
    LICENSE: 'MIT',
    'main.js': `import { at } from './lib/at.js'\nnew Phaser.Game({ scene: { create () { this.add.text(at, 0, 'Hi'); } } })\n`,
    'lib/at.js': '// SPDX-License-Identifier: GPL-3.0\nexport const at = 1\n',
  })
  t.match([...readExamples(root, examples)][1], { path: 'main.js', reason: 'licence-mixed' })
})

t.test('commit and repository stand in every row; a folder inside a clone has those of the clone', async (t) => {
  const root = folderWith(t, {
    LICENSE: 'MIT',
    'public/src/a.js': GAME,
    'other/b.js': GAME,
    '.git/HEAD': 'a'.repeat(40) + '\n',
    '.git/config': '[remote "origin"]\n\turl = https://me:token@git.example.com/a/b.git\n',
  })
  const row = {
    path: 'public/src/a.js',
    commit: 'a'.repeat(40),
    repository: 'https://git.example.com/a/b',
    licence: { id: 'MIT' },
  }
  t.match([...readExamples(join(root, 'public/src'), examples)], [row])
  t.equal([...readExamples(root, examples)].length, 2)
})

t.test('where one script makes the game and another starts it, the other is the program', async (t) => {
  const root = folderWith(t, {
    LICENSE: 'MIT',
    'src/main.ts':
      "import StartGame from './game/main'\ndocument.addEventListener('DOMContentLoaded', () => { StartGame('game-container') })\n",
    'src/game/main.ts':
      "import { AUTO, Game } from 'phaser'\nimport { Hall } from './Hall'\nconst config = { type: AUTO, scene: [Hall] }\nconst StartGame = (parent: string) => new Game({ ...config, parent })\nexport default StartGame\n",
    'src/game/Hall.ts':
      "import { Scene } from 'phaser'\nexport class Hall extends Scene { create() { this.add.text(0, 0, 'Hall') } }\n",
  })
  const [hall, made, started] = [...readExamples(root, examples)]
  t.match([hall, made], [{ path: 'src/game/Hall.ts', reason: 'part-of-another' }, { reason: 'part-of-another' }])
  t.match(started, {
    path: 'src/main.ts',
    code: /class Hall extends Phaser\.Scene[\s\S]*new Phaser\.Game\([\s\S]*StartGame\('game-container'\)/,
  })
})
