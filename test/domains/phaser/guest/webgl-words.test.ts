import { test } from 'tap'
import { guest } from '../../../../src/domains/phaser/guest/index.ts'

const { speaksOfWebgl } = guest()

test('a program that uses what only WebGL has speaks of it', async (t) => {
  const programs = [
    'this.player.postFX.addGlow(0xff0000)',
    'this.cameras.main.preFX?.addVignette()',
    "this.player.setPipeline('Light2D')",
    'this.cameras.main.setPostPipeline(Grey)',
    "new Phaser.Display.BaseShader('noise', source)",
    "this.add.mesh(400, 300, 'ball')",
    "this.add.rope(400, 300, 'snake')",
    "this.add.plane(400, 300, 'grid')",
    "this.add.nineslice(0, 0, 'panel')",
    'this.lights.enable()',
    'const { gl } = this.game',
    'this.game.renderer.snapshot((image) => image)',
    'this.sys.renderer.pipelines.addPostPipeline("Grey", Grey)',
    "new Phaser.Game({ type: Phaser.WEBGL })",
    'wall.createBitmapMask()',
  ]
  for (const program of programs) t.equal(speaksOfWebgl(program), true, program)
})

test('an ordinary program does not', async (t) => {
  const programs = [
    'new Phaser.Game({ type: Phaser.AUTO, physics: { default: "arcade" } })',
    'this.add.graphics().fillStar(0, 0, 5)',
    "this.add.text(0, 0, 'Score: 0').setColor('#ff0000')",
    'this.physics.add.collider(player, platforms, () => this.cameras.main.shake(100))',
    'const angle = toggle ? 1 : 2',
  ]
  for (const program of programs) t.equal(speaksOfWebgl(program), false, program)
})
