import { defineFamily } from '../family.ts'
import { drawThing } from '../pieces.ts'

/** A shape that runs after the pointer at a bounded speed. */
export const pointerChase = defineFamily({
  id: 'pointer-chase',
  suits: {
    tags: ['follow', 'pointer', 'smooth'],
    words: /跟随鼠标|跟随指针|\bfollows? the (?:pointer|mouse|cursor)/i,
    apis: ['Phaser.Input.Pointer'],
  },
  build(pen) {
    const size = pen.facts.size ?? pen.pick([36, 44, 52])
    pen.constant('speed', pen.facts.speed ?? 240, ['跟随速度（像素/秒）', 'speed in pixels per second'])
    pen.state('chaser')
    pen.create(['绘制跟随的图形', 'Draw the shape that follows'],
      drawThing(pen, { name: 'chaser', shape: pen.facts.shape ?? 'circle', color: pen.color(), size, x: pen.centreX, y: pen.centreY }))
    const gap = 'Phaser.Math.Distance.Between(@chaser.x, @chaser.y, pointer.worldX, pointer.worldY)'
    const pointer = 'const pointer = this.input.activePointer;'
    pen.update(['朝指针位置平滑移动', 'Move smoothly towards the pointer'], pen.pick([
      `
        ${pointer}
        const gap = ${gap};
        if (gap > 2) {
          const angle = Phaser.Math.Angle.Between(@chaser.x, @chaser.y, pointer.worldX, pointer.worldY);
          const step = Math.min(gap, ($speed * delta) / 1000);
          @chaser.x += Math.cos(angle) * step;
          @chaser.y += Math.sin(angle) * step;
        }
      `,
      `
        ${pointer}
        const offset = new Phaser.Math.Vector2(pointer.worldX - @chaser.x, pointer.worldY - @chaser.y);
        offset.limit(($speed * delta) / 1000);
        @chaser.setPosition(@chaser.x + offset.x, @chaser.y + offset.y);
      `,
      `
        ${pointer}
        const gap = ${gap};
        const share = gap === 0 ? 0 : Math.min(1, ($speed * delta) / 1000 / gap);
        @chaser.x = Phaser.Math.Linear(@chaser.x, pointer.worldX, share);
        @chaser.y = Phaser.Math.Linear(@chaser.y, pointer.worldY, share);
      `,
    ]))
    pen.signal('x', 'Math.round(@chaser.x)')
  },
})
