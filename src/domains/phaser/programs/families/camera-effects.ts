import { defineFamily } from '../family.ts'
import type { Pen } from '../pen.ts'
import { drawThing, hint, onTrigger, triggerName } from '../pieces.ts'

/** Effects of the camera: shake, flash, fade, zoom; at the start of the scene or on a key. */
export const cameraEffects = defineFamily({
  id: 'camera-effects',
  suits: {
    tags: ['camera', 'effect', 'fade', 'transition', 'zoom', 'shake'],
    words: /相机.{0,4}(?:效果|缩放)|场景.{0,4}效果|\bcamera\b.*\b(?:shake|flash|fade|zoom|effect)/i,
    apis: ['Phaser.Cameras.Scene2D.Camera'],
    modules: ['Camera'],
  },
  build(pen) {
    const zooms = /缩放范围|\bzoom/i.test(pen.seed.task)
    pen.constant('duration', Math.round((pen.facts.seconds ?? 0.8) * 1000), ['效果时长（毫秒）', 'length of the effect in ms'])
    pen.state('effects', 0)
    pen.state('subject')
    pen.create(['绘制场景内容', 'Draw something to see'],
      drawThing(pen, { name: 'subject', shape: pen.facts.shape ?? 'star', color: pen.color(), size: 120, x: pen.centreX, y: pen.centreY }))
    if (zooms) return zoom(pen)
    pen.helper('playEffect', '', ['播放相机效果', 'Plays the effect'], `
      ${effect(pen)}
      @effects += 1;
    `)
    if (/按|\bpress|\bkey\b/i.test(pen.seed.task)) {
      hint(pen, [`按${triggerName(pen)}触发`, `Press ${triggerName(pen)}`])
      pen.create(['按键触发相机效果', 'Play it on the key'], onTrigger(pen, '@playEffect();'))
    } else {
      pen.create(['场景开始时播放效果', 'Play it when the scene starts'], '@playEffect();')
    }
    pen.create(['效果结束后恢复相机', 'Restore the camera after the effect'], `
      this.cameras.main.on('camerafadeoutcomplete', () => {
        this.cameras.main.fadeIn($duration);
      });
    `)
    pen.signal('effects', '@effects')
  },
})

function effect(pen: Pen): string {
  const task = pen.seed.task
  if (/淡入/.test(task) || /\bfades? in\b/i.test(task)) return 'this.cameras.main.fadeIn($duration, 0, 0, 0);'
  if (/淡出|渐/.test(task) || /\bfad/i.test(task)) return 'this.cameras.main.fadeOut($duration, 0, 0, 0);'
  if (/闪/.test(task) || /\bflash/i.test(task)) return 'this.cameras.main.flash($duration, 255, 255, 255);'
  if (/弹跳|缩放/.test(task)) {
    return `this.tweens.add({ targets: this.cameras.main, zoom: { from: 1, to: 1.25 }, duration: $duration / 2, yoyo: true, ease: 'Bounce.easeOut' });`
  }
  return `this.cameras.main.shake($duration, ${pen.pick([0.01, 0.015, 0.02])});`
}

function zoom(pen: Pen): void {
  const keys = pen.facts.trigger === 'wasd' ? ['W', 'S'] : ['UP', 'DOWN']
  pen.constant('zoomStep', pen.pick([0.5, 0.8, 1]), ['每秒缩放量', 'change of zoom a second'])
  pen.state('zoomKeys')
  pen.create(['监听放大与缩小键', 'Listen to the zoom keys'], `
    @zoomKeys = this.input.keyboard.addKeys({
      in: Phaser.Input.Keyboard.KeyCodes.${keys[0]},
      out: Phaser.Input.Keyboard.KeyCodes.${keys[1]}
    });
  `)
  pen.update(['在 0.5 到 2 倍之间缩放相机', 'Zoom between 0.5 and 2'], `
    const change = ((@zoomKeys.in.isDown ? 1 : 0) - (@zoomKeys.out.isDown ? 1 : 0)) * $zoomStep * (delta / 1000);
    this.cameras.main.setZoom(Phaser.Math.Clamp(this.cameras.main.zoom + change, 0.5, 2));
    if (change !== 0) @effects += 1;
  `)
  pen.signal('zoom', 'this.cameras.main.zoom')
}
