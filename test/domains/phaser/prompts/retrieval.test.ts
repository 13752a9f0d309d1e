/** The context of whole seeds, of the kinds that are asked for. */
import t from 'tap'
import { chooseContext } from '../../../../src/api-index/context.ts'
import { cacheFolders, openIndex } from '../../../../src/api-index/index-store.ts'
import { openSearch } from '../../../../src/api-index/search-file.ts'
import { apiSource } from '../../../../src/domains/phaser/api-source.ts'
import { BY_API } from '../../../../src/domains/phaser/prompts/companions.ts'
import { prompts } from '../../../../src/domains/phaser/prompts/index.ts'
import type { Seed } from '../../../../src/record.ts'

const cache = t.testdir({})
const index = await openIndex(apiSource(), cache)
const search = openSearch(index, prompts.prior, cacheFolders(apiSource(), cache))
const limits = { items: 20, tokens: Infinity, cost: () => 0 }

function contextOf(part: Partial<Seed>): string[] {
  const seed: Seed = { id: 's', difficulty: 'medium', modules: [], task: '', ...part }
  return chooseContext(index, search, prompts.wanted(seed), limits).map(({ id }) => id)
}

t.test('what a task says is found, in both languages', async (t) => {
  const cases: [task: string, id: string][] = [
    ['点击按钮后弹出提示', 'GameObjects.GameObject#setInteractive'],
    ['click the button to open a popup', 'GameObjects.GameObject#setInteractive'],
    ['相机跟随玩家', 'Cameras.Scene2D.Camera#startFollow'],
    ['the camera follows the ship', 'Cameras.Scene2D.Camera#startFollow'],
    ['屏幕震动', 'Cameras.Scene2D.Camera#shake'],
    ['shake the screen', 'Cameras.Scene2D.Camera#shake'],
    ['每隔一秒生成一个障碍', 'Time.Clock#addEvent'],
    ['spawn an enemy every second', 'Time.Clock#addEvent'],
    ['粒子爆炸', 'GameObjects.GameObjectFactory#particles'],
    ['fireworks in the night', 'GameObjects.GameObjectFactory#particles'],
    ['瓦片地图', 'Tilemaps.Tilemap#addTilesetImage'],
  ]
  for (const [task, id] of cases) t.ok(contextOf({ task }).includes(`Phaser.${id}`), task)
})

t.test('every class that must be used brings a way to get at it or a member, and is named', async (t) => {
  for (const path of Object.keys(BY_API)) {
    const id = `Phaser.${path}`
    const context = contextOf({ must_use_apis: [id] })
    t.ok(context.includes(index.resolve(id)!.symbol.id), id)
    t.ok(context.length >= 20, `${id}: ${context.length}`)
  }
})

t.test('a class of which no line speaks brings what gives it and its members', async (t) => {
  const context = contextOf({ must_use_apis: ['Phaser.GameObjects.IsoBox'] })
  t.ok(context.includes('Phaser.GameObjects.GameObjectFactory#isobox'))
  t.ok(context.some((id) => id.startsWith('Phaser.GameObjects.IsoBox#')))
})

t.test('ids are those that declare a member, each once, at most the limit besides required types', async (t) => {
  const context = contextOf({
    must_use_apis: ['Phaser.Physics.Arcade.Sprite'],
    modules: ['Physics', 'Input'],
    task: '跳跃',
  })
  for (const id of context) t.equal(index.get(id)?.id, id)
  t.equal(new Set(context).size, context.length)
  t.equal(context.length, 21)
})

t.test('nothing that the engine keeps for itself is shown, whatever the words', async (t) => {
  const words = [
    'renderer',
    'pipeline',
    'webgl',
    'internal',
    'private',
    'update',
    'cache',
    'pre update',
    'boot',
    'shutdown',
    'matrix',
  ]
  for (const task of [...words, words.join(' ')]) {
    for (const id of contextOf({ task })) {
      t.notMatch(id, /[#.]_|Renderer|Pipeline|WebGL|#(preUpdate|postUpdate|boot|shutdown|preDestroy)$/, task)
      t.notMatch(index.get(id)!.signature, /^(private|protected) /)
    }
  }
})
