import { defineFamily } from '../family.ts'

/** A snake on a grid that eats and grows. */
export const snake = defineFamily({
  id: 'snake',
  suits: { tags: ['snake'], words: /贪吃蛇|\bsnake\b/i, apis: ['Phaser.Time.TimerEvent'] },
  build(pen) {
    const cell = pen.facts.size ?? 20
    const [columns, rows] = [Math.floor(pen.width / cell), Math.floor(pen.height / cell)]
    pen.constant('cell', cell, ['格子大小', 'size of a cell'])
    pen.constant('stepTime', Math.round((pen.facts.seconds ?? 0.15) * 1000), ['移动间隔（毫秒）', 'time of a step in ms'])
    pen.state('body', '[]')
    pen.state('food')
    pen.state('heading', '{ x: 1, y: 0 }')
    pen.state('board')
    pen.create(['初始化蛇身与食物', 'Set up the snake and the food'], `
      @board = this.add.graphics();
      @body = [{ x: 6, y: 5 }, { x: 5, y: 5 }, { x: 4, y: 5 }];
      @food = { x: 12, y: 8 };
    `)
    pen.create(['方向键改变前进方向', 'Arrow keys turn the snake'], `
      const turns = { UP: [0, -1], DOWN: [0, 1], LEFT: [-1, 0], RIGHT: [1, 0] };
      for (const [key, [x, y]] of Object.entries(turns)) {
        this.input.keyboard.on('keydown-' + key, () => {
          if (x !== -@heading.x || y !== -@heading.y) @heading = { x, y };
        });
      }
    `)
    pen.helper('advance', '', ['前进一步，吃到食物则变长', 'Takes a step; food makes it longer'], `
      const head = { x: Phaser.Math.Wrap(@body[0].x + @heading.x, 0, ${columns}), y: Phaser.Math.Wrap(@body[0].y + @heading.y, 0, ${rows}) };
      if (@body.some((part) => part.x === head.x && part.y === head.y)) @body.length = ${pen.pick([2, 3])};
      @body.unshift(head);
      if (head.x === @food.x && head.y === @food.y) @food = { x: ${pen.between(0, columns - 1)}, y: ${pen.between(0, rows - 1)} };
      else @body.pop();
      @paint();
    `)
    pen.helper('paint', '', ['重画棋盘', 'Paints the board anew'], `
      @board.clear();
      @board.fillStyle(0xe74c3c, 1);
      @board.fillRect(@food.x * $cell, @food.y * $cell, $cell - 2, $cell - 2);
      @board.fillStyle(${pen.color()}, 1);
      @body.forEach((part) => @board.fillRect(part.x * $cell, part.y * $cell, $cell - 2, $cell - 2));
    `)
    pen.create(['按固定间隔前进', 'Step at a fixed pace'], `
      this.time.addEvent({ delay: $stepTime, loop: true, callback: () => @advance() });
    `)
    pen.signal('length', '@body.length')
  },
})
