import { defineFamily } from '../family.ts'

/** Shapes that change colour when they are clicked or touched. */
export const recolour = defineFamily({
  id: 'recolour',
  suits: {
    tags: ['color', 'colour', 'recolour'],
    words: /点击.{0,8}(?:变色|改变颜色)|\bchanges? (?:its |their )?colou?r/i,
    modules: ['Input'],
  },
  build(pen) {
    const count = Math.min(pen.facts.count ?? 3, 10)
    const gap = Math.floor(pen.width / (count + 1))
    const colors = Array.from({ length: 4 }, (_, index) => (index === 0 ? pen.color() : pen.accent()))
    const kind = pen.facts.shape === 'circle' ? `this.add.circle(x, ${pen.centreY}, ${Math.min(40, gap / 2.5)}, palette[0])` : `this.add.rectangle(x, ${pen.centreY}, ${Math.min(72, gap * 0.8)}, ${Math.min(72, gap * 0.8)}, palette[0])`
    pen.state('changes', 0)
    pen.create(['准备调色板', 'Prepare the palette'], `const palette = [${colors.join(', ')}];`)
    pen.create(['排列可点击的图形，点击切换颜色', 'Line the shapes up; a click takes the next colour'], `
      for (let place = 1; place <= ${count}; place++) {
        const x = place * ${gap};
        const tile = ${kind};
        tile.setInteractive({ useHandCursor: true });
        tile.setData('tone', 0);
        tile.on('${pen.pick(['pointerdown', 'pointerdown', 'pointerup'])}', () => {
          const tone = (tile.getData('tone') + 1) % palette.length;
          tile.setData('tone', tone);
          tile.setFillStyle(palette[tone]);
          @changes += 1;
        });
      }
    `)
    if (pen.chance(0.5)) pen.create(['按空格全部复位', 'Space takes all back'], `
      this.input.keyboard.on('keydown-SPACE', () => {
        this.children.list.filter((child) => child.getData('tone') > 0).forEach((child) => {
          child.setData('tone', 0);
          child.setFillStyle(palette[0]);
        });
      });
    `)
    pen.signal('changes', '@changes')
  },
})
