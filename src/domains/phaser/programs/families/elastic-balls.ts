import { defineFamily } from '../family.ts'
import { texture } from '../pieces.ts'

/** Balls in a box that bounce off the walls and off each other. */
export const elasticBalls = defineFamily({
  id: 'elastic-balls',
  suits: {
    tags: ['elastic', 'collision', 'bounce', 'multi'],
    words: /弹性碰撞|碰撞时反弹|\belastic|\bcollide with each other\b/i,
    apis: ['Phaser.Physics.Arcade.Group'],
    modules: ['Physics'],
  },
  build(pen) {
    pen.arcade()
    const size = pen.facts.size ?? pen.pick([24, 28, 32])
    texture(pen, 'ball', pen.facts.shape ?? 'circle', pen.color(), size)
    pen.constant('count', pen.facts.count ?? 8, ['数量', 'number of balls'])
    pen.constant('speed', pen.facts.speed ?? 160, ['初始速度', 'speed at the start'])
    pen.state('balls')
    pen.state('hits', 0)
    pen.create(['创建在边界反弹的物理组', 'Create a group whose members bounce off the walls'], pen.pick([
      `
        @balls = this.physics.add.group({
          bounceX: 1,
          bounceY: 1,
          collideWorldBounds: true
        });
      `,
      `@balls = this.physics.add.group({ defaultKey: 'ball', collideWorldBounds: true });`,
    ]))
    pen.create(['以随机方向放置小球', 'Place the balls with random directions'], pen.pick([
      `
        for (let index = 0; index < $count; index++) {
          const ball = @balls.create(${pen.between(50, pen.width - 50)}, ${pen.between(50, pen.height - 50)}, 'ball');
          const angle = Phaser.Math.FloatBetween(0, Math.PI * 2);
          ball.setBounce(1);
          ball.setVelocity(Math.cos(angle) * $speed, Math.sin(angle) * $speed);
        }
      `,
      `
        const columns = Math.ceil(Math.sqrt($count));
        for (let index = 0; index < $count; index++) {
          const ball = @balls.create(80 + (index % columns) * ${size * 2}, 80 + Math.floor(index / columns) * ${size * 2}, 'ball');
          ball.setCircle(${size / 2}).setBounce(1);
          this.physics.velocityFromAngle((360 / $count) * index, $speed, ball.body.velocity);
        }
      `,
    ]))
    pen.create(['让小球彼此碰撞', 'Let them collide with each other'], `
      this.physics.add.collider(@balls, @balls, () => {
        @hits += 1;
      });
    `)
    pen.signal('hits', '@hits')
  },
})
