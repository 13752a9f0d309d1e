import { defineFamily } from '../family.ts'

/** Clicks in quick succession add up; a pause takes all away. */
export const combo = defineFamily({
  id: 'combo',
  suits: { tags: ['combo'], words: /连击|\bcombo/i, apis: ['Phaser.Time.TimerEvent', 'Phaser.GameObjects.Text'] },
  build(pen) {
    const goal = Number(/(?:连击|combo of|reach(?:es|ing)?)\s?(\d{1,3})/i.exec(pen.seed.task)?.[1] ?? 10)
    pen.constant('window', Math.round((pen.facts.seconds ?? 2) * 1000), ['连击有效时间（毫秒）', 'longest pause in ms'])
    pen.constant('goal', goal, ['触发特效的连击数', 'clicks that set off the effect'])
    pen.state('combo', 0)
    pen.state('expiry')
    pen.state('figure')
    pen.create(['显示当前连击数', 'Show the combo'], `
      @figure = this.add.text(${pen.centreX}, ${pen.centreY}, '0', { fontSize: '${pen.pick([64, 80, 96])}px', color: '#ffffff' }).setOrigin(0.5);
    `)
    pen.helper('drop', '', ['超时清零', 'Takes the combo away'], `
      @combo = 0;
      @figure.setText('0');
    `)
    pen.helper('celebrate', '', ['达到目标时的特效', 'The effect at the goal'], pen.pick([
      `
        const wave = this.add.circle(${pen.centreX}, ${pen.centreY}, 40).setStrokeStyle(6, ${pen.color()});
        this.tweens.add({ targets: wave, scale: 6, alpha: 0, duration: 600, onComplete: () => wave.destroy() });
      `,
      `
        this.cameras.main.shake(250, 0.01);
        this.cameras.main.flash(250, 255, 220, 120);
      `,
      `
        for (let ray = 0; ray < 12; ray++) {
          const beam = this.add.rectangle(${pen.centreX}, ${pen.centreY}, 8, 8, ${pen.color()});
          const angle = (ray / 12) * Math.PI * 2;
          this.tweens.add({ targets: beam, x: ${pen.centreX} + Math.cos(angle) * 200, y: ${pen.centreY} + Math.sin(angle) * 200, alpha: 0, duration: 500, onComplete: () => beam.destroy() });
        }
      `,
    ]))
    const restart = pen.chance(0.5)
      ? `if (@expiry) @expiry.remove();
        @expiry = this.time.addEvent({ delay: $window, callback: () => @drop() });`
      : `@expiry?.remove();
        @expiry = this.time.delayedCall($window, () => @drop());`
    pen.create(['每次点击累加并重新计时', 'Every click adds one and starts the clock anew'], `
      this.input.on('pointerdown', () => {
        @combo += 1;
        @figure.setText(String(@combo));
        ${restart}
        if (@combo % $goal === 0) @celebrate();
      });
    `)
    pen.signal('combo', '@combo')
  },
})
