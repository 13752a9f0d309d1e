import { defineFamily } from '../family.ts'
import { axis, drawThing, moveKeys } from '../pieces.ts'

/** A shape that the keys move, kept inside the canvas. */
export const keyWalk = defineFamily({
  id: 'key-walk',
  suits: {
    tags: ['keyboard', 'wasd', 'movement', 'bounds'],
    words: /(?:方向键|WASD).{0,6}(?:控制|移动)|\b(?:arrow keys|WASD)\b/i,
    apis: ['Phaser.Input.Keyboard.KeyCodes', 'Phaser.GameObjects.Graphics'],
  },
  build(pen) {
    const size = pen.facts.size ?? pen.pick([40, 48, 56])
    pen.constant('speed', pen.facts.speed ?? 200, ['移动速度（像素/秒）', 'speed in pixels per second'])
    pen.state('walker')
    pen.create(['绘制受控图形', 'Draw the shape under control'],
      drawThing(pen, { name: 'walker', shape: pen.facts.shape ?? 'square', color: pen.color(), size, x: pen.centreX, y: pen.centreY }))
    moveKeys(pen, 'keys')
    const limit = `@walker.x = Phaser.Math.Clamp(@walker.x, ${size / 2}, ${pen.width - size / 2});
      @walker.y = Phaser.Math.Clamp(@walker.y, ${size / 2}, ${pen.height - size / 2});`
    pen.update(['读取按键并移动，限制在画布内', 'Read the keys and move inside the canvas'], pen.pick([
      `
        const step = ($speed * delta) / 1000;
        if (@keys.left.isDown) @walker.x -= step;
        if (@keys.right.isDown) @walker.x += step;
        if (@keys.up.isDown) @walker.y -= step;
        if (@keys.down.isDown) @walker.y += step;
        ${limit}
      `,
      `
        const direction = new Phaser.Math.Vector2(
          ${axis('keys', 'left', 'right')},
          ${axis('keys', 'up', 'down')}
        ).normalize();
        @walker.x += direction.x * $speed * (delta / 1000);
        @walker.y += direction.y * $speed * (delta / 1000);
        ${limit}
      `,
      `
        const step = ($speed * delta) / 1000;
        const dx = ${axis('keys', 'left', 'right')};
        const dy = ${axis('keys', 'up', 'down')};
        @walker.setPosition(
          Phaser.Math.Clamp(@walker.x + dx * step, ${size / 2}, ${pen.width - size / 2}),
          Phaser.Math.Clamp(@walker.y + dy * step, ${size / 2}, ${pen.height - size / 2})
        );
      `,
    ]))
    pen.signal('x', 'Math.round(@walker.x)')
    pen.signal('y', 'Math.round(@walker.y)')
  },
})
