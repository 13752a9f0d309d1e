import { defineFamily } from '../family.ts'
import { drawThing, moveKeys } from '../pieces.ts'

/** A figure with states: idle, walk, run; each with a tween and a speed of its own. */
export const stateSwitch = defineFamily({
  id: 'state-switch',
  suits: {
    tags: ['state', 'animation', 'speed', 'input'],
    words: /状态切换|种状态|\bstate machine\b|\bidle\b/i,
    apis: ['Phaser.Tweens.Tween', 'Phaser.Input.Keyboard.KeyCodes'],
  },
  build(pen) {
    const speed = pen.facts.speed ?? 120
    pen.constant('walkSpeed', speed, ['行走速度', 'walking speed'])
    pen.state('figure')
    pen.state('mode', "'idle'")
    pen.state('motion')
    pen.state('runKey')
    pen.state('sign')
    pen.create(['绘制角色', 'Draw the figure'], drawThing(pen, { name: 'figure', shape: pen.facts.shape ?? 'hexagon', color: pen.color(), size: 56, x: pen.centreX, y: pen.centreY }))
    moveKeys(pen, 'keys')
    pen.create(['奔跑键与状态文字', 'The running key and the text of the state'], `
      @runKey = this.input.keyboard.addKey(Phaser.Input.Keyboard.KeyCodes.SHIFT);
      @sign = this.add.text(16, 16, @mode, { fontSize: '22px', color: '#ffffff' });
    `)
    pen.helper('enter', 'next', ['进入新状态并更换补间', 'Enters a state and changes the tween'], `
      if (next === @mode && @motion) return;
      @mode = next;
      if (@motion) @motion.remove();
      @figure.setScale(1);
      const looks = {
        idle: { scaleY: 0.92, duration: 700 },
        walk: { scaleX: 1.08, duration: 260 },
        run: { scaleX: 1.2, duration: 120 }
      };
      @motion = this.tweens.add({ targets: @figure, yoyo: true, repeat: -1, ease: 'Sine.easeInOut', ...looks[next] });
      @sign.setText(next);
    `)
    pen.create(['从静止状态开始', 'Start idle'], `@enter('idle');`)
    pen.update(['根据按键选择状态并移动', 'Choose the state by the keys and move'], `
      const side = (@keys.right.isDown ? 1 : 0) - (@keys.left.isDown ? 1 : 0);
      const rise = (@keys.down.isDown ? 1 : 0) - (@keys.up.isDown ? 1 : 0);
      ${pen.pick([
        `if (side === 0 && rise === 0) @enter('idle');
          else @enter(@runKey.isDown ? 'run' : 'walk');`,
        `const moving = side !== 0 || rise !== 0;
          @enter(moving ? (@runKey.isDown ? 'run' : 'walk') : 'idle');`,
      ])}
        const pace = ($walkSpeed * (@mode === 'run' ? 2 : 1) * delta) / 1000;
        @figure.x = Phaser.Math.Clamp(@figure.x + side * pace, 30, ${pen.width - 30});
        @figure.y = Phaser.Math.Clamp(@figure.y + rise * pace, 30, ${pen.height - 30});
    `)
    pen.signal('mode', '@mode')
  },
})
