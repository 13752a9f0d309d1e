import { defineFamily } from '../family.ts'
import { banner, onTrigger, triggerName } from '../pieces.ts'

/** A bar of health cells that a key takes away and time may give back. */
export const healthBar = defineFamily({
  id: 'health-bar',
  suits: {
    tags: ['health', 'regen', 'bar'],
    words: /血条|生命值|\bhealth bar\b|\bhit points\b/i,
    apis: ['Phaser.GameObjects.Graphics'],
  },
  build(pen) {
    const heals = /回血|回复|\bregenerat|\bheals?\b/i.test(pen.seed.task)
    pen.constant('maxHealth', pen.facts.count ?? 10, ['生命上限', 'most health'])
    pen.state('health', '$maxHealth')
    pen.state('bar')
    pen.state('note')
    const cells = pen.chance(0.5)
    const [w, h] = [pen.pick([22, 26]), pen.pick([18, 24])]
    pen.helper('drawBar', '', ['按当前生命值重画血条', 'Draws the bar anew'], cells
      ? `@bar.clear();
        for (let cell = 0; cell < $maxHealth; cell++) {
          @bar.fillStyle(cell < @health ? ${pen.color()} : 0x444444, 1);
          @bar.fillRect(40 + cell * ${w + 4}, 60, ${w}, ${h});
        }
        @note.setText(\`\${@health} / \${$maxHealth}\`);`
      : `@bar.clear();
        @bar.fillStyle(0x444444, 1);
        @bar.fillRect(40, 60, 300, ${h});
        @bar.fillStyle(${pen.color()}, 1);
        @bar.fillRect(40, 60, 300 * (@health / $maxHealth), ${h});
        @bar.lineStyle(2, 0xffffff, 1);
        @bar.strokeRect(40, 60, 300, ${h});
        @note.setText(@health + ' / ' + $maxHealth);`)
    pen.helper('hurt', '', ['扣一点血，归零时结束', 'Takes one point; zero is the end'], `
      if (@health <= 0) return;
      @health -= 1;
      @drawBar();
      if (@health === 0) {
        ${banner(pen, 'Game Over')};
      }
    `)
    pen.create(['创建血条与数字', 'Create the bar and its figures'], `
      @bar = this.add.graphics();
      @note = this.add.text(40, 30, '', { fontSize: '18px', color: '#ffffff' });
      @drawBar();
    `)
    pen.create([`按${triggerName(pen)}扣血`, `Lose health on ${triggerName(pen)}`], onTrigger(pen, '@hurt();'))
    if (heals) {
      pen.create(['定时自动回血，不超过上限', 'Heal by a timer up to the limit'], `
        this.time.addEvent({
          delay: ${Math.round((pen.facts.seconds ?? 2) * 1000)},
          loop: true,
          callback: () => {
            if (@health > 0 && @health < $maxHealth) {
              @health += 1;
              @drawBar();
            }
          }
        });
      `)
    }
    pen.signal('health', '@health')
  },
})
