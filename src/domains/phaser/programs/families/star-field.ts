import { defineFamily } from '../family.ts'

/** Stars in several depths that stream past. */
export const starField = defineFamily({
  id: 'star-field',
  suits: { tags: ['parallax', 'starfield', 'background'], words: /星空|视差|\bstar ?field|\bparallax/i },
  build(pen) {
    pen.constant('layers', pen.pick([3, 4]), ['层数', 'depths'])
    pen.constant('speed', pen.facts.speed ?? 90, ['最近一层的速度', 'speed of the nearest depth'])
    pen.state('stars', '[]')
    pen.state('sky')
    const down = (pen.facts.direction?.[1] ?? 0) !== 0
    const [along, across, length, breadth] = down ? ['y', 'x', pen.height, pen.width] : ['x', 'y', pen.width, pen.height]
    pen.create(['在各层撒下星星', 'Scatter stars in every depth'], `
      @sky = this.add.graphics();
      for (let index = 0; index < ${pen.facts.count ? pen.facts.count * 4 : 120}; index++) {
        const layer = 1 + (index % $layers);
        @stars.push({ ${along}: ${pen.between(0, length)}, ${across}: ${pen.between(0, breadth)}, layer });
      }
    `)
    pen.update(['越近的星星移动越快，离开后从另一端出现', 'Nearer stars are faster; they come in again at the other end'], `
      @sky.clear();
      for (const star of @stars) {
        star.${along} = Phaser.Math.Wrap(star.${along} ${pen.pick(['+', '-'])} ($speed * star.layer * delta) / ($layers * 1000), 0, ${length});
        @sky.fillStyle(${pen.facts.color ? pen.color() : '0xffffff'}, 0.3 + (0.7 * star.layer) / $layers);
        ${pen.pick(['@sky.fillRect(star.x, star.y, star.layer, star.layer);', '@sky.fillCircle(star.x, star.y, star.layer * 0.8);'])}
      }
    `)
    pen.signal('stars', '@stars.length')
  },
})
