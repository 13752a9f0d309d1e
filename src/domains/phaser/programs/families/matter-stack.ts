import { defineFamily } from '../family.ts'

/** A pile of Matter bodies; a click drops one more. */
export const matterStack = defineFamily({
  id: 'matter-stack',
  suits: { tags: ['matter', 'stack', 'pile'], words: /matter|堆叠|\bstacks?\b|\bpiles?\b/i, modules: ['Physics'] },
  build(pen) {
    const size = pen.facts.size ?? pen.pick([36, 40, 48])
    const levels = pen.pick([4, 5, 6])
    pen.physics = `default: 'matter', matter: { gravity: { x: 0, y: ${pen.pick([0.8, 1, 1.2])} } }`
    pen.constant('boxSize', size, ['箱子边长', 'side of a box'])
    pen.state('boxes', 0)
    pen.create(['设置世界边界', 'Set the bounds of the world'], `
      this.matter.world.setBounds(0, 0, ${pen.width}, ${pen.height});
    `)
    const round = pen.facts.shape === 'circle'
    pen.helper('addBox', 'x, y', ['加入一个刚体箱子', 'Adds one body'], `
      const box = ${round ? `this.add.circle(x, y, $boxSize / 2, ${pen.color()})` : `this.add.rectangle(x, y, $boxSize, $boxSize, ${pen.color()})`};
      box.setStrokeStyle(2, 0xffffff, 0.5);
      @boxes += 1;
      return this.matter.add.gameObject(box, { restitution: ${pen.pick([0.1, 0.3])}, friction: 0.4${round ? `, shape: { type: 'circle', radius: $boxSize / 2 }` : ''} });
    `)
    pen.create(['堆起箱子', 'Pile the boxes up'], pen.pick([
      `
        for (let level = 0; level < ${levels}; level++) {
          for (let place = 0; place < ${levels} - level; place++) {
            @addBox(${pen.centreX} + (place - (${levels} - level - 1) / 2) * $boxSize, ${pen.height} - (level + 0.5) * $boxSize);
          }
        }
      `,
      `Array.from({ length: ${pen.facts.count ?? 10} }, (_, index) => @addBox(${pen.centreX} + (index % 3) * 12, ${pen.height - 40} - index * $boxSize));`,
    ]))
    pen.create(['点击处落下新箱子', 'A click drops another box'], `
      this.input.on('pointerdown', (pointer) => {
        @addBox(pointer.x, pointer.y)${pen.chance(0.5) ? '.setAngularVelocity(0.05)' : ''};
      });
    `)
    pen.signal('boxes', '@boxes')
  },
})
