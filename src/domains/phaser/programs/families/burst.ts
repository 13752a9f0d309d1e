import { defineFamily } from '../family.ts'
import { axis, moveKeys, texture } from '../pieces.ts'

/** Enemies that burst into particles when they are touched. */
export const burst = defineFamily({
  id: 'burst',
  suits: {
    tags: ['explosion', 'death'],
    words: /爆炸|\bexplo(?:de|sion)|\bburst/i,
    apis: ['Phaser.GameObjects.Particles.ParticleEmitter', 'Phaser.Physics.Arcade.Sprite'],
  },
  build(pen) {
    pen.arcade()
    texture(pen, 'hunter', 'triangle', '0xffffff', 32)
    texture(pen, 'victim', pen.facts.shape ?? 'square', pen.color(), 28)
    texture(pen, 'shard', 'circle', pen.color(), 8)
    pen.state('hunter')
    pen.state('victims')
    pen.state('defeated', 0)
    pen.create(['创建玩家', 'Create the player'], `
      @hunter = this.physics.add.sprite(${pen.centreX}, ${pen.height - 80}, 'hunter');
      @hunter.setCollideWorldBounds(true);
    `)
    pen.create(['排列敌人', 'Line the enemies up'], `
      @victims = this.physics.add.group();
      for (let index = 0; index < ${pen.pick([5, 6, 7])}; index++) {
        @victims.create(100 + index * 90, ${pen.pick([140, 180, 220])}, 'victim');
      }
    `)
    pen.create(['准备爆炸用的发射器', 'Prepare the emitter of the explosion'], `
      const shards = this.add.particles(0, 0, 'shard', {
        speed: { min: 80, max: 220 },
        lifespan: ${Math.round((pen.facts.seconds ?? 0.8) * 1000)},
        scale: { start: 1, end: 0 },
        emitting: false
      });
    `)
    pen.create(['接触时敌人爆炸消失', 'On contact the enemy bursts and is gone'], `
      this.physics.add.overlap(@hunter, @victims, (hunter, victim) => {
        shards.explode(${pen.facts.count ?? 16}, victim.x, victim.y);
        victim.destroy();
        @defeated += 1;
      });
    `)
    moveKeys(pen, 'keys')
    pen.update(['移动玩家', 'Move the player'],
      `@hunter.setVelocity((${axis('keys', 'left', 'right')}) * ${pen.facts.speed ?? 220}, (${axis('keys', 'up', 'down')}) * ${pen.facts.speed ?? 220});`)
    pen.signal('defeated', '@defeated')
  },
})
