import { defineFamily } from '../family.ts'
import { texture } from '../pieces.ts'

/** A ball, a paddle and a wall of bricks. */
export const brickWall = defineFamily({
  id: 'brick-wall',
  suits: {
    tags: ['breakout', 'paddle', 'bricks'],
    words: /打砖块|砖块|挡板|\bbreakout\b|\bbricks?\b|\bpaddle/i,
    apis: ['Phaser.Physics.Arcade.Sprite'],
  },
  build(pen) {
    pen.arcade()
    const [columns, rows] = pen.facts.grid ?? [8, 4]
    const gap = Math.floor((pen.width - 80) / columns)
    pen.preload(['生成砖块与挡板纹理', 'Make the textures of brick and paddle'], `
      const art = this.make.graphics({ x: 0, y: 0 }, false);
      art.fillStyle(0xffffff, 1);
      art.fillRect(0, 0, ${gap - 8}, 20);
      art.generateTexture('brick', ${gap - 8}, 20);
      art.fillRect(0, 0, 110, 16);
      art.generateTexture('paddle', 110, 16);
      art.destroy();
    `)
    texture(pen, 'ball', 'circle', pen.accent(), 16)
    pen.state('bricks')
    pen.state('paddle')
    pen.state('ball')
    pen.state('score', 0)
    pen.create(['垒起砖墙', 'Build the wall'], `
      @bricks = this.physics.add.staticGroup();
      for (let row = 0; row < ${rows}; row++) {
        for (let column = 0; column < ${columns}; column++) {
          @bricks.create(40 + ${gap} * (column + 0.5), 70 + row * 28, 'brick').setTint(${pen.color()} - row * 0x080808);
        }
      }
    `)
    pen.create(['创建挡板与球，下边界不反弹', 'Create paddle and ball; the floor is open'], `
      @paddle = this.physics.add.image(${pen.centreX}, ${pen.height - 40}, 'paddle').setImmovable(true).setCollideWorldBounds(true);
      @ball = this.physics.add.image(${pen.centreX}, ${pen.height - 80}, 'ball').setBounce(1).setCollideWorldBounds(true);
      this.physics.world.setBoundsCollision(true, true, true, false);
      @ball.setVelocity(${pen.pick([120, 150, -130])}, -${pen.facts.speed ?? 260});
    `)
    pen.create(['处理碰撞与得分', 'Handle hits and points'], `
      this.physics.add.collider(@ball, @bricks, (ball, brick) => {
        brick.destroy();
        @score += 1;
      });
      this.physics.add.collider(@ball, @paddle, (ball, paddle) => {
        ball.setVelocityX((ball.x - paddle.x) * 5);
      });
    `)
    pen.create(['鼠标移动挡板', 'The pointer moves the paddle'], `
      this.input.on('pointermove', (pointer) => {
        @paddle.x = Phaser.Math.Clamp(pointer.worldX, 55, ${pen.width - 55});
      });
    `)
    pen.update(['球落出画面后重发', 'Serve again when the ball is lost'], `
      if (@ball.y > ${pen.height + 20}) {
        @ball.setPosition(@paddle.x, ${pen.height - 80});
        @ball.setVelocity(${pen.pick([100, -100])}, -${pen.facts.speed ?? 260});
      }
    `)
    pen.signal('score', '@score')
    pen.signal('bricks', '@bricks.countActive(true)')
  },
})
