import { defineFamily } from '../family.ts'
import { fillShape } from '../pieces.ts'

/** Every click leaves a shape. */
export const clickStamp = defineFamily({
  id: 'click-stamp',
  suits: {
    tags: ['click', 'spawn', 'position', 'pointer'],
    words: /点击(?:画布|画面|屏幕)|\bclick(?:ing)? (?:anywhere|the canvas|the screen)/i,
    apis: ['Phaser.Input.Events.POINTER_DOWN'],
  },
  build(pen) {
    const radius = (pen.facts.size ?? pen.pick([24, 32, 40])) / 2
    const mixed = /随机颜色|random colou?r/i.test(pen.seed.task)
    pen.state('stamps', 0)
    const color = mixed ? pen.pick(['Phaser.Display.Color.RandomRGB().color', 'Phaser.Math.Between(0x202020, 0xffffff)']) : pen.color()
    pen.helper('stamp', 'x, y', ['在给定位置生成图形', 'Makes a shape at the place'], `
      const mark = this.add.graphics({ x, y });
      mark.fillStyle(${color}, 1);
      ${fillShape(pen, 'mark', pen.facts.shape ?? 'circle', 0, 0, radius)}
      @stamps += 1;
      return mark;
    `)
    const grow = pen.rank > 0 || pen.chance(0.3)
    const body = grow
      ? `const mark = @stamp(pointer.x, pointer.y);
        mark.setScale(0);
        this.tweens.add({ targets: mark, scale: 1, duration: 200, ease: 'Back.easeOut' });`
      : '@stamp(pointer.x, pointer.y);'
    const event = pen.pick(["'pointerdown'", 'Phaser.Input.Events.POINTER_DOWN'])
    pen.create(['监听指针按下事件并生成图形', 'Make a shape whenever the pointer goes down'], `
      this.input.on(${event}, (pointer) => {
        ${body}
      });
    `)
    pen.signal('stamps', '@stamps')
  },
})
