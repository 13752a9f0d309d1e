import { defineFamily } from '../family.ts'
import { texture } from '../pieces.ts'

/** One emitter in the middle, or one that trails behind the pointer. */
export const particleFountain = defineFamily({
  id: 'particle-fountain',
  suits: {
    tags: ['particles', 'emitter', 'trail'],
    words: /粒子跟随|发射粒子|粒子的发射器|\bparticles?\b/i,
    apis: ['Phaser.GameObjects.Particles.ParticleEmitter'],
    modules: ['Particles'],
  },
  build(pen) {
    const follows = /指针|鼠标|\bpointer\b|\bmouse\b|\btrail\b/i.test(pen.seed.task)
    texture(pen, 'drop', pen.facts.shape ?? 'circle', pen.color(), pen.pick([8, 10, 12]))
    pen.state('fountain')
    const upward = pen.chance(0.5)
    const limit = pen.facts.count ?? 40
    pen.create(['创建粒子发射器', 'Create the particle emitter'], `
      @fountain = this.add.particles(${follows ? 0 : pen.centreX}, ${follows ? 0 : pen.centreY}, 'drop', {
        ${upward ? `angle: { min: 240, max: 300 },
          speed: { min: 120, max: 260 },
          gravityY: 300,` : `speed: { min: 40, max: ${pen.pick([100, 140, 180])} },`}
          lifespan: ${pen.pick([700, 900, 1200])},
          scale: { start: 1, end: 0 },
          alpha: { start: 1, end: ${pen.pick([0, 0.2])} },
          maxAliveParticles: ${limit},
          frequency: ${pen.pick([40, 60, 80])}${follows ? `,
            emitting: false` : ''}
          });
    `)
    if (follows) {
      pen.create(['指针移动时在其位置发射粒子', 'Emit at the pointer whenever it moves'], `
        this.input.on('pointermove', (pointer) => {
          @fountain.emitParticleAt(pointer.worldX, pointer.worldY, ${pen.pick([1, 2, 3])});
        });
      `)
    } else if (pen.chance(0.5)) {
      pen.create(['点击时移动发射器', 'Move the emitter on a click'], `
        this.input.on('pointerdown', (pointer) => {
          @fountain.setPosition(pointer.worldX, pointer.worldY);
        });
      `)
    }
    pen.signal('alive', '@fountain.getAliveParticleCount()')
  },
})
