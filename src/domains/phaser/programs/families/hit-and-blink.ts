import { defineFamily } from '../family.ts'
import { axis, hud, moveKeys, texture } from '../pieces.ts'

/** Contact hurts: the player blinks, may be thrown back, and is safe for a moment. */
export const hitAndBlink = defineFamily({
  id: 'hit-and-blink',
  suits: {
    tags: ['damage', 'invincible', 'knockback', 'flash', 'shake'],
    words: /无敌|击退|受伤|震屏|\binvincib|\bknock ?back|\bdamage/i,
    apis: ['Phaser.Physics.Arcade.Sprite', 'Phaser.Tweens.Tween'],
  },
  build(pen) {
    pen.arcade()
    const shakes = pen.needs('Phaser.Cameras.Scene2D.Camera') || /震屏|\bshak/i.test(pen.seed.task)
    const safe = Math.round((pen.facts.seconds ?? 1) * 1000)
    texture(pen, 'knight', pen.facts.shape ?? 'circle', pen.color(), 34)
    texture(pen, 'spike', 'star', '0xe74c3c', 34)
    pen.constant('maxHealth', pen.facts.count ?? 5, ['初始血量', 'health at the start'])
    pen.constant('safeTime', safe, ['无敌时间（毫秒）', 'time of safety in ms'])
    pen.state('health', '$maxHealth')
    pen.state('safe', false)
    for (const name of ['knight', 'spike']) pen.state(name)
    const label = pen.label(['血量', 'Health'], '@health')
    pen.create(['创建角色与敌人', 'Create the character and the enemy'], `
      @knight = this.physics.add.sprite(${pen.centreX - 160}, ${pen.centreY}, 'knight');
      @knight.setCollideWorldBounds(true).setDrag(400);
      @spike = this.physics.add.sprite(${pen.centreX + 100}, ${pen.centreY}, 'spike');
      @spike.setBounce(1).setCollideWorldBounds(true).setVelocity(-90, 60);
    `)
    hud(pen, 'board', label)
    pen.helper('hurt', '', ['扣血、击退并短暂无敌', 'Takes health, throws back and gives a moment of safety'], `
      if (@safe || @health <= 0) return;
      @safe = true;
      @health -= 1;
      @board.setText(${label});
      ${pen.pick([
        `const away = Phaser.Math.Angle.BetweenPoints(@spike, @knight);
          @knight.setVelocity(Math.cos(away) * 260, Math.sin(away) * 260);`,
        `const push = new Phaser.Math.Vector2(@knight.x - @spike.x, @knight.y - @spike.y).normalize().scale(260);
          @knight.setVelocity(push.x, push.y);`,
      ])}${shakes ? `
        this.cameras.main.shake(${safe}, 0.01);` : ''}
        this.tweens.add({
          targets: @knight,
          alpha: 0.2,
          duration: 80,
          yoyo: true,
          repeat: Math.max(0, Math.floor($safeTime / 160) - 1),
          onComplete: () => {
            @knight.setAlpha(1);
            @safe = false;
          }
        });
    `)
    pen.create(['接触时受伤', 'Contact hurts'], `this.physics.add.overlap(@knight, @spike, () => @hurt());`)
    if (shakes) pen.create(['相机跟随角色', 'Let the camera follow'], 'this.cameras.main.startFollow(@knight, true, 0.1, 0.1);')
    moveKeys(pen, 'keys')
    pen.update(['受击之外可自由移动', 'Move freely while not hit'], `
      if (@safe) return;
      @knight.setVelocity((${axis('keys', 'left', 'right')}) * ${pen.facts.speed ?? 180}, (${axis('keys', 'up', 'down')}) * ${pen.facts.speed ?? 180});
    `)
    pen.signal('health', '@health')
    pen.signal('safe', '@safe')
  },
})
