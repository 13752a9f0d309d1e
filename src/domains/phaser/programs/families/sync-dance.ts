import { defineFamily } from '../family.ts'
import { fillShape } from '../pieces.ts'

/** Several objects dance to one tween and stop together. */
export const syncDance = defineFamily({
  id: 'sync-dance',
  suits: {
    tags: ['sync', 'multiple', 'animation'],
    words: /同步.{0,4}动画|个物体的同步|\bdanc|\bsynchroni[sz]ed\b/i,
    apis: ['Phaser.Tweens.Tween'],
  },
  build(pen) {
    const count = Math.min(pen.facts.count ?? 6, 20)
    const gap = Math.floor((pen.width - 80) / count)
    const radius = Math.max(8, Math.min(28, Math.floor(gap / 3)))
    const seconds = pen.facts.seconds ?? 3
    const [change, rest] = /旋转|\brotat|\bspin/i.test(pen.seed.task) ? ['angle: 180', 'setAngle(0)']
      : /缩放|\bscal|\bpuls/i.test(pen.seed.task) ? ['scale: 1.6', 'setScale(1)']
        : /淡|闪|\bfad|\bblink/i.test(pen.seed.task) ? ['alpha: 0.2', 'setAlpha(1)'] : [`y: ${pen.centreY - 100}`, `setY(${pen.centreY})`]
    pen.state('dancers')
    pen.state('dancing', true)
    pen.create(['绘制一排物体', 'Draw a row of objects'], `
      @dancers = [];
      for (let index = 0; index < ${count}; index++) {
        const dancer = this.add.graphics({ x: 60 + index * ${gap}, y: ${pen.centreY} });
        dancer.fillStyle(${pen.color()}, 1);
        ${fillShape(pen, 'dancer', pen.facts.shape ?? 'circle', 0, 0, radius)}
        @dancers.push(dancer);
      }
    `)
    pen.create(['用一个补间同时驱动全部物体', 'Drive all of them with one tween'], `
      const dance = this.tweens.add({
        targets: @dancers,
        ${change},
        duration: ${pen.pick([250, 300, 400])},
        ease: '${pen.pick(['Sine.easeInOut', 'Quad.easeOut'])}',
        yoyo: true,
        repeat: -1${pen.chance(0.4) ? `,
          delay: this.tweens.stagger(60)` : ''}
        });
    `)
    pen.create([`${seconds} 秒后停止`, `Stop after ${seconds} seconds`], `
      this.time.delayedCall(${Math.round(seconds * 1000)}, () => {
        dance.stop();
        @dancing = false;
        @dancers.forEach((dancer) => dancer.${rest});
      });
    `)
    pen.signal('dancing', '@dancing')
  },
})
