import { defineFamily } from '../family.ts'
import { hud, moveKeys, onTrigger, texture, triggerName } from '../pieces.ts'

/** A short sprint in the direction of travel, with a rest after it. */
export const dash = defineFamily({
  id: 'dash',
  suits: {
    tags: ['dash', 'cooldown', 'movement'],
    words: /冲刺|\bdash|\bsprint/i,
    apis: ['Phaser.Physics.Arcade.Sprite', 'Phaser.Time.TimerEvent'],
  },
  build(pen) {
    pen.arcade()
    const speed = pen.facts.speed ?? 160
    texture(pen, 'sprinter', pen.facts.shape ?? 'square', pen.color(), 36)
    pen.constant('walkSpeed', speed, ['行走速度', 'walking speed'])
    pen.constant('dashSpeed', speed * 3, ['冲刺速度', 'speed of the dash'])
    pen.constant('cooldown', Math.round((pen.facts.seconds ?? 2) * 1000), ['冷却时间（毫秒）', 'rest in ms'])
    pen.state('sprinter')
    pen.state('facing', 1)
    pen.state('dashing', false)
    pen.state('ready', true)
    const label = `@ready ? '${pen.say('冲刺就绪', 'Dash ready')}' : '${pen.say('冷却中', 'Cooling down')}'`
    pen.create(['创建角色', 'Create the character'], `
      @sprinter = this.physics.add.sprite(${pen.centreX}, ${pen.centreY}, 'sprinter');
      @sprinter.setCollideWorldBounds(true);
    `)
    moveKeys(pen, 'keys')
    hud(pen, 'notice', label)
    pen.helper('startDash', '', ['冲刺并开始冷却', 'Dashes and starts the rest'], `
      if (!@ready) return;
      @ready = false;
      @dashing = true;
      @sprinter.setVelocity(@facing * $dashSpeed, 0);
      this.time.delayedCall(150, () => {
        @dashing = false;
      });
      this.time.addEvent({
        delay: $cooldown,
        callback: () => {
          @ready = true;
        }
      });
    `)
    pen.create([`按${triggerName(pen)}冲刺`, `Dash on ${triggerName(pen)}`], onTrigger(pen, '@startDash();'))
    pen.update(['行走并记录朝向', 'Walk and remember the direction'], `
      @notice.setText(${label});
      if (@dashing) return;
      @sprinter.setVelocity(0);
      if (@keys.left.isDown) {
        @facing = -1;
        @sprinter.setVelocityX(-$walkSpeed);
      } else if (@keys.right.isDown) {
        @facing = 1;
        @sprinter.setVelocityX($walkSpeed);
      }
      if (@keys.up.isDown) @sprinter.setVelocityY(-$walkSpeed);
      else if (@keys.down.isDown) @sprinter.setVelocityY($walkSpeed);
    `)
    pen.signal('ready', '@ready')
  },
})
