/** The index of the installed engine: what the checks and prompts take for granted. */
import t from 'tap'
import { join } from 'node:path'
import { buildSymbols } from '../../src/api-index/build.ts'
import { writeIndexFile } from '../../src/api-index/index-file.ts'
import { loadIndexFile } from '../../src/api-index/index-store.ts'
import { apiSource } from '../../src/domains/phaser/api-source.ts'

const symbols = buildSymbols(apiSource())
const path = join(t.testdir({}), 'index.jsonl')
writeIndexFile(path, 'phaser', 'Phaser', symbols)
const index = loadIndexFile(path)

t.test('there are at least 14,000 symbols of every kind', async (t) => {
  t.ok(index.size >= 14_000, `${index.size}`)
  const declared = symbols.filter(({ signature }) => !signature.startsWith('private '))
  t.ok(declared.length >= 14_000, `${declared.length} without the private ones`)
  const kinds = 'class config-field constant enum enum-member event function interface method namespace property typedef'
  t.equal([...new Set(symbols.map(({ kind }) => kind))].toSorted().join(' '), kinds)
})

t.test('what exists is found where it is declared, and with its type', async (t) => {
  const cases: [asked: string, declared: string, type: string][] = [
    ['Phaser.Cameras.Scene2D.Camera#setBounds', 'Phaser.Cameras.Scene2D.BaseCamera#setBounds', 'this'],
    ['Phaser.Cameras.Scene2D.Camera#rotation', 'Phaser.Cameras.Scene2D.BaseCamera#rotation', 'number'],
    ['Phaser.Display.Color.GetColor', 'Phaser.Display.Color.GetColor', 'number'],
    ['Phaser.Display.Color#r', 'Phaser.Display.Color#r', 'number'],
    ['Phaser.BlendModes.ADD', 'Phaser.BlendModes.ADD', 'Phaser.BlendModes'],
    ['Phaser.GameObjects.Sprite#setAlpha', 'Phaser.GameObjects.Sprite#setAlpha', 'this'],
    ['Phaser.GameObjects.Graphics#setPosition', 'Phaser.GameObjects.Graphics#setPosition', 'this'],
    ['Phaser.GameObjects.Text#setOrigin', 'Phaser.GameObjects.Text#setOrigin', 'this'],
    ['Phaser.Physics.Arcade.Sprite#setVelocity', 'Phaser.Physics.Arcade.Sprite#setVelocity', 'this'],
    ['Phaser.Types.Physics.Arcade.SpriteWithDynamicBody#setBounce', 'Phaser.Physics.Arcade.Sprite#setBounce', 'this'],
    ['Phaser.Types.Physics.Arcade.SpriteWithDynamicBody#on', 'Phaser.Events.EventEmitter#on', 'this'],
    ['Phaser.Scene#add', 'Phaser.Scene#add', 'Phaser.GameObjects.GameObjectFactory'],
    ['Phaser.Scene#physics', 'Phaser.Scene#physics', 'Phaser.Physics.Arcade.ArcadePhysics'],
    ['Phaser.GameObjects.GameObjectFactory#graphics', 'Phaser.GameObjects.GameObjectFactory#graphics', 'Phaser.GameObjects.Graphics'],
    ['Phaser.Math.RND', 'Phaser.Math.RND', 'Phaser.Math.RandomDataGenerator'],
    ['Phaser.Types.Tweens.TweenBuilderConfig.duration', 'Phaser.Types.Tweens.TweenBuilderConfig.duration', 'number'],
  ]
  for (const [asked, declared, type] of cases) {
    t.match(index.resolve(asked)?.symbol, { id: declared, type }, asked)
  }
  t.equal(index.get('Phaser.Display.Color.GetColor')?.static, true)
})

t.test('what does not exist is not found, and gets a suggestion', async (t) => {
  for (const id of ['Phaser.GameObjects.Graphics#fillStar', 'Phaser.GameObjects.Graphics#drawCircle', 'Phaser.Graphics']) {
    t.equal(index.resolve(id), undefined, id)
  }
  t.match(index.suggest('Phaser.GameObjects.Graphics', 'fillStar'), [/^fill/])
  t.strictSame(index.suggest('Phaser.GameObjects.GameObjectFactory', 'grapics', 1), ['graphics'])
})

t.test('constants have the values that the engine gives them', async (t) => {
  const values: [id: string, value: string | number][] = [
    ['Phaser.BlendModes.SKIP_CHECK', -1],
    ['Phaser.BlendModes.ADD', 1],
    ['Phaser.CANVAS', 1],
    ['Phaser.Input.Events.POINTER_DOWN', 'pointerdown'],
    ['Phaser.Input.Events.GAMEOBJECT_DRAG', 'drag'],
    ['Phaser.Input.Keyboard.KeyCodes.SPACE', 32],
  ]
  for (const [id, value] of values) t.equal(index.get(id)?.value, value, id)
  t.strictSame(symbols.filter(({ kind, value }) => kind === 'event' && typeof value !== 'string'), [])
  t.strictSame(symbols.filter(({ kind, value }) => kind === 'enum-member' && value === undefined), [])
  t.ok(index.eventsByValue('pointerdown').includes('Phaser.Input.Events.POINTER_DOWN'))
})

t.test('every base and owner is a symbol itself', async (t) => {
  const unknown = symbols.flatMap(({ owner, bases }) => [owner, ...bases]).filter((id) => id !== '' && !index.get(id))
  t.strictSame([...new Set(unknown)], [])
})

t.test('texts are one line, and short', async (t) => {
  const odd = symbols.filter(({ doc, signature }) => /\n|\{@link/.test(doc + signature) || doc.length > 400)
  t.strictSame(odd.map(({ id }) => id), [])
})
