import { defineFamily } from '../family.ts'

/** A maze that a seeded walk digs. */
export const maze = defineFamily({
  id: 'maze',
  suits: {
    tags: ['maze', 'procedural', 'seed'],
    words: /迷宫|\bmazes?\b|\blabyrinth/i,
    apis: ['Phaser.Math.RND', 'Phaser.GameObjects.Graphics'],
  },
  build(pen) {
    const [columns, rows] = pen.facts.grid ?? [12, 9]
    const cell = Math.floor(Math.min((pen.width - 60) / columns, (pen.height - 100) / rows))
    pen.constant('mazeSeed', `'maze-${1 + Math.floor(pen.random() * 900)}'`, ['迷宫种子', 'seed of the maze'])
    pen.constant('columns', columns, ['列数', 'columns'])
    pen.constant('rows', rows, ['行数', 'rows'])
    pen.constant('cell', cell, ['格子大小', 'size of a cell'])
    pen.state('visited', 0)
    pen.helper('dig', '', ['用回溯法打通墙壁，返回每格的通路', 'Digs by backtracking; returns the open sides of each cell'], `
      const open = Array.from({ length: $columns * $rows }, () => ({ right: false, down: false, seen: false }));
      const path = [0];
      open[0].seen = true;
      while (path.length > 0) {
        const at = path[path.length - 1];
        const x = at % $columns;
        const y = Math.floor(at / $columns);
        const ways = [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]].filter(([nx, ny]) => nx >= 0 && ny >= 0 && nx < $columns && ny < $rows && !open[ny * $columns + nx].seen);
        if (ways.length === 0) {
          path.pop();
          continue;
        }
        const [nx, ny] = ${pen.pick(['Phaser.Math.RND.pick(ways)', 'ways[Phaser.Math.RND.between(0, ways.length - 1)]'])};
        const next = ny * $columns + nx;
        if (ny === y) open[Math.min(at, next)].right = true;
        else open[Math.min(at, next)].down = true;
        open[next].seen = true;
        path.push(next);
      }
      return open;
    `)
    pen.create(['用种子生成迷宫', 'Make the maze from the seed'], `
      Phaser.Math.RND.sow([$mazeSeed]);
      const open = @dig();
      @visited = open.filter(({ seen }) => seen).length;
    `)
    pen.create(['绘制墙壁', 'Draw the walls'], `
      const walls = this.add.graphics({ x: 30, y: 60 });
      walls.lineStyle(3, ${pen.color()}, 1);
      walls.strokeRect(0, 0, $columns * $cell, $rows * $cell);
      open.forEach((sides, index) => {
        const x = (index % $columns) * $cell;
        const y = Math.floor(index / $columns) * $cell;
        if (!sides.right) walls.lineBetween(x + $cell, y, x + $cell, y + $cell);
        if (!sides.down) walls.lineBetween(x, y + $cell, x + $cell, y + $cell);
      });
    `)
    pen.create(['显示种子以便复现', 'Show the seed, so that it can be had again'], `
      this.add.text(30, 20, ${pen.label(['种子', 'Seed'], '$mazeSeed')}, { fontSize: '20px', color: '#ffffff' });
    `)
    if (pen.chance(0.5)) pen.create(['标出起点和终点', 'Mark start and goal'], `
      walls.fillStyle(0x2ecc71, 1).fillCircle($cell / 2, $cell / 2, $cell / 4);
      walls.fillStyle(0xe74c3c, 1).fillCircle(($columns - 0.5) * $cell, ($rows - 0.5) * $cell, $cell / 4);
    `)
    pen.signal('seed', '$mazeSeed')
    pen.signal('visited', '@visited')
  },
})
