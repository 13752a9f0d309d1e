import { defineFamily } from '../family.ts'
import { fillShape } from '../pieces.ts'

/** A timer brings shapes until there are enough. */
export const timedSpawn = defineFamily({
  id: 'timed-spawn',
  suits: {
    tags: ['timer', 'spawn', 'interval'],
    words: /每隔.*生成|\bevery .*(?:spawn|appear|add)/i,
    apis: ['Phaser.Time.TimerEvent'],
  },
  build(pen) {
    const size = pen.facts.size ?? pen.pick([24, 32, 40])
    pen.constant('interval', Math.round((pen.facts.seconds ?? 1) * 1000), ['生成间隔（毫秒）', 'time between two shapes in ms'])
    pen.constant('limit', pen.facts.count ?? 8, ['最多数量', 'most shapes at a time'])
    pen.state('made', 0)
    pen.state('tally')
    const label = pen.label(['已生成', 'Shapes'], '@made')
    pen.create(['显示已生成的数量', 'Show how many there are'],
      `@tally = this.add.text(16, ${pen.pick([16, pen.height - 36])}, ${label}, { fontSize: '18px', color: '#cfd8dc' });`)
    pen.helper('grow', '', ['在随机位置生成一个图形', 'Adds one shape at a random place'], `
      const x = ${pen.between(size, pen.width - size)};
      const y = ${pen.between(size, pen.height - size)};
      const item = this.add.graphics({ x, y });
      item.fillStyle(${pen.color()}, 1);
      ${fillShape(pen, 'item', pen.facts.shape ?? 'star', 0, 0, size / 2)}
      @made += 1;
      @tally.setText(${label});
    `)
    if (pen.chance(0.5)) {
      pen.create(['用定时器重复生成，直到数量上限', 'Repeat with a timer up to the limit'], `
        this.time.addEvent({
          delay: $interval,
          repeat: $limit - 1,
          callback: () => @grow()
        });
      `)
    } else {
      pen.state('spawnTimer')
      pen.create(['启动循环定时器，达到上限后移除', 'Start a looping timer that is removed at the limit'], `
        @spawnTimer = this.time.addEvent({
          delay: $interval,
          loop: true,
          callback: () => {
            @grow();
            if (@made >= $limit) {
              @spawnTimer.remove();
            }
          }
        });
      `)
    }
    pen.signal('made', '@made')
  },
})
