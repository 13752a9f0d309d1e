import { defineFamily } from '../family.ts'
import { fillShape } from '../pieces.ts'

/** Obstacles at places that only the seed decides. */
export const seededLayout = defineFamily({
  id: 'seeded-layout',
  suits: {
    tags: ['seed', 'deterministic', 'layout'],
    words: /固定 ?seed|确定性|\bfixed seed\b|\bdeterministic|\bsame seed\b/i,
    apis: ['Phaser.Math.RND', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    pen.constant('layoutSeed', `'${pen.pick(['forest', 'harbour', 'canyon', 'meadow', 'glacier'])}-${1 + Math.floor(pen.random() * 90)}'`, ['布局种子', 'seed of the layout'])
    pen.constant('amount', pen.facts.count ?? 12, ['障碍物数量', 'number of obstacles'])
    pen.state('places', '[]')
    const size = pen.facts.size ?? 36
    pen.helper('choosePlaces', '', ['由种子推出全部位置', 'Derives all places from the seed'], `
      Phaser.Math.RND.sow([$layoutSeed]);
      return Array.from({ length: $amount }, () => ({
        x: Phaser.Math.RND.between(40, ${pen.width - 40}),
        y: Phaser.Math.RND.between(80, ${pen.height - 40})
      }));
    `)
    pen.create(['根据种子生成布局', 'Make the layout from the seed'], '@places = @choosePlaces();')
    pen.create(['绘制障碍物', 'Draw the obstacles'], pen.pick([
      `
        const obstacles = this.add.graphics();
        obstacles.fillStyle(${pen.color()}, 1);
        for (const { x, y } of @places) {
          ${fillShape(pen, 'obstacles', pen.facts.shape ?? 'square', 'x', 'y', size / 2)}
        }
      `,
      `
        @places.forEach(({ x, y }, index) => {
          const obstacle = this.add.graphics({ x, y });
          obstacle.fillStyle(${pen.color()}, 0.6 + (index % 4) / 10);
          ${fillShape(pen, 'obstacle', pen.facts.shape ?? 'square', 0, 0, size / 2)}
        });
      `,
    ]))
    pen.create(['显示当前种子', 'Show the seed'], `
      this.add.text(16, 16, ${pen.label(['种子', 'Seed'], '$layoutSeed')}, { fontSize: '20px', color: '#ffffff' });
    `)
    pen.create(['再次推导并比较，验证可复现', 'Derive the places again and compare'], `
      const again = @choosePlaces();
      const same = again.every((place, index) => place.x === @places[index].x && place.y === @places[index].y);
      this.add.text(16, 44, same ? '${pen.say('布局一致', 'Layout repeats')}' : '${pen.say('布局不同', 'Layout differs')}', { fontSize: '16px', color: same ? '#80ff80' : '#ff8080' });
    `)
    pen.signal('seed', '$layoutSeed')
    pen.signal('places', '@places.length')
  },
})
