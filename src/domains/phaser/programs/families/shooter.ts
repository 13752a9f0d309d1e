import { defineFamily } from '../family.ts'
import type { Pen } from '../pen.ts'
import { axis, hud, moveKeys, onTrigger, texture } from '../pieces.ts'

/** Bullets from a pool, fired upwards or where the ship points, at nothing or at a row of enemies. */
export const shooter = defineFamily({
  id: 'shooter',
  suits: {
    tags: ['shoot', 'direction', 'enemy'],
    words: /发射.{0,6}子弹|射击|\bbullets?\b|\bshoot/i,
    apis: ['Phaser.Physics.Arcade.Group'],
    modules: ['Physics'],
  },
  build(pen) {
    pen.arcade()
    const turns = pen.needs('Phaser.Math.Angle') || /朝向|旋转|\baim|\brotat/i.test(pen.seed.task)
    const enemies = /敌人|\benem|\btargets?\b/i.test(pen.seed.task)
    texture(pen, 'ship', 'triangle', pen.accent(), 32)
    texture(pen, 'bullet', pen.pick(['circle', 'square']), pen.color(), 8)
    pen.constant('bulletSpeed', pen.facts.speed ?? 320, ['子弹速度', 'speed of a bullet'])
    pen.state('ship')
    pen.state('bullets')
    pen.state('fired', 0)
    pen.create(['创建飞船', 'Create the ship'], `
      @ship = this.physics.add.sprite(${pen.centreX}, ${pen.height - 70}, 'ship');
      @ship.setCollideWorldBounds(true);
    `)
    pen.create(['创建子弹对象池', 'Create the pool of bullets'], `
      @bullets = this.physics.add.group({ defaultKey: 'bullet', maxSize: ${pen.pick([20, 24, 30])} });
    `)
    const heading = pen.pick(['@ship.rotation - Math.PI / 2', 'Phaser.Math.Angle.Wrap(@ship.rotation - Math.PI / 2)'])
    pen.helper('fire', '', ['从对象池取出一颗子弹并发射', 'Takes a bullet from the pool and fires it'],
      `const bullet = @bullets.get(@ship.x, @ship.y);
        if (!bullet) return;
        bullet.enableBody(true, @ship.x, @ship.y, true, true);
        @fired += 1;
` +
      (turns ? `const heading = ${heading};
        bullet.setVelocity(Math.cos(heading) * $bulletSpeed, Math.sin(heading) * $bulletSpeed);` : 'bullet.setVelocity(0, -$bulletSpeed);'))
    pen.create(['按键开火', 'Fire on the key'], onTrigger(pen, '@fire();'))
    if (enemies) targets(pen)
    moveKeys(pen, 'keys')
    const move = turns ? aim(pen) : `@ship.setVelocityX((${axis('keys', 'left', 'right')}) * 240);`
    pen.update(['移动飞船并回收飞出边界的子弹', 'Move the ship and recycle bullets that have left'], `
      ${move}
      @bullets.getChildren().forEach((bullet) => {
        if (bullet.active && !Phaser.Geom.Rectangle.Contains(this.physics.world.bounds, bullet.x, bullet.y)) {
          bullet.disableBody(true, true);
        }
      });
    `)
    pen.signal('active', '@bullets.countActive(true)')
  },
})

function aim(pen: Pen): string {
  return pen.needs('Phaser.Math.Angle') && pen.chance(0.5)
    ? `const target = Phaser.Math.Angle.Between(@ship.x, @ship.y, this.input.activePointer.x, this.input.activePointer.y) + Math.PI / 2;
      @ship.rotation = Phaser.Math.Angle.RotateTo(@ship.rotation, target, delta * 0.004);`
    : `@ship.rotation = Phaser.Math.Angle.Wrap(@ship.rotation + (${axis('keys', 'left', 'right')}) * delta * 0.004);`
}

function targets(pen: Pen): void {
  texture(pen, 'foe', pen.facts.shape ?? 'square', '0xe74c3c', 28)
  pen.state('kills', 0)
  const label = pen.label(['击杀', 'Kills'], '@kills')
  hud(pen, 'tally', label)
  pen.create(['排列敌人，命中后消失', 'Line the enemies up; a hit makes one vanish'], `
    const foes = this.physics.add.group();
    for (let column = 0; column < ${pen.pick([6, 7, 8])}; column++) {
      foes.create(80 + column * 80, ${pen.pick([90, 120])}, 'foe').setVelocityX(20);
    }
    this.physics.add.overlap(@bullets, foes, (bullet, foe) => {
      bullet.disableBody(true, true);
      foe.destroy();
      @kills += 1;
      @tally.setText(${label});
    });
  `)
  pen.signal('kills', '@kills')
}
