import { defineFamily } from '../family.ts'
import { onTrigger } from '../pieces.ts'

/** Skills with a rest after each use, shown as a clock that empties. */
export const skillCooldown = defineFamily({
  id: 'skill-cooldown',
  suits: {
    tags: ['cooldown', 'skill', 'multi-skill', 'ui'],
    words: /技能|\bskills?\b|\babilit/i,
    apis: ['Phaser.Time.TimerEvent', 'Phaser.GameObjects.Graphics'],
  },
  build(pen) {
    const count = /多技能|个技能|\bskills\b/i.test(pen.seed.task) ? Math.min(pen.facts.count ?? 3, 9) : 1
    const base = Math.round((pen.facts.seconds ?? 2) * 1000)
    const gap = Math.floor(pen.width / (count + 1))
    pen.constant('baseCooldown', base, ['基准冷却（毫秒）', 'shortest rest in ms'])
    pen.state('skills')
    pen.state('dials')
    pen.state('casts', 0)
    pen.create(['定义技能及其冷却时间', 'Set up the skills and their rests'], `
      @skills = Array.from({ length: ${count} }, (_, index) => ({ x: ${gap} * (index + 1), cooldown: $baseCooldown * (index + 1), timer: null }));
      @dials = this.add.graphics();
    `)
    pen.helper('cast', 'index', ['释放技能，冷却中则忽略', 'Casts a skill unless it rests'], `
      const skill = @skills[index];
      if (!skill || skill.timer) return;
      @casts += 1;
      skill.timer = this.time.addEvent({
        delay: skill.cooldown,
        callback: () => {
          skill.timer = null;
        }
      });
      ${pen.pick([
        `const wave = this.add.circle(skill.x, ${pen.centreY - 120}, 10, ${pen.color()}, 0.8);
          this.tweens.add({ targets: wave, scale: 5, alpha: 0, duration: 400, onComplete: () => wave.destroy() });`,
        `const bolt = this.add.rectangle(skill.x, ${pen.centreY}, 10, 40, ${pen.color()});
          this.tweens.add({ targets: bolt, y: 40, alpha: 0, duration: 450, onComplete: () => bolt.destroy() });`,
      ])}
    `)
    pen.create(['按键释放技能', 'Cast on the key'], count === 1
      ? onTrigger(pen, '@cast(0);')
      : `this.input.keyboard.on('keydown', (event) => {
          @cast(Number(event.key) - 1);
        });
        this.input.on('pointerdown', (pointer) => {
          @cast(Math.round(pointer.x / ${gap}) - 1);
        });`)
    pen.update(['绘制每个技能的冷却进度', 'Draw how far each rest has come'], `
      @dials.clear();
      @skills.forEach((skill) => {
        const rest = skill.timer ? 1 - skill.timer.getProgress() : 0;
        @dials.fillStyle(${pen.color()}, skill.timer ? 0.4 : 1);
        @dials.fillCircle(skill.x, ${pen.centreY}, 32);
        if (rest > 0) {
          @dials.fillStyle(0x000000, 0.6);
          @dials.slice(skill.x, ${pen.centreY}, 32, -Math.PI / 2, -Math.PI / 2 + Math.PI * 2 * rest);
          @dials.fillPath();
        }
      });
    `)
    pen.signal('casts', '@casts')
    pen.signal('resting', '@skills.filter((skill) => skill.timer).length')
  },
})
