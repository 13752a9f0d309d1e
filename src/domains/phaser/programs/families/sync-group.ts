import { defineFamily } from '../family.ts'
import { axis, fillShape, moveKeys } from '../pieces.ts'

/** Many objects under one control. */
export const syncGroup = defineFamily({
  id: 'sync-group',
  suits: {
    tags: ['group', 'sync', 'control'],
    words: /同时控制|同步移动|\bin (?:sync|step|unison)\b|\ball .* at once\b/i,
    apis: ['Phaser.GameObjects.Group', 'Phaser.Input.Keyboard.KeyCodes'],
  },
  build(pen) {
    const size = pen.facts.size ?? 24
    const columns = pen.pick([3, 4, 5])
    pen.constant('count', pen.facts.count ?? 9, ['对象数量', 'number of objects'])
    pen.constant('speed', pen.facts.speed ?? 180, ['移动速度', 'speed in pixels per second'])
    pen.state('squad')
    pen.helper('member', 'index', ['绘制队列中的一个成员', 'Draws one member of the squad'], `
      const member = this.add.graphics();
      member.fillStyle(${pen.color()}, 1);
      ${fillShape(pen, 'member', pen.facts.shape ?? 'hexagon', 0, 0, size / 2)}
      member.setPosition(${Math.round(pen.width / 3)} + (index % ${columns}) * ${size * 2}, ${Math.round(pen.height / 3)} + Math.floor(index / ${columns}) * ${size * 2});
      return member;
    `)
    pen.create(['创建对象组', 'Create the group'], pen.pick([
      `
        @squad = this.add.group();
        for (let index = 0; index < $count; index++) {
          @squad.add(@member(index));
        }
      `,
      `@squad = this.add.group(Array.from({ length: $count }, (_, index) => @member(index)));`,
    ]))
    moveKeys(pen, 'keys')
    pen.update(['让所有对象同步移动', 'Move all objects together'], pen.pick([
      `
        const step = ($speed * delta) / 1000;
        @squad.incXY((${axis('keys', 'left', 'right')}) * step, (${axis('keys', 'up', 'down')}) * step);
      `,
      `
        const dx = (${axis('keys', 'left', 'right')}) * $speed * (delta / 1000);
        const dy = (${axis('keys', 'up', 'down')}) * $speed * (delta / 1000);
        @squad.getChildren().forEach((member) => {
          member.x += dx;
          member.y += dy;
        });
      `,
    ]))
    pen.signal('members', '@squad.getLength()')
  },
})
