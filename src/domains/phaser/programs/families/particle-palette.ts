import { defineFamily } from '../family.ts'
import { onTrigger, texture } from '../pieces.ts'

/** Several particle effects, of which a key shows the next. */
export const particlePalette = defineFamily({
  id: 'particle-palette',
  suits: {
    tags: ['switch', 'multi', 'particles'],
    words: /切换.*粒子|\bswitch\b.*\bparticle/i,
    apis: ['Phaser.GameObjects.Particles.ParticleEmitter'],
  },
  build(pen) {
    const colors = Array.from({ length: Math.min(pen.facts.count ?? 3, 15) }, () => pen.accent())
    texture(pen, 'grain', pen.pick(['circle', 'square', 'star']), '0xffffff', 10)
    pen.state('effects')
    pen.state('shown', 0)
    pen.state('label')
    pen.create(['为每种颜色创建一个发射器', 'Create an emitter for each colour'], `
      const tints = [${colors.join(', ')}];
      @effects = tints.map((tint, index) => this.add.particles(${pen.centreX}, ${pen.centreY}, 'grain', {
        tint,
        speed: { min: 30 + index * 10, max: 120 + index * 15 },
        angle: { min: 0, max: 360 },
        lifespan: 600 + index * 50,
        scale: { start: 1.2, end: 0 },
        emitting: index === 0
      }));
    `)
    const label = pen.label(['粒子类型', 'Effect'], '(@shown + 1)')
    pen.create(['显示当前类型', 'Show which one runs'], `
      @label = this.add.text(16, 16, ${label}, { fontSize: '20px', color: '#ffffff' });
    `)
    pen.helper('next', '', ['停下当前效果，启动下一种', 'Stops the effect and starts the next'], `
      @effects[@shown].stop();
      @shown = (@shown + 1) % @effects.length;
      @effects[@shown].start();
      @label.setText(${label});
    `)
    pen.create(['按键切换粒子类型', 'Switch on the key'], onTrigger(pen, '@next();'))
    pen.signal('effect', '@shown')
  },
})
