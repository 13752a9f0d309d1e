import { defineFamily } from '../family.ts'
import { texture } from '../pieces.ts'

/** Bodies that a centre pulls, the stronger the nearer they are. */
export const gravityWell = defineFamily({
  id: 'gravity-well',
  suits: {
    tags: ['attraction'],
    words: /重力场|吸引|\battract|\bgravity well\b|\borbit/i,
    apis: ['Phaser.Physics.Arcade.Group', 'Phaser.Math.Distance'],
  },
  build(pen) {
    pen.arcade()
    texture(pen, 'mote', pen.facts.shape ?? 'circle', pen.color(), 16)
    const pull = Number(/(?:基准|strength|pull)[^\d]{0,8}(\d{1,4})/i.exec(pen.seed.task)?.[1] ?? pen.facts.speed ?? 160)
    pen.constant('pull', pull, ['吸引基准', 'pull at a distance of 100 px'])
    pen.state('motes')
    pen.state('nearest', 0)
    pen.create(['标出中心点', 'Mark the centre'], pen.pick([
      `
        const core = this.add.graphics({ x: ${pen.centreX}, y: ${pen.centreY} });
        core.fillStyle(${pen.accent()}, 1);
        core.fillCircle(0, 0, 12);
        core.lineStyle(2, 0xffffff, 0.4);
        core.strokeCircle(0, 0, 24);
      `,
      `this.add.circle(${pen.centreX}, ${pen.centreY}, 12, ${pen.accent()}).setStrokeStyle(2, 0xffffff, 0.5);`,
    ]))
    pen.create(['在圆周上放置小球，并给切向速度', 'Put the motes on a ring with speed along it'], `
      @motes = this.physics.add.group();
      const amount = ${pen.facts.count ?? 10};
      for (let index = 0; index < amount; index++) {
        const angle = (index / amount) * Math.PI * 2;
        const mote = @motes.create(${pen.centreX} + Math.cos(angle) * 180, ${pen.centreY} + Math.sin(angle) * 180, 'mote');
        mote.setVelocity(-Math.sin(angle) * $pull * 0.8, Math.cos(angle) * $pull * 0.8);
      }
    `)
    pen.update(['按距离反比施加吸引力', 'Pull in inverse proportion to the distance'], `
      @nearest = Infinity;
      @motes.getChildren().forEach((mote) => {
        const distance = Math.max(30, Phaser.Math.Distance.Between(mote.x, mote.y, ${pen.centreX}, ${pen.centreY}));
        @nearest = Math.min(@nearest, distance);
        const force = ($pull * 100) / distance;
        ${pen.pick([
        `mote.setAcceleration(((${pen.centreX} - mote.x) / distance) * force, ((${pen.centreY} - mote.y) / distance) * force);`,
        `const angle = Phaser.Math.Angle.Between(mote.x, mote.y, ${pen.centreX}, ${pen.centreY});
          mote.body.acceleration.set(Math.cos(angle) * force, Math.sin(angle) * force);`,
      ])}
        });
    `)
    pen.signal('nearest', 'Math.round(@nearest)')
  },
})
