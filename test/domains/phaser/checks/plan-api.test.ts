import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import t from 'tap'
import { openIndex } from '../../../../src/api-index/index-store.ts'
import { apiSource } from '../../../../src/domains/phaser/api-source.ts'
import { planEntries, resolvePlanApi } from '../../../../src/domains/phaser/plan/plan-api.ts'

const cache = mkdtempSync(join(tmpdir(), 'plan-api-'))
t.teardown(() => rmSync(cache, { recursive: true, force: true }))
const index = await openIndex(apiSource(), cache)

/** What teachers write, and a symbol that it must mean; null is foreign, undefined is unknown. */
const FORMS: readonly (readonly [string, string | null | undefined])[] = [
  ['Phaser.GameObjects.Graphics', 'Phaser.GameObjects.Graphics'],
  ['`Phaser.GameObjects.Graphics`', 'Phaser.GameObjects.Graphics'],
  ['Phaser.GameObjects.Graphics（绘制圆形）', 'Phaser.GameObjects.Graphics'],
  ['1. Phaser.GameObjects.Graphics - draws', 'Phaser.GameObjects.Graphics'],
  ['new Phaser.Game', 'Phaser.Game'],
  ['Graphics', 'Phaser.GameObjects.Graphics'],
  ['GameObjects.Graphics', 'Phaser.GameObjects.Graphics'],
  ['Graphics.fillStyle', 'Phaser.GameObjects.Graphics#fillStyle'],
  ['Graphics#fillStyle', 'Phaser.GameObjects.Graphics#fillStyle'],
  ['graphics.fillStyle()', 'Phaser.GameObjects.Graphics#fillStyle'],
  ['graphics.x/y', 'Phaser.GameObjects.Graphics#x'],
  ['Phaser.GameObjects.Graphics.fillStyle(color, alpha)', 'Phaser.GameObjects.Graphics#fillStyle'],
  ['this.add.graphics()', 'Phaser.GameObjects.GameObjectFactory#graphics'],
  ['add.graphics', 'Phaser.GameObjects.GameObjectFactory#graphics'],
  ['Scene.add.text', 'Phaser.GameObjects.GameObjectFactory#text'],
  ['Phaser.Scene.add.text', 'Phaser.GameObjects.GameObjectFactory#text'],
  ['Phaser.Scene#update', 'Phaser.Scene#update'],
  ['Scene.update', 'Phaser.Scene#update'],
  ['Tweens.add', 'Phaser.Tweens.TweenManager#add'],
  ['this.tweens.add', 'Phaser.Tweens.TweenManager#add'],
  ['Tween.yoyo', 'Phaser.Types.Tweens.TweenBuilderConfig.yoyo'],
  ['Phaser.Physics.Arcade', 'Phaser.Physics.Arcade'],
  ['Physics.Arcade.Sprite', 'Phaser.Physics.Arcade.Sprite'],
  ['Physics.add.sprite', 'Phaser.Physics.Arcade.Factory#sprite'],
  ['Physics.World.setBounds', 'Phaser.Physics.Arcade.World#setBounds'],
  ['Phaser.Physics.Arcade.overlap', 'Phaser.Physics.Arcade.ArcadePhysics#overlap'],
  ['physics', 'Phaser.Physics'],
  ['arcade', 'Phaser.Physics.Arcade'],
  ['arcade physics', 'Phaser.Physics.Arcade'],
  ['Phaser.Input.Keyboard.createCursorKeys', 'Phaser.Input.Keyboard.KeyboardPlugin#createCursorKeys'],
  ['Input.Keyboard.addKeys', 'Phaser.Input.Keyboard.KeyboardPlugin#addKeys'],
  ['KeyCodes', 'Phaser.Input.Keyboard.KeyCodes'],
  ['Phaser.Input.Keyboard.KeyCodes.SPACE', 'Phaser.Input.Keyboard.KeyCodes.SPACE'],
  ["on('keydown-SPACE')", 'Phaser.Input.Keyboard.KeyCodes.SPACE'],
  ["on('drag')", 'Phaser.Input.Events.DRAG'],
  ["Input.on('dragend')", 'Phaser.Input.Events.DRAG_END'],
  ["this.input.on('pointerdown', handler)", 'Phaser.Input.Events.POINTER_DOWN'],
  ['Phaser.Input.Events.POINTER_DOWN', 'Phaser.Input.Events.POINTER_DOWN'],
  ['Events.DRAG_START', 'Phaser.Input.Events.DRAG_START'],
  ['setInteractive', 'Phaser.GameObjects.GameObject#setInteractive'],
  ['cameras.main.startFollow', 'Phaser.Cameras.Scene2D.Camera#startFollow'],
  ['Camera.startFollow', 'Phaser.Cameras.Scene2D.Camera#startFollow'],
  ['Phaser.Math.Distance.Between', 'Phaser.Math.Distance.Between'],
  ['Math.Angle.Between', 'Phaser.Math.Angle.Between'],
  ['Phaser.Math.RND.between', 'Phaser.Math.RandomDataGenerator#between'],
  ['GameObject.setPosition', 'Phaser.GameObjects.Components.Transform#setPosition'],
  ['createEmitter', 'Phaser.GameObjects.Particles.ParticleEmitter#createEmitter'],
  ['Math.random', null],
  ['JSON.parse', null],
  ["on('my-own-event')", null],
  ['绘制圆形', null],
  ['Graphics.fillStar', undefined],
  ['graphics.fillStar()', undefined],
  ['Phaser.Geom.Star', 'Phaser.GameObjects.Star'],
  ['emitter.setMaxParticles()', undefined],
]

for (const [text, symbol] of FORMS) {
  t.test(`${text} means ${symbol ?? (symbol === null ? 'nothing of the engine' : 'nothing at all')}`, async (t) => {
    const { kind, ids } = resolvePlanApi(text, index)
    t.equal(kind, symbol ? 'engine' : symbol === null ? 'foreign' : 'unknown')
    if (symbol) t.ok(ids.includes(symbol), ids.slice(0, 5).join())
    else t.same(ids, [])
  })
}

t.test('entries that hold several APIs are taken apart', async (t) => {
  t.same(planEntries(['Graphics, Text、Sprite', ' ', 'Tween']), ['Graphics', 'Text', 'Sprite', 'Tween'])
})

t.test('any text resolves without throwing', async () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => resolvePlanApi(text, index).text === text))
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Phaser', 'this', '.', '#', 'constructor', '__proto__', 'add', 'toString')),
      (parts) => {
        resolvePlanApi(parts.join(''), index)
      },
    ),
  )
})
