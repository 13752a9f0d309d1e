import { defineFamily } from '../family.ts'

/** Cards to drag about, which fall into order when they are let go. */
export const dragSort = defineFamily({
  id: 'drag-sort',
  suits: {
    tags: ['drag', 'sort', 'arrangement'],
    words: /排序|排列|\bsort|\breorder|\barrange/i,
    apis: ['Phaser.Input.Events.GAMEOBJECT_DRAG'],
    modules: ['Input'],
  },
  build(pen) {
    const count = Math.min(pen.facts.count ?? 5, 15)
    const slot = Math.floor((pen.height - 80) / count)
    const [w, h] = [pen.pick([160, 200, 240]), Math.min(48, slot - 6)]
    pen.constant('slotHeight', slot, ['每个位置的高度', 'height of a place'])
    pen.state('cards')
    pen.state('moves', 0)
    pen.helper('makeCard', 'index', ['绘制一张可拖拽的卡片', 'Draws a card to drag'], `
      const card = this.add.graphics({ x: ${pen.centreX}, y: 60 + index * $slotHeight });
      card.fillStyle(${pen.color()}, 1 - index * ${(0.6 / count).toFixed(2)});
      card.fillRect(${-w / 2}, ${-h / 2}, ${w}, ${h});
      card.setInteractive(new Phaser.Geom.Rectangle(${-w / 2}, ${-h / 2}, ${w}, ${h}), Phaser.Geom.Rectangle.Contains);
      this.input.setDraggable(card);
      card.on('drag', (pointer, dragX, dragY) => card.setPosition(dragX, dragY));
      card.on('dragend', () => @settle());
      return card;
    `)
    pen.helper('settle', '', ['按 Y 坐标排序并平滑归位', 'Sorts by y and glides to the places'], `
      @moves += 1;
      @cards.sort((a, b) => a.y - b.y);
      @cards.forEach((card, index) => {
        this.tweens.add({ targets: card, x: ${pen.centreX}, y: 60 + index * $slotHeight, duration: ${pen.pick([200, 250, 300])}, ease: '${pen.pick(['Sine.easeOut', 'Back.easeOut'])}' });
      });
    `)
    pen.create(['创建全部卡片', 'Create all the cards'], pen.pick([
      `@cards = Array.from({ length: ${count} }, (_, index) => @makeCard(index));`,
      `
        @cards = [];
        for (let index = 0; index < ${count}; index++) {
          @cards.push(@makeCard(index));
        }
      `,
    ]))
    if (pen.chance(0.6)) {
      pen.create(['画出列轨道', 'Draw the rail of the column'], `
        this.add.rectangle(${pen.centreX}, ${pen.centreY}, ${w + 20}, ${pen.height - 40}, 0x2b3440, 0.6).setDepth(-1);
      `)
    }
    pen.signal('moves', '@moves')
  },
})
