import { defineFamily } from '../family.ts'
import { quote } from '../pen.ts'

/** From a menu or a loading screen to the game, and from there to the end and back. */
export const sceneFlow = defineFamily({
  id: 'scene-flow',
  suits: {
    tags: ['scene', 'menu', 'flow', 'loading', 'button'],
    words: /双场景|三场景|MenuScene|LoadingScene|\b(?:two|three|several) scenes\b|\bmain menu\b/i,
    apis: ['Phaser.Scene', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const loads = /Loading|加载|\bloading/i.test(pen.seed.task)
    const [first] = pen.scenes
    const game = loads ? 'MainScene' : 'GameScene'
    first!.key = loads ? 'LoadingScene' : 'MenuScene'
    if (loads) {
      pen.state('loaded', 0)
      pen.state('meter')
      pen.create(['显示加载进度条', 'Show the progress of loading'], `
        @meter = this.add.graphics();
        this.add.text(${pen.centreX}, ${pen.centreY - 50}, '${pen.say('加载中', 'Loading')}', { fontSize: '24px', color: '#ffffff' }).setOrigin(0.5);
      `)
      pen.create(['分批准备资源，完成后切换场景', 'Prepare things step by step, then go on'], `
        this.time.addEvent({
          delay: ${pen.pick([60, 80])},
          repeat: 9,
          callback: () => {
            @loaded += 1;
            @meter.clear();
            @meter.fillStyle(${pen.color()}, 1);
            @meter.fillRect(${pen.centreX - 150}, ${pen.centreY}, 30 * @loaded, 24);
            if (@loaded === 10) this.scene.start('${game}');
          }
        });
      `)
    } else {
      const button = quote(pen.facts.quoted ?? pen.say('开始游戏', 'Start'))
      pen.create(['显示标题与开始按钮', 'Show the title and the button'], `
        this.add.text(${pen.centreX}, ${pen.centreY - 80}, '${pen.say('主菜单', 'Menu')}', { fontSize: '40px', color: '#ffffff' }).setOrigin(0.5);
        const button = this.add.text(${pen.centreX}, ${pen.centreY}, ${button}, { fontSize: '28px', color: '#ffffff', backgroundColor: '#455a64', padding: { x: 20, y: 10 } });
        button.setOrigin(0.5).setInteractive({ useHandCursor: true });
        button.on('pointerover', () => button.setScale(1.1));
        button.on('pointerout', () => button.setScale(1));
      `)
      pen.create(['点击按钮进入游戏', 'A click starts the game'], `
        button.on('pointerdown', () => this.scene.start('${game}'));
      `)
    }
    const ends = /GameOver|三场景|\bthree scenes\b|\bgame over\b/i.test(pen.seed.task)
    pen.scene(game)
    pen.state('score', 0)
    pen.state('board')
    pen.create(['显示分数', 'Show the score'], `
      @board = this.add.text(16, 16, '0', { fontSize: '24px', color: '#ffffff' });
    `)
    pen.create(['点击目标得分', 'Clicks on the target score'], `
      const target = this.add.circle(${pen.centreX}, ${pen.centreY}, 36, ${pen.color()}).setInteractive();
      target.on('pointerdown', () => {
        @score += 1;
        @board.setText(String(@score));
        target.setPosition(${pen.between(60, pen.width - 60)}, ${pen.between(80, pen.height - 60)});
      });
    `)
    pen.create(['按 ESC 离开', 'Escape leaves'], `
      this.input.keyboard.on('keydown-ESC', () => this.scene.start('${ends ? 'GameOverScene' : first!.key}', { score: @score }));
    `)
    if (ends) {
      pen.create(['时间到则结束', 'Time ends the game'], `
        this.time.delayedCall(15000, () => this.scene.start('GameOverScene', { score: @score }));
      `)
      pen.scene('GameOverScene')
      pen.create(['显示最终分数并可重新开始', 'Show the score and offer another game'], `
        const { score = 0 } = this.scene.settings.data;
        this.add.text(${pen.centreX}, ${pen.centreY}, 'Game Over: ' + score, { fontSize: '36px', color: '#ffffff' }).setOrigin(0.5);
        this.input.once('pointerdown', () => this.scene.start('${first!.key}'));
      `)
    } else {
      pen.signal('score', '@score')
    }
  },
})
