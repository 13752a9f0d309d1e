import t from 'tap'
import type { AssetFiles } from '../../../../src/domains/examples.ts'
import { adapt, role } from '../../../../src/domains/phaser/examples/adapt.ts'

const none: AssetFiles = { sizeOf: () => undefined, textOf: () => undefined }

/** A program with that preload, and anything else in its scene. */
const program = (preload: string, rest = ''): string =>
  `class Example extends Phaser.Scene {\n  preload () {\n    ${preload}\n  }\n  create () {\n    ${rest}\n  }\n}\nconst game = new Phaser.Game({ scene: Example });\n`

function adapted(source: string, files: AssetFiles = none): string {
  const result = adapt(source, files)
  if ('reason' in result) throw new Error(`${result.reason}: ${result.message}`)
  return result.code
}

t.test('a text is a game, a scene or neither', async (t) => {
  const cases: [string, ReturnType<typeof role>][] = [
    ['const game = new Phaser.Game(config)', 'game'],
    ["import { Game } from 'phaser'\nnew Game(config)", 'game'],
    ['export default class extends Phaser.Scene {}', 'scene'],
    ['export class Boot extends Scene {}', 'scene'],
    ['export class Bullet extends Phaser.GameObjects.Image {}', 'other'],
    ['const half = (x) => x / 2', 'other'],
  ]
  for (const [text, expected] of cases) t.equal(role(text), expected, text)
})

t.test('every load becomes a call that makes what it names', async (t) => {
  const cases: [string, string, RegExp][] = [
    [
      'image',
      "this.load.image('star', 'assets/star.png');",
      /drawTexture\(this, 'star', 24, 24, 0x\w{6}, paintStar\);/,
    ],
    ['object', "this.load.image({ key: 'ball', url: 'b.png' });", /drawTexture\(this, 'ball', 32, 32, /],
    ['list', "this.load.image([{ key: 'ball' }, { key: 'ship' }]);", /'ball'[^\n]*\n {4}drawTexture\(this, 'ship'/],
    ['key alone', "this.load.image('ship');", /drawTexture\(this, 'ship', 48, 48/],
    [
      'key worked out',
      "for (let i = 0; i < 3; i++) this.load.image('card' + i, 'c.png');",
      /drawTexture\(this, 'card' \+ i, 80, 112/,
    ],
    ['svg', "this.load.svg('gem', 'gem.svg');", /paintGem\);/],
    [
      'chain',
      "this.load.image('a', 'a.png').image('b', 'b.png');",
      /drawTexture\(this, 'a'[^\n]*\n {4}drawTexture\(this, 'b'/,
    ],
    ['alias', "const { load } = this; load.image('a', 'a.png');", /drawTexture\(this, 'a'/],
    ['another scene', "this.scene.get('B').load.image('a', 'a.png');", /drawTexture\(this\.scene\.get\('B'\), 'a'/],
    ['arrow', "['x'].forEach((key) => this.load.image(key, key + '.png'));", /\(key\) => drawTexture\(this, key, /],
    [
      'sheet',
      "this.load.spritesheet('dude', 'd.png', { frameWidth: 32, frameHeight: 48, endFrame: 8 });",
      /drawFrames\(this, 'dude', 32, 48, frameNumbers\(9\), /,
    ],
    ['sound', "this.load.audio('ping', ['a.ogg', 'a.mp3']);", /makeTone\(this, 'ping', \d+\);/],
    ['font', "this.load.bitmapFont('ice', 'i.png', 'i.xml');", /makeFont\(this, 'ice', 32, '#ffffff'\);/],
    [
      'settings',
      "this.load.setBaseURL('https://x.example'); this.load.setPath('a/'); this.load.image('a', 'a.png');",
      /^ {4}drawTexture|^\s*drawTexture/m,
    ],
  ]
  for (const [name, preload, expected] of cases) {
    const code = adapted(program(preload))
    t.match(code, expected, name)
    t.notMatch(code, /https?:|\.load\.(?:image|svg|spritesheet|audio|bitmapFont|set)/, name)
  }
})

t.test('the size of a picture is that of its file, and so is the number of its frames', async (t) => {
  const files: AssetFiles = {
    ...none,
    sizeOf: (address) => (address === 'art/a.png' ? { width: 130, height: 64 } : undefined),
  }
  t.match(
    adapted(program("this.load.setPath('art/');\n    this.load.image('a', 'a.png');"), files),
    /drawTexture\(this, 'a', 130, 64/,
  )
  const sheet = "this.load.spritesheet('a', 'art/a.png', { frameWidth: 32, frameHeight: 32 });"
  t.match(adapted(program(sheet), files), /frameNumbers\(8\)/)
})

t.test('a sheet has the frames that the program names', async (t) => {
  const sheet = "this.load.spritesheet('a', 'a.png', { frameWidth: 8 });"
  const cases: [string, number][] = [
    ["this.anims.create({ key: 'x', frames: this.anims.generateFrameNumbers('a', { start: 2, end: 11 }) })", 12],
    ["this.anims.create({ key: 'x', frames: this.anims.generateFrameNumbers('a', { frames: [0, 5, 3] }) })", 6],
    ["this.add.image(0, 0, 'a', 54)", 55],
    ["this.add.image(0, 0, 'a', Phaser.Math.Between(0, 15))", 16],
    ["this.add.group({ key: 'a', frame: [0, 1, 2, 20] })", 21],
    ["this.add.sprite(0, 0, 'a').setFrame(4)", 5],
    ["this.add.sprite(0, 0, 'a')", 8],
  ]
  for (const [rest, count] of cases) t.match(adapted(program(sheet, rest)), `frameNumbers(${count})`, rest)
})

t.test('an atlas has the frames that the program names, and their sizes from its data', async (t) => {
  const atlas = "this.load.atlas('a', 'a.png', 'a.json');"
  const named: [string, string][] = [
    ["this.add.image(0, 0, 'a', 'red/1')", "['red/1']"],
    ["this.tweens.add({ targets: [], texture: ['a', 'open'] })", "['open']"],
    ["this.add.particles(0, 0, 'a', { frame: ['x', 'y'] })", "['x', 'y']"],
    ["this.add.particles(0, 0, 'a', { frame: { frames: ['x', 'y'], cycle: true } })", "['x', 'y']"],
    [
      "this.anims.generateFrameNames('a', { prefix: 'run_', start: 1, end: 3, zeroPad: 2, suffix: '.x' })",
      "['run_01.x', 'run_02.x', 'run_03.x']",
    ],
    ["const blitter = this.add.blitter(0, 0, 'a'); blitter.create(0, 0, 'bunny')", "['bunny']"],
    ["const frames = ['p', 'q']; this.add.image(0, 0, 'a', Phaser.Utils.Array.GetRandom(frames))", "['p', 'q']"],
    ["this.textures.get('a').getFrameNames()", "['frame1', 'frame2', "],
    ["this.anims.generateFrameNames('a', { start: 0, end: 40 })", 'frameNumbers(41)'],
    ["this.add.image(0, 0, 'a', `rock_${Phaser.Math.Between(0, 2)}.x`)", "'rock_0.x', 'rock_1.x', 'rock_2.x', "],
    ["for (let i = 1; i < 4; i++) this.add.image(0, 0, 'a', 'rock' + i)", "'rock0', 'rock1', 'rock2', "],
  ]
  for (const [rest, expected] of named) t.match(adapted(program(atlas, rest)), expected, rest)
  const data = {
    frames: [
      { filename: 'one', frame: { w: 20, h: 30 } },
      { filename: 'two', frame: { w: 9, h: 9 } },
    ],
  }
  const files: AssetFiles = { ...none, textOf: () => JSON.stringify(data) }
  t.match(adapted(program(atlas, "this.add.image(0, 0, 'a', 'two')"), files), "'a', 9, 9, ['two']")
  t.match(adapted(program(atlas, "this.textures.get('a').getFrameNames()"), files), "'a', 20, 30, ['one', 'two']")
})

t.test('what no code of ours can stand in for is said', async (t) => {
  const cases: [string, string][] = [
    ["this.load.tilemapTiledJSON('m', 'm.json')", 'needs-tilemap'],
    ["this.load.json('d', 'd.json')", 'needs-data'],
    ["this.load.glsl('s', 's.frag')", 'needs-shader'],
    ["this.load.video('v', 'v.mp4')", 'needs-video'],
    ["this.load.html('h', 'h.html')", 'needs-html'],
    ["this.load.scenePlugin('p', 'p.js')", 'needs-plugin'],
    ["this.load.spineAtlas('p', 'p.atlas')", 'needs-plugin'],
    ["this.load.audioSprite('p', 'p.json')", 'needs-audio-sprite'],
    ['this.load.image(list)', ''],
    ["this.load.somethingNew('x', 'y')", 'unknown-load'],
    ["this.load.setPrefix('LEVEL1'); this.load.image('a', 'a.png')", 'load-prefix'],
    ["this.load.on('filecomplete-image-a', () => {}); this.load.image('a', 'a.png')", 'about-loading'],
    ['this.load.on(Phaser.Loader.Events.FILE_COMPLETE, () => {})', 'about-loading'],
    ["this.load.on('progress', () => {}); this.load.once('complete', () => {})", ''],
    ["const file = this.load.image('a', 'a.png')", 'about-loading'],
  ]
  for (const [preload, reason] of cases) {
    const result = adapt(program(preload), none)
    t.equal('reason' in result ? result.reason : '', reason, preload)
  }
})

t.test('programs of other engines, several games and packs of files are no examples', async (t) => {
  const cases: [string, string][] = [
    ["var game = new Phaser.Game(800, 600, Phaser.AUTO, '', { create: create })", 'older-engine'],
    ['new Phaser.Game({ state: { create: create } })\nfunction create () {}', 'older-engine'],
    ['new Phaser.Game({ scene: A })\nnew Phaser.Game({ scene: B })', 'several-games'],
    ["new Phaser.Game({ scene: { pack: { files: [{ type: 'image', key: 'a' }] } } })", 'needs-data'],
    ['const x = 1', 'no-game'],
    ['const = 1', 'syntax-error'],
  ]
  for (const [source, reason] of cases) {
    const result = adapt(source, none)
    t.equal('reason' in result ? result.reason : '', reason, source)
  }
})

t.test('the element of a page goes, the rest of the config stays; elements over the canvas keep it', async (t) => {
  const config =
    "new Phaser.Game({\n  type: Phaser.AUTO,\n  parent: 'phaser-example',\n  pixelArt: true,\n  scene: { create () { this.add.container({ parent: 'x' }); } }\n});\n"
  t.equal(adapted(config), config.replace("  parent: 'phaser-example',\n", ''))
  const scaled =
    "new Phaser.Game({ scale: { parent: 'p', mode: Phaser.Scale.FIT }, scene: { create () { this.add.text(0, 0, ''); } } });\n"
  t.match(adapted(scaled), 'scale: { mode: Phaser.Scale.FIT }')
  const dom =
    "new Phaser.Game({ parent: 'p', dom: { createContainer: true }, scene: { create () { this.add.dom(0, 0, 'p'); } } });\n"
  t.match(adapted(dom), "parent: 'p'")
})

t.test('scenes without a game are given one that suits them', async (t) => {
  t.match(
    adapted('class A extends Phaser.Scene { create () { this.add.text(0, 0, 1); } }'),
    /new Phaser\.Game\(\{[\s\S]*scene: A,\n\}\);/,
  )
  t.match(adapted('class A extends Phaser.Scene { create () { this.physics.add.image(); } }'), "default: 'arcade'")
  t.match(
    adapted('class A extends Phaser.Scene { create () { this.matter.add.image(); } }\nclass B extends Phaser.Scene {}'),
    /'matter' \},\n {2}scene: \[A, B\]/,
  )
})

t.test('variables that nobody declared are declared, those of the browser are not', async (t) => {
  const code = adapted(program('', 'cursors = 1; hits = 0; name = 2; hits++'))
  t.match(code, /^let cursors, hits;\n\nclass/)
})

t.test('a helper keeps out of the way of a name of the program', async (t) => {
  const code = adapted(program("this.load.image('ball', 'b.png');", 'const drawTexture = 1; paintBall();'))
  t.match(code, "drawTexture2(this, 'ball', 32, 32, ")
  t.match(code, 'paintBall2);')
  t.match(code, /function drawTexture2\(/)
  t.match(code, /function paintBall2\(/)
})

t.test('cursors from files, comments on addresses and on loading go', async (t) => {
  const code = adapted(
    program(
      "// see https://x.example\n    // this.load.image('old', 'old.png')\n    // kept",
      "this.input.setDefaultCursor('url(a/b.cur), pointer'); this.input.setDefaultCursor('url(c.cur)')",
    ),
  )
  t.notMatch(code, /https|old|url\(/)
  t.match(code, '// kept')
  t.equal(code.match(/setDefaultCursor\('pointer'\)/g)?.length, 2)
})

t.test('listeners that only tell how the loading goes go with it', async (t) => {
  const code = adapted(
    program(
      "this.load.on('loaderror', (file) => console.log(file));\n    this.load.on(Phaser.Loader.Events.FILE_PROGRESS, () => {});\n    this.load.on('progress', () => {});",
    ),
  )
  t.notMatch(code, /loaderror|FILE_PROGRESS/)
  t.match(code, "this.load.on('progress', () => {});")
})

t.test('a program that needs nothing stays as it is', async (t) => {
  const source = program('', "this.add.text(0, 0, 'Hi')").replace('    \n', '')
  t.strictSame(adapt(source, none), { code: source, assets: 'none' })
})
