import t from 'tap'
import { openIndex } from '../../../../src/api-index/index-store.ts'
import { apiSource } from '../../../../src/domains/phaser/api-source.ts'
import { apiContext } from '../../../../src/domains/phaser/prompts/api-context.ts'

const index = await openIndex(apiSource(), t.testdir({}))
const context = (...ids: string[]) =>
  apiContext(
    ids.map((id) => index.get(id)!),
    index,
  )

t.test('members stand below their owner, types that are listed before the others', async (t) => {
  const text = context(
    'Phaser.Input.Events.POINTER_DOWN',
    'Phaser.GameObjects.Graphics#fillStyle',
    'Phaser.GameObjects.Graphics',
  )
  t.equal(
    text,
    '### Phaser.GameObjects.Graphics (class)\n' +
      'A Graphics object is a way to draw primitive shapes to your game. Primitives include…\n' +
      "- fillStyle(color: number, alpha?: number): this — Set the current fill style. Used for all 'fill' related functions.\n\n" +
      '### Phaser.Input.Events (namespace)\n' +
      "- const POINTER_DOWN: string = 'pointerdown' — The Pointer Down Input Event.",
  )
  t.equal(context(), '')
})

t.test('a heading says how a scene gets there, and who of the others inherits it', async (t) => {
  const text = context(
    'Phaser.Physics.Arcade.Factory#sprite',
    'Phaser.GameObjects.GameObject#destroy',
    'Phaser.GameObjects.Text#setText',
  )
  t.match(text, '### Phaser.Physics.Arcade.Factory (class; this.physics.add)\n')
  t.match(text, '### Phaser.GameObjects.GameObject (class; of Text)\n')
})

t.test('the fields of a config are listed once, the usual ones of a large one', async (t) => {
  const text = context(
    'Phaser.Tweens.TweenManager#add',
    'Phaser.Tweens.TweenManager#create',
    'Phaser.Input.Keyboard.KeyboardPlugin#createCursorKeys',
  )
  t.equal(text.split('TweenBuilderConfig { targets: any, duration?: number, ease?: string,').length, 2)
  t.match(text, 'CursorKeys { up: Key, down: Key, left: Key, right: Key, space: Key, shift: Key }')
  t.notMatch(context('Phaser.Physics.Arcade.Factory#sprite'), /SpriteWithDynamicBody \{/)
})
