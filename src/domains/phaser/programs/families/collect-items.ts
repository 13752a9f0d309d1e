import { defineFamily } from '../family.ts'
import { axis, banner, hud, moveKeys, texture } from '../pieces.ts'

/** Walk over items to collect them: for points, against the clock, or level by level. */
export const collectItems = defineFamily({
  id: 'collect-items',
  suits: {
    tags: ['collect', 'overlap', 'complete', 'level', 'challenge', 'progress'],
    words: /收集|\bcollect|\bpick up\b/i,
    apis: ['Phaser.Physics.Arcade.Group', 'Phaser.GameObjects.Text'],
    modules: ['Physics'],
  },
  build(pen) {
    pen.arcade()
    const timed = /限时|超时|\btime limit|\bwithin\b/i.test(pen.seed.task)
    const levels = /关卡|每关|\blevels?\b/i.test(pen.seed.task)
    texture(pen, 'seeker', 'square', pen.accent(), 32)
    texture(pen, 'item', pen.facts.shape ?? 'star', pen.color(), 20)
    pen.constant('speed', pen.facts.speed ?? 240, ['玩家速度', 'speed of the player'])
    pen.constant('amount', levels ? 5 : (pen.facts.count ?? 8), ['物品数量', 'number of items'])
    if (levels) pen.constant('lastLevel', Math.min(pen.facts.count ?? 3, 12), ['关卡总数', 'number of levels'])
    for (const name of ['seeker', 'items']) pen.state(name)
    pen.state('score', 0)
    pen.state('level', 1)
    pen.state('over', false)
    const label = levels ? `\`${pen.say('关卡', 'Level')} \${@level}  ${pen.say('得分', 'Score')} \${@score}\`` : pen.label(['得分', 'Score'], '@score')
    pen.create(['创建玩家', 'Create the player'], `
      @seeker = this.physics.add.sprite(${pen.centreX}, ${pen.centreY}, 'seeker');
      @seeker.setCollideWorldBounds(true);
      @items = this.physics.add.group();
    `)
    moveKeys(pen, 'keys')
    hud(pen, 'board', label)
    pen.helper('layOut', '', ['随机放置一批物品', 'Lays out the items at random'], `
      for (let index = 0; index < $amount; index++) {
        @items.create(${pen.between(30, pen.width - 30)}, ${pen.between(70, pen.height - 30)}, 'item');
      }
    `)
    pen.helper('finish', 'words', ['停止游戏并显示结果', 'Stops the game and shows the result'], `
      @over = true;
      this.physics.pause();
      this.add.text(${pen.centreX}, ${pen.centreY}, words, { fontSize: '40px', color: '#ffffff' }).setOrigin(0.5);
    `)
    const won = `@finish('${(pen.facts.quoted ?? pen.say('恭喜通关', 'All done')).replace(/[\\']/g, '')}');`
    const complete = levels ? `if (@level >= $lastLevel) {
        ${won}
      } else {
        @level += 1;
        @layOut();
      }` : won
    pen.create(['碰到物品则收集加分', 'Collect what the player touches'], `
      @layOut();
      this.physics.add.overlap(@seeker, @items, (seeker, item) => {
        item.destroy();
        @score += 10;
        if (@items.countActive(true) === 0) {
          ${complete}
        }
        @board.setText(${label});
      });
    `)
    if (timed) {
      pen.create(['限时结束则失败', 'The time limit ends the game'], `
        const limit = this.time.addEvent({
          delay: ${Math.round((pen.facts.seconds ?? 15) * 1000)},
          callback: () => {
            if (!@over) @finish('${pen.say('时间到', 'Out of time')}');
          }
        });
        const timerText = this.add.text(${pen.width - 20}, 16, '', { fontSize: '20px', color: '#ffffff' }).setOrigin(1, 0);
        this.time.addEvent({ delay: 200, loop: true, callback: () => timerText.setText(limit.getRemainingSeconds().toFixed(1)) });
      `)
    }
    pen.update(['用按键移动玩家', 'Move the player with the keys'], `
      if (@over) return;
      @seeker.setVelocity((${axis('keys', 'left', 'right')}) * $speed, (${axis('keys', 'up', 'down')}) * $speed);
    `)
    pen.signal('score', '@score')
    pen.signal('level', '@level')
    if (pen.chance(0.2) && !timed) pen.create(['显示开场提示', 'Show what to do'], `
      const goal = ${banner(pen, ['收集全部物品', 'Collect them all'], 28)};
      this.tweens.add({ targets: goal, alpha: 0, delay: 600, duration: 400 });
    `)
  },
})
