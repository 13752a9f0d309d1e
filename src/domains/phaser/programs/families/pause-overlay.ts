import { defineFamily } from '../family.ts'
import { quote } from '../pen.ts'
import { drawThing } from '../pieces.ts'

/** A game that a key stops, with a scene of its own on top while it waits. */
export const pauseOverlay = defineFamily({
  id: 'pause-overlay',
  suits: {
    tags: ['pause', 'resume', 'overlay', 'options'],
    words: /暂停|\bpaus/i,
    apis: ['Phaser.Scene', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const menu = /菜单|选项|\bmenu\b|\boptions\b/i.test(pen.seed.task)
    const key = pen.facts.trigger === 'space' ? 'SPACE' : pen.facts.trigger === 'wasd' ? 'W' : 'P'
    const game = pen.scenes[0]!.key
    pen.state('hero')
    pen.create(['绘制运动的对象', 'Draw something that moves'], drawThing(pen, { name: 'hero', shape: pen.facts.shape ?? 'diamond', color: pen.color(), size: 60, x: 80, y: pen.centreY }))
    pen.create(['让对象往返运动', 'Move it to and fro'], `
      this.tweens.add({ targets: @hero, x: ${pen.width - 80}, angle: 360, duration: ${pen.pick([1500, 2000, 2500])}, yoyo: true, repeat: -1 });
    `)
    pen.create(['按键暂停并打开覆盖层', 'The key pauses and opens the overlay'], `
      this.input.keyboard.on('keydown-${key}', () => {
        this.scene.launch('PauseScene');
        this.scene.pause();
      });
    `)
    pen.create(['显示按键说明', 'Say which key'], `
      this.add.text(16, ${pen.height - 36}, '${key}: ${pen.say('暂停', 'pause')}', { fontSize: '18px', color: '#b0bec5' });
    `)
    pen.scene('PauseScene')
    pen.create(['绘制半透明覆盖层', 'Draw the overlay'], `
      this.add.rectangle(${pen.centreX}, ${pen.centreY}, ${pen.width}, ${pen.height}, 0x000000, 0.6);
      this.add.text(${pen.centreX}, ${pen.centreY - 80}, ${quote(pen.facts.quoted ?? 'PAUSED')}, { fontSize: '48px', color: '#ffffff' }).setOrigin(0.5);
    `)
    pen.helper('resumeGame', '', ['关闭覆盖层并继续', 'Closes the overlay and goes on'], `
      this.scene.resume('${game}');
      this.scene.stop();
    `)
    pen.create(['再次按键继续', 'The key again goes on'], `this.input.keyboard.once('keydown-${key}', () => @resumeGame());`)
    if (menu) {
      pen.create(['提供继续、重新开始、返回三个选项', 'Offer to go on, to restart and to leave'], `
        const options = [
          { words: '${pen.say('继续', 'Continue')}', act: () => @resumeGame() },
          { words: '${pen.say('重新开始', 'Restart')}', act: () => this.scene.start('${game}') },
          { words: '${pen.say('返回主菜单', 'Back to the menu')}', act: () => this.scene.start('${game}') }
        ];
        options.forEach(({ words, act }, index) => {
          this.add.text(${pen.centreX}, ${pen.centreY} + index * 50, words, { fontSize: '26px', color: '#ffe082' }).setOrigin(0.5).setInteractive().on('pointerdown', act);
        });
      `)
    }
    pen.signal('paused', `this.scene.isPaused('${game}')`)
  },
})
