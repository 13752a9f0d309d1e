import { defineFamily } from '../family.ts'
import { quote } from '../pen.ts'

/** A card of several parts that a container moves, turns and scales as one. */
export const containerCard = defineFamily({
  id: 'container-card',
  suits: { tags: ['container', 'card'], words: /容器|卡片|\bcontainers?\b|\bcard\b/i },
  build(pen) {
    const [w, h] = [pen.pick([180, 200, 220]), pen.pick([240, 260])]
    pen.state('card')
    pen.state('flips', 0)
    pen.helper('buildCard', 'x, y', ['把底板、图案和文字装进容器', 'Puts plate, picture and words into a container'], `
      const plate = this.add.rectangle(0, 0, ${w}, ${h}, 0xf5f5f5).setStrokeStyle(4, ${pen.color()});
      const picture = this.add.star(0, -30, ${pen.pick([5, 6, 7])}, 24, 52, ${pen.color()});
      const words = this.add.text(0, ${h / 2 - 40}, ${quote(pen.facts.quoted ?? pen.say('卡片', 'Card'))}, { fontSize: '22px', color: '#263238' }).setOrigin(0.5);
      const card = this.add.container(x, y, [plate, picture, words]);
      card.setSize(${w}, ${h});
      return card;
    `)
    pen.create(['在中央放置卡片', 'Put the card in the middle'], `@card = @buildCard(${pen.centreX}, ${pen.centreY});`)
    pen.create(['点击翻转整张卡片', 'A click flips the whole card'], `
      @card.setInteractive();
      @card.on('pointerdown', () => {
        @flips += 1;
        this.tweens.add({ targets: @card, scaleX: 0, duration: ${pen.pick([140, 180])}, yoyo: true, onYoyo: () => @card.list[1].setFillStyle(${pen.accent()}) });
      });
    `)
    pen.create(['悬停时放大', 'Grow under the pointer'], pen.pick([
      `
        @card.on('pointerover', () => @card.setScale(1.05));
        @card.on('pointerout', () => @card.setScale(1));
      `,
      `['pointerover', 'pointerout'].forEach((event, index) => @card.on(event, () => @card.setAlpha(index === 0 ? 0.85 : 1)));`,
    ]))
    if (pen.chance(0.6)) {
      pen.create(['让图案缓慢旋转', 'Let the picture turn slowly'], `
        this.tweens.add({ targets: @card.list[1], angle: 360, duration: ${pen.pick([3000, 4000])}, repeat: -1 });
      `)
    }
    pen.signal('flips', '@flips')
  },
})
