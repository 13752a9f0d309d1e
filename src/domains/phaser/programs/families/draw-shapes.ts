import { defineFamily } from '../family.ts'
import { fillShape } from '../pieces.ts'

/** Draws shapes that stand still: one in the middle, or several at random places. */
export const drawShapes = defineFamily({
  id: 'draw-shapes',
  suits: {
    tags: ['draw', 'basic', 'random', 'graphics'],
    words: /绘制|\bdraw\b/i,
    apis: ['Phaser.GameObjects.Graphics'],
  },
  build(pen) {
    const shape = pen.facts.shape ?? 'circle'
    const size = pen.facts.size ?? pen.pick([32, 48, 64])
    const count = pen.facts.count ?? 1
    pen.constant('size', size, ['图形大小（像素）', 'size of a shape in pixels'])
    if (count > 1) pen.constant('count', count, ['图形数量', 'number of shapes'])
    pen.helper('paint', 'brush, x, y', ['以 (x, y) 为中心画一个图形', 'Paints one shape around (x, y)'], `
      brush.fillStyle(${pen.color()}, 1);
      ${fillShape(pen, 'brush', shape, 'x', 'y', size / 2)}
    `)
    if (count === 1) {
      pen.create(['在画布中央绘制图形', 'Draw the shape in the middle of the canvas'],
        pen.pick([
          `
            const brush = this.add.graphics();
            @paint(brush, ${pen.centreX}, ${pen.centreY});
          `,
          `
            const brush = this.add.graphics({ x: this.scale.width / 2, y: this.scale.height / 2 });
            @paint(brush, 0, 0);
          `,
          `
            const { width, height } = this.scale;
            @paint(this.add.graphics(), width / 2, height / 2);
          `,
        ]))
      return
    }
    const x = pen.between('$size', `${pen.width} - $size`)
    const y = pen.between('$size', `${pen.height} - $size`)
    pen.create(['在随机位置绘制多个图形', 'Draw the shapes at random places'],
      pen.pick([
        `
          const brush = this.add.graphics();
          for (let index = 0; index < $count; index++) {
            @paint(brush, ${x}, ${y});
          }
        `,
        `
          for (let left = $count; left > 0; left -= 1) {
            const x = ${x};
            const y = ${y};
            @paint(this.add.graphics(), x, y);
          }
        `,
        `
          const places = Array.from({ length: $count }, () => ({ x: ${x}, y: ${y} }));
          const brush = this.add.graphics();
          places.forEach((place) => @paint(brush, place.x, place.y));
        `,
      ]))
  },
})
