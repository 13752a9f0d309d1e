import { defineFamily } from '../family.ts'
import { axis, moveKeys, texture } from '../pieces.ts'

/** Guards walk to and fro, and leave their beat when the player comes near. */
export const guardPatrol = defineFamily({
  id: 'guard-patrol',
  suits: {
    tags: ['patrol', 'detection', 'ai'],
    words: /巡逻|\bpatrol|\bguards?\b/i,
    apis: ['Phaser.Physics.Arcade.Group', 'Phaser.Math.Distance'],
  },
  build(pen) {
    pen.arcade()
    texture(pen, 'guard', pen.facts.shape ?? 'square', pen.color(), 26)
    texture(pen, 'thief', 'circle', pen.accent(), 26)
    pen.constant('guardSpeed', pen.facts.speed ?? 100, ['巡逻速度', 'speed of a guard'])
    pen.constant('sight', pen.pick([120, 150, 180]), ['警戒距离', 'distance at which a guard notices'])
    pen.state('guards')
    pen.state('thief')
    pen.state('alarmed', 0)
    const count = Math.min(pen.facts.count ?? 4, 12)
    pen.create(['创建玩家', 'Create the player'], `
      @thief = this.physics.add.sprite(60, ${pen.height - 60}, 'thief');
      @thief.setCollideWorldBounds(true);
    `)
    pen.create(['创建左右巡逻的守卫', 'Create the guards, who walk left and right'], `
      @guards = this.physics.add.group({ collideWorldBounds: true });
      for (let index = 0; index < ${count}; index++) {
        const guard = @guards.create(${pen.between(120, pen.width - 120)}, 60 + index * ${Math.floor((pen.height - 140) / count)}, 'guard');
        guard.setData('home', guard.x);
        guard.setVelocityX(index % 2 === 0 ? $guardSpeed : -$guardSpeed);
      }
    `)
    moveKeys(pen, 'keys')
    pen.helper('patrol', 'guard', ['在出生点附近往返', 'Keeps a guard near its post'], `
      guard.setVelocityY(0);
      const offset = guard.x - guard.getData('home');
      if (Math.abs(offset) > 100) guard.setVelocityX(offset > 0 ? -$guardSpeed : $guardSpeed);
      else if (guard.body.velocity.x === 0) guard.setVelocityX($guardSpeed);
    `)
    const chase = pen.pick([
      'this.physics.moveToObject(guard, @thief, $guardSpeed * 1.2);',
      `const angle = Phaser.Math.Angle.BetweenPoints(guard, @thief);
        guard.setVelocity(Math.cos(angle) * $guardSpeed, Math.sin(angle) * $guardSpeed);`,
    ])
    pen.update(['移动玩家，守卫发现玩家则追踪', 'Move the player; guards who see it give chase'], `
      @thief.setVelocity((${axis('keys', 'left', 'right')}) * 200, (${axis('keys', 'up', 'down')}) * 200);
      @alarmed = 0;
      for (const guard of @guards.getChildren()) {
        const gap = Phaser.Math.Distance.Between(guard.x, guard.y, @thief.x, @thief.y);
        if (gap < $sight) {
          @alarmed += 1;
          ${chase}
        } else {
          @patrol(guard);
        }
      }
    `)
    pen.signal('alarmed', '@alarmed')
  },
})
