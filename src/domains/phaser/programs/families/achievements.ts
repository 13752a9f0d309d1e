import { defineFamily } from '../family.ts'

/** Goals that watch the registry and pop up when they are reached. */
export const achievements = defineFamily({
  id: 'achievements',
  suits: {
    tags: ['achievement', 'popup', 'data'],
    words: /成就|\bachievement|\bregistry\b|\bdata manager\b/i,
    apis: ['Phaser.GameObjects.Text'],
  },
  build(pen) {
    const total = Math.min(pen.facts.count ?? 4, 20)
    pen.state('unlocked', 0)
    pen.state('panel')
    pen.create(['在 registry 中初始化数据', 'Set the data up in the registry'], `
      this.registry.set({ clicks: 0, unlocked: [] });
    `)
    pen.create(['列出目标', 'List the goals'], `
      const goals = Array.from({ length: ${total} }, (_, index) => (index + 1) * ${pen.pick([2, 3, 5])})
        .map((at) => ({ name: '${pen.say('点击', 'Clicks')} ' + at, at }));
      @panel = this.add.text(16, 16, '', { fontSize: '18px', color: '#cfd8dc' });
    `)
    pen.helper('popUp', 'name', ['弹出成就提示', 'Shows that a goal was reached'], `
      @unlocked += 1;
      const plate = this.add.rectangle(0, 0, 280, 60, ${pen.color()}, 0.9);
      const words = this.add.text(0, 0, name, { fontSize: '20px', color: '#ffffff' }).setOrigin(0.5);
      const popup = this.add.container(${pen.centreX}, -40, [plate, words]);
      this.tweens.add({ targets: popup, y: 70, duration: 300, hold: 900, yoyo: true, ease: 'Back.easeOut', onComplete: () => popup.destroy() });
    `)
    pen.create(['监听数据变化并检查目标', 'Watch the data and check the goals'], `
      this.registry.events.on('changedata-clicks', (parent, value) => {
        @panel.setText('${pen.say('点击', 'Clicks')}: ' + value);
        const unlocked = this.registry.get('unlocked');
        goals.filter(({ name, at }) => value >= at && !unlocked.includes(name)).forEach(({ name }) => {
          unlocked.push(name);
          @popUp(name);
        });
      });
    `)
    if (/localStorage/.test(pen.seed.task)) {
      pen.create(['保存已达成的成就', 'Keep what was reached'], `
        this.registry.events.on('changedata-clicks', () => {
          try {
            window.localStorage.setItem('achievements', JSON.stringify(this.registry.get('unlocked')));
          } catch (error) {
            console.warn(error.message);
          }
        });
      `)
    }
    pen.create(['点击增加计数', 'Clicks count'], pen.pick([`this.input.on('pointerdown', () => this.registry.inc('clicks', 1));`, `
      this.input.on('pointerdown', () => {
        this.registry.set('clicks', this.registry.get('clicks') + 1);
      });
    `]))
    pen.signal('unlocked', '@unlocked')
  },
})
