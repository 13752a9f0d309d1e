import { defineFamily } from '../family.ts'
import { banner, moveKeys, onTrigger, texture } from '../pieces.ts'

/** A boss with health that paces and attacks, and a player who shoots back. */
export const bossFight = defineFamily({
  id: 'boss-fight',
  suits: { tags: ['boss', 'attack', 'victory'], words: /\bboss\b|首领/i, apis: ['Phaser.Physics.Arcade.Sprite'] },
  build(pen) {
    pen.arcade()
    const attacks = /攻击模式|发射攻击|\battacks?\b|\bfires\b/i.test(pen.seed.task)
    texture(pen, 'boss', pen.facts.shape ?? 'hexagon', pen.color(), 96)
    texture(pen, 'fighter', 'triangle', pen.accent(), 32)
    texture(pen, 'shot', 'circle', '0xffffff', 8)
    pen.constant('bossHealth', pen.facts.count ?? 10, ['Boss 血量', 'health of the boss'])
    pen.state('health', '$bossHealth')
    pen.state('over', false)
    for (const name of ['boss', 'fighter', 'gauge', 'shots']) pen.state(name)
    pen.create(['创建 Boss 与玩家', 'Create the boss and the player'], `
      @boss = this.physics.add.sprite(${pen.centreX}, 110, 'boss');
      @boss.setVelocityX(${pen.pick([80, 100, 120])}).setBounce(1).setCollideWorldBounds(true);
      @fighter = this.physics.add.sprite(${pen.centreX}, ${pen.height - 60}, 'fighter');
      @fighter.setCollideWorldBounds(true);
    `)
    pen.create(['显示 Boss 血量', 'Show the health of the boss'], `
      @gauge = this.add.text(16, 16, 'Boss ' + @health, { fontSize: '22px', color: '#ffffff' });
    `)
    pen.helper('end', 'words', ['结束战斗', 'Ends the fight'], `
      @over = true;
      this.physics.pause();
      @gauge.setText(words);
      ${banner(pen, ['战斗结束', 'The fight is over'])};
    `)
    pen.create(['子弹命中 Boss 扣血，归零胜利', 'A hit takes health; zero is victory'], `
      @shots = this.physics.add.group();
      this.physics.add.overlap(@boss, @shots, (boss, shot) => {
        shot.destroy();
        if (@over) return;
        @health -= 1;
        @gauge.setText('Boss ' + @health);
        ${pen.pick([`boss.setTint(0xffffff);
          this.time.delayedCall(80, () => boss.clearTint());`, 'this.tweens.add({ targets: boss, alpha: 0.4, duration: 60, yoyo: true });'])}
          if (@health <= 0) @end('${pen.say('胜利', 'Victory')}');
        });
    `)
    pen.create(['按键射击', 'Shoot on the key'], onTrigger(pen, `if (@over) return;
      const shot = @shots.create(@fighter.x, @fighter.y - 20, 'shot');
      shot.setVelocityY(-${pen.facts.speed ?? 320});`))
    if (attacks || pen.chance(0.3)) {
      texture(pen, 'fireball', 'circle', '0xff7043', 16)
      pen.create(['Boss 定时发射攻击', 'The boss attacks by a timer'], `
        const fireballs = this.physics.add.group();
        this.time.addEvent({
          delay: ${Math.round((pen.facts.seconds ?? 1.5) * 1000)},
          loop: true,
          callback: () => {
            if (@over) return;
            [-60, 0, 60].forEach((drift) => fireballs.create(@boss.x, @boss.y + 40, 'fireball').setVelocity(drift, 180));
          }
        });
        this.physics.add.overlap(@fighter, fireballs, () => {
          if (!@over) @end('${pen.say('失败', 'Defeat')}');
        });
      `)
    }
    moveKeys(pen, 'keys')
    pen.update(['左右移动玩家', 'Move the player'], `
      if (@over) return;
      const side = (@keys.right.isDown ? 1 : 0) - (@keys.left.isDown ? 1 : 0);
      @fighter.setVelocityX(side * 260);
    `)
    pen.signal('health', '@health')
    pen.signal('over', '@over')
  },
})
