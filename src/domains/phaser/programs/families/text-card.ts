import { defineFamily } from '../family.ts'
import { hex, quote } from '../pen.ts'

/** A text on the screen, styled and set in the middle. */
export const textCard = defineFamily({
  id: 'text-card',
  suits: {
    tags: ['text', 'display'],
    words: /显示一段文字|\b(?:show|display)s? (?:the )?text\b/i,
    apis: ['Phaser.GameObjects.Text'],
  },
  build(pen) {
    const words = pen.facts.quoted ?? 'Hello Phaser'
    const size = pen.facts.size ?? 32
    const css = (pen.facts.color?.[0] === undefined ? '#ffffff' : hex(pen.facts.color[0]).replace('0x', '#'))
    pen.state('card')
    pen.create(['创建居中的文字', 'Create the text in the middle'], pen.pick([
      `
        @card = this.add.text(${pen.centreX}, ${pen.centreY}, ${quote(words)}, {
          fontFamily: 'Arial',
          fontSize: '${size}px',
          color: '${css}'
        });
        @card.setOrigin(0.5);
      `,
      `
        @card = this.add.text(this.scale.width / 2, this.scale.height / 2, ${quote(words)});
        @card.setFontSize(${size}).setColor('${css}').setOrigin(0.5, 0.5);
      `,
      `
        const style = { fontSize: '${size}px', color: '${css}', align: 'center' };
        @card = this.add.text(0, 0, ${quote(words)}, style);
        @card.setPosition((${pen.width} - @card.width) / 2, (${pen.height} - @card.height) / 2);
      `,
    ]))
    if (pen.chance(0.5)) {
      pen.create(['给文字加上描边和阴影', 'Give the text an outline and a shadow'],
        pen.pick([`@card.setStroke('#000000', 4);`, `@card.setShadow(2, 2, '#000000', 4);`, `@card.setStroke('#222244', 3).setShadow(1, 1, '#000000', 2);`]))
    }
    if (pen.chance(0.4)) {
      pen.create(['画一个文字底板', 'Draw a plate behind the text'], `
        const plate = this.add.graphics().setDepth(-1);
        const area = @card.getBounds();
        plate.fillStyle(0x2b3a55, 0.8);
        plate.fillRoundedRect(area.x - 16, area.y - 10, area.width + 32, area.height + 20, 10);
      `)
    }
    pen.signal('text', '@card.text')
  },
})
