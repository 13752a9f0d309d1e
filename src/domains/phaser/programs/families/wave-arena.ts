import { defineFamily } from '../family.ts'
import { hud, texture } from '../pieces.ts'

/** Enemies in waves, each larger and faster; the player clicks them away. */
export const waveArena = defineFamily({
  id: 'wave-arena',
  suits: {
    tags: ['wave', 'endless', 'difficulty', 'progression'],
    words: /波次|每波|难度递增|\bwaves?\b/i,
    apis: ['Phaser.Physics.Arcade.Group', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    pen.arcade()
    texture(pen, 'raider', pen.facts.shape ?? 'diamond', pen.color(), 30)
    const more = Number(/(?:增加|plus|adds?)\s?(\d{1,3})/i.exec(pen.seed.task)?.[1] ?? 2)
    pen.constant('firstWave', Math.min(pen.facts.count ?? 5, 20), ['第一波数量', 'raiders of the first wave'])
    pen.constant('raiderSpeed', pen.facts.speed ?? 80, ['敌人速度', 'speed of a raider'])
    pen.state('raiders')
    pen.state('wave', 0)
    pen.state('kills', 0)
    const label = `\`${pen.say('波次', 'Wave')} \${@wave}  ${pen.say('击杀', 'Kills')} \${@kills}\``
    pen.create(['创建敌人组', 'Create the group of raiders'], '@raiders = this.physics.add.group({ bounceX: 1, bounceY: 1, collideWorldBounds: true });')
    hud(pen, 'board', label)
    pen.helper('nextWave', '', ['开始下一波', 'Starts the next wave'], `
      @wave += 1;
      const amount = $firstWave + (@wave - 1) * ${more};
      for (let index = 0; index < amount; index++) {
        const raider = @raiders.create(${pen.between(40, pen.width - 40)}, ${pen.between(60, 160)}, 'raider');
        raider.setBounce(1).setCollideWorldBounds(true);
        raider.setVelocity(${pen.between('-$raiderSpeed', '$raiderSpeed')}, $raiderSpeed + @wave * 5);
        raider.setInteractive().on('pointerdown', () => @defeat(raider));
      }
      @board.setText(${label});
    `)
    pen.helper('defeat', 'raider', ['消灭一个敌人，清空后进入下一波', 'Removes a raider; the last one brings the next wave'], `
      raider.destroy();
      @kills += 1;
      @board.setText(${label});
      if (@raiders.countActive(true) === 0) {
        this.time.addEvent({ delay: ${Math.round((pen.facts.seconds ?? 1) * 1000)}, callback: () => @nextWave() });
      }
    `)
    pen.create(['开始第一波', 'Start the first wave'], '@nextWave();')
    if (pen.chance(0.5)) {
      pen.create(['按空格清除一个敌人', 'Space takes one raider away'], `
        this.input.keyboard.on('keydown-SPACE', () => {
          const [target] = @raiders.getChildren();
          if (target) @defeat(target);
        });
      `)
    }
    pen.signal('wave', '@wave')
    pen.signal('kills', '@kills')
  },
})
