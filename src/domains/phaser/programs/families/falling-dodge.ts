import { defineFamily } from '../family.ts'
import { banner, hud, moveKeys, texture } from '../pieces.ts'

/** Things fall from above, and the player keeps out of their way. */
export const fallingDodge = defineFamily({
  id: 'falling-dodge',
  suits: {
    tags: ['falling', 'dodge', 'gameover', 'survival'],
    words: /下落障碍|躲避游戏|\bfalling\b|\bdodg/i,
    apis: ['Phaser.Physics.Arcade.Group', 'Phaser.Time.TimerEvent'],
  },
  build(pen) {
    pen.arcade()
    const dodges = pen.rank > 1 || /躲避|\bdodg|\bavoid/i.test(pen.seed.task)
    texture(pen, 'rock', pen.facts.shape ?? 'diamond', pen.color(), 30)
    pen.constant('fallSpeed', pen.facts.speed ?? 180, ['下落速度', 'speed of the fall'])
    pen.state('rocks')
    pen.state('fallen', 0)
    pen.create(['创建障碍物组', 'Create the group of obstacles'], `@rocks = this.physics.add.group();`)
    pen.helper('dropRock', '', ['从顶部随机位置放下一个障碍物', 'Drops an obstacle from a random place at the top'], `
      const rock = @rocks.create(${pen.between(20, pen.width - 20)}, -20, 'rock');
      rock.setVelocityY($fallSpeed);
      @fallen += 1;
    `)
    pen.create(['用定时器不断生成', 'Keep them coming with a timer'], `
      this.time.addEvent({
        delay: ${Math.round((pen.facts.seconds ?? 0.8) * 1000)},
        loop: true,
        callback: () => @dropRock()
      });
    `)
    const cleanUp = pen.pick([
      `@rocks.getChildren().slice().forEach((rock) => {
          if (rock.y > ${pen.height + 40}) rock.destroy();
        });`,
      `for (const rock of [...@rocks.getChildren()]) {
          if (rock.y > ${pen.height + 40}) {
            @rocks.remove(rock, true, true);
          }
        }`,
    ])
    pen.signal('fallen', '@fallen')
    if (!dodges) {
      const tally = pen.label(['障碍物', 'Obstacles'], '@fallen')
      hud(pen, 'tally', tally)
      return pen.update(['刷新计数，移除离开画面的障碍物', 'Refresh the count and remove obstacles that have left'], `
        @tally.setText(${tally});
        ${cleanUp}
      `)
    }
    texture(pen, 'runner', 'square', pen.accent(), 32)
    pen.state('runner')
    pen.state('over', false)
    pen.state('survived', 0)
    const label = pen.label(['存活', 'Survived'], '@survived.toFixed(1)')
    pen.create(['创建玩家', 'Create the player'], `
      @runner = this.physics.add.sprite(${pen.centreX}, ${pen.height - 60}, 'runner');
      @runner.setCollideWorldBounds(true);
    `)
    moveKeys(pen, 'keys')
    hud(pen, 'clock', label)
    pen.create(['碰到障碍物时游戏结束', 'The game is over on contact'], `
      this.physics.add.overlap(@runner, @rocks, () => {
        if (@over) return;
        @over = true;
        this.physics.pause();
        ${banner(pen, ['游戏结束', 'Game Over'])};
      });
    `)
    pen.update(['移动玩家并计时', 'Move the player and keep the time'], `
      if (@over) return;
      @survived += delta / 1000;
      @clock.setText(${label});
      @runner.setVelocityX(0);
      if (@keys.left.isDown) @runner.setVelocityX(-260);
      if (@keys.right.isDown) @runner.setVelocityX(260);
      ${cleanUp}
    `)
    pen.signal('over', '@over')
  },
})
