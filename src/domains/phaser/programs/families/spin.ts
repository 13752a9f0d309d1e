import { defineFamily } from '../family.ts'
import { drawThing } from '../pieces.ts'

/** A shape that keeps turning at a given speed. */
export const spin = defineFamily({
  id: 'spin',
  suits: {
    tags: ['rotation', 'continuous'],
    words: /持续旋转|旋转|\b(?:rotat|spin)/i,
    apis: ['Phaser.GameObjects.Graphics'],
  },
  build(pen) {
    const degrees = pen.facts.degreesPerSecond ?? pen.pick([45, 90, 120])
    const size = pen.facts.size ?? pen.pick([80, 100, 120])
    pen.constant('turnSpeed', degrees, ['每秒旋转的角度', 'degrees per second'])
    pen.state('spinner')
    const shape = pen.facts.shape ?? 'square'
    pen.create(['绘制图形并放在画布中央', 'Draw the shape and put it in the middle'],
      drawThing(pen, { name: 'spinner', shape, color: pen.color(), size, x: pen.centreX, y: pen.centreY }))
    if (shape === 'circle') {
      pen.create(['画一条半径，让旋转可见', 'Draw a radius, so that the turning can be seen'], `
        @spinner.lineStyle(4, 0xffffff, 1);
        @spinner.lineBetween(0, 0, ${Math.round(size / 2)}, 0);
      `)
    }
    pen.update(['按经过的时间更新旋转角度', 'Turn it by the time that has passed'],
      pen.pick([
        `@spinner.rotation += Phaser.Math.DegToRad($turnSpeed) * (delta / 1000);`,
        `@spinner.angle += ($turnSpeed * delta) / 1000;`,
        `
          const turned = (time / 1000) * $turnSpeed;
          @spinner.setAngle(Phaser.Math.Wrap(turned, -180, 180));
        `,
      ]))
    pen.signal('angle', 'Math.round(@spinner.angle)')
  },
})
