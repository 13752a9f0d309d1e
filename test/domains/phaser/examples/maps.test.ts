import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import t from 'tap'
import { parseProgram } from '../../../../src/checks/program.ts'
import type { AssetFiles } from '../../../../src/domains/examples.ts'
import { adapt } from '../../../../src/domains/phaser/examples/adapt.ts'
import { valueText } from '../../../../src/domains/phaser/examples/literals.ts'
import { mapFacts, type MapFacts } from '../../../../src/domains/phaser/examples/map-facts.ts'
import { readMapFile } from '../../../../src/domains/phaser/examples/map-file.ts'
import { gridPlan, tiledPlan } from '../../../../src/domains/phaser/examples/maps.ts'

const none: AssetFiles = { sizeOf: () => undefined, textOf: () => undefined }

const factsOf = (code: string): MapFacts => mapFacts(parseProgram(code).program!.ast)

t.test('what a program says of its maps is read', async (t) => {
  const cases: [string, Partial<MapFacts>][] = [
    ["this.make.tilemap({ key: 'm', tileWidth: 16, tileHeight: 24 })", { tileWidth: 16, tileHeight: 24 }],
    ["this.add.tilemap('m', 64)", { tileWidth: 64, tileHeight: 64 }],
    ["map.addTilesetImage('Desert')", { tilesets: [set('Desert', 'Desert')] }],
    ["map.addTilesetImage('Desert', null)", { tilesets: [set('Desert', 'Desert')] }],
    [
      "map.addTilesetImage('Desert', 'tiles', 32, 16, 1, 2)",
      { tilesets: [{ ...set('Desert', 'tiles'), width: 32, height: 16, margin: 1, spacing: 2 }] },
    ],
    ['map.addTilesetImage(name)', { isOpen: true }],
    ["map.createLayer('Ground', tiles); map.createLayer('Sky', tiles)", { layers: ['Ground', 'Sky'] }],
    ['map.createLayer(2, tiles)', { layers: [], layerCount: 3 }],
    ['map.createLayer(pick(), tiles)', { isOpen: true }],
    ['map.setLayer(layer)', { isOpen: false }],
    ['map.setCollision([20, 48])', { solid: [20, 48] }],
    ['map.setCollisionBetween(3, 5)', { solid: [3, 4, 5] }],
    ['map.setCollisionBetween(1, 1e9)', { solid: [1, 2, 3, 4, 5, 6, 7, 8] }],
    ['map.setCollision(-1); tile.index === 82; tile.index !== -1', { solid: [], others: [82] }],
    ['map.putTilesAt([[7, 8], [9, 300]], 0, 0)', { others: [7, 8, 9, 300], last: 300 }],
    ['map.randomize(0, 0, 9, 9, [44, 45])', { others: [44, 45] }],
    ['const level = [[0, 1], [2, 90]]', { others: [], last: 90 }],
    ['const points = [0, 900]', { last: 0 }],
    ['map.setCollisionByExclusion([-1])', { allSolid: true }],
    [
      "map.setCollisionByProperty({ collides: true, kind: ['lava'] })",
      { properties: { collides: true, kind: 'lava' } },
    ],
    [
      "map.findObject('Marks', (mark) => mark.name === 'start')",
      { objectLayers: ['Marks'], objects: [{ name: 'start' }] },
    ],
    ["map.createFromObjects('Coins', { gid: 26, key: 'coin' })", { objectLayers: ['Coins'], objects: [{ gid: 26 }] }],
    ["player.name === 'nobody'", { objects: [] }],
  ]
  for (const [code, expected] of cases) t.match(factsOf(code), expected, code)
})

function set(name: string, key: string): MapFacts['tilesets'][number] {
  return { name, key, width: undefined, height: undefined, margin: 0, spacing: 0 }
}

t.test('the tiles of a plan are those that the program looks for, and its sets have them all', async (t) => {
  const facts = factsOf(
    "map.addTilesetImage('A'); map.addTilesetImage('B'); map.setCollision(1); map.replaceByIndex(2, 40); map.createLayer(1)",
  )
  const { ground, walls, extras, tiled } = tiledPlan(facts, undefined)
  t.strictSame([ground, walls, extras], [3, [1], [2, 40, tiled!.tilesets[1].first]])
  t.strictSame(
    tiled!.tilesets.map(({ name, first, count }) => [name, first, count]),
    [
      ['A', 1, 41],
      ['B', 42, 16],
    ],
  )
  t.strictSame(tiled!.layers, ['Layer 1', 'Layer 2'])
  t.equal(tiledPlan(factsOf('map.setCollisionByExclusion([-1])'), undefined).ground, 0, 'room to move in')
  t.equal(gridPlan(factsOf('map.setCollisionByExclusion([-1])')).ground, -1)
})

const MAP = {
  width: 50,
  height: 20,
  tilewidth: 16,
  tileheight: 16,
  layers: [
    { name: 'Back', type: 'tilelayer', data: [1, 2, 3] },
    { name: 'Spots', type: 'objectgroup', objects: [] },
  ],
  tilesets: [{ name: 'A', firstgid: 1, tilecount: 8, tilewidth: 16, tileheight: 16, spacing: 2 }],
}

t.test('sizes and names come from the map file of the clone, its tiles do not', async (t) => {
  const files: AssetFiles = { ...none, textOf: (path) => (path === 'maps/m.json' ? JSON.stringify(MAP) : undefined) }
  const source = `class Example extends Phaser.Scene {
  preload () {
    this.load.image('a', 'a.png');
    this.load.setPath('maps/');
    this.load.tilemapTiledJSON('m', 'm.json');
  }
  create () {
    const map = this.make.tilemap({ key: 'm' });
    map.createLayer('Back', map.addTilesetImage('A', 'a'));
  }
}
new Phaser.Game({ scene: Example });`
  const result = adapt(source, files)
  t.match(result, { assets: 'generated' })
  const { code } = result as { code: string }
  t.match(code, "drawTiles(this, 'a', 16, 16, 8, 0, 2);")
  t.match(code, /makeMap\(this, 'm', \{[^]*width: 50,[^]*tileWidth: 16,[^]*layers: \['Back'\]/)
  t.notMatch(code, /\[1, 2, 3\]/)
})

t.test('a map file that is none, or no plain grid, says nothing', async (t) => {
  for (const text of [undefined, '', '{', '[]', 'null', JSON.stringify({ ...MAP, orientation: 'isometric' })]) {
    t.equal(readMapFile(text), undefined, String(text))
  }
  t.equal(readMapFile(JSON.stringify({ ...MAP, width: 1e9 })), undefined)
})

t.test('data of the clone or of the program itself goes into the cache; nothing else does', async (t) => {
  const sourceOf = (load: string) => `new Phaser.Game({ scene: { preload () { ${load} } } });`
  const files: AssetFiles = {
    ...none,
    textOf: (path) => ({ 'd.json': '{"a-b": [1]}', 'd.txt': "it's\r\n", 'long.txt': 'x'.repeat(5000) })[path],
  }
  const cases: [string, RegExp | string][] = [
    ["this.load.json('d', 'd.json');", /this\.cache\.json\.add\('d', \{ 'a-b': \[1\] \}\);/],
    ["this.load.json('d', { level: 1 });", /this\.cache\.json\.add\('d', \{ level: 1 \}\);/],
    ["this.load.text('d', 'd.txt');", /this\.cache\.text\.add\('d', 'it\\'s\\r\\n'\);/],
    ["this.load.json('d', 'd.txt');", 'needs-data'],
    ["this.load.text('d', 'long.txt');", 'needs-data'],
    ["this.load.html('d', 'd.html');", 'needs-html'],
  ]
  for (const [load, expected] of cases) {
    const result = adapt(sourceOf(load), files)
    if (typeof expected === 'string') t.match(result, { reason: expected }, load)
    else t.match('code' in result ? result.code : result.reason, expected, load)
  }
})

t.test('a value of JSON as a program says it is that value', async () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const back = runInNewContext(`JSON.stringify(${valueText(value)})`) as string
      return back === JSON.stringify(value)
    }),
  )
})
