import { defineFamily } from '../family.ts'

/** Cards face down, two alike of each: find the pairs. */
export const memoryPairs = defineFamily({
  id: 'memory-pairs',
  suits: { tags: ['memory', 'pairs', 'puzzle'], words: /翻牌|配对|\bpairs\b|\bmemory game\b/i },
  build(pen) {
    const pairs = Math.min(pen.facts.count ?? 6, 12)
    const columns = Math.ceil(Math.sqrt(pairs * 2))
    pen.constant('pairs', pairs, ['对数', 'number of pairs'])
    pen.state('turned', '[]')
    pen.state('found', 0)
    pen.state('locked', false)
    pen.create(['洗牌', 'Shuffle'], `
      const tones = [${Array.from({ length: 6 }, () => pen.accent()).join(', ')}];
      const deck = Phaser.Utils.Array.Shuffle(Array.from({ length: $pairs * 2 }, (_, index) => Math.floor(index / 2)));
    `)
    pen.create(['摆放背面朝上的牌', 'Lay the cards face down'], `
      deck.forEach((pair, index) => {
        const card = this.add.rectangle(${pen.pick([90, 110])} + (index % ${columns}) * 90, 80 + Math.floor(index / ${columns}) * 100, 70, 84, 0x546e7a).setStrokeStyle(2, 0xffffff);
        card.setData({ pair, tone: tones[pair % tones.length], shown: false });
        card.setInteractive().on('pointerdown', () => @turn(card));
      });
    `)
    pen.helper('turn', 'card', ['翻开一张牌，两张则比较', 'Turns a card; two are compared'], `
      if (@locked || card.getData('shown')) return;
      card.setData('shown', true).setFillStyle(card.getData('tone'));
      @turned.push(card);
      if (@turned.length === 2) @compare(...@turned.splice(0));
    `)
    pen.helper('compare', 'first, second', ['相同则保留，不同则盖回', 'Keeps equal cards, hides others'], `
      if (first.getData('pair') === second.getData('pair')) {
        @found += 1;
        this.tweens.add({ targets: [first, second], scale: 0.9, duration: 150, yoyo: true });
        return;
      }
      @locked = true;
      this.time.delayedCall(${Math.round((pen.facts.seconds ?? 0.7) * 1000)}, () => {
        [first, second].forEach((card) => card.setData('shown', false).setFillStyle(0x546e7a));
        @locked = false;
      });
    `)
    pen.signal('found', '@found')
  },
})
