import { defineFamily } from '../family.ts'
import type { Pen } from '../pen.ts'
import { drawThing } from '../pieces.ts'

/** A shape that a tween moves, scales, fades, drops or shakes for ever. */
export const tweenLoop = defineFamily({
  id: 'tween-loop',
  suits: {
    tags: ['tween', 'motion', 'scale', 'fade', 'effect', 'loop'],
    words: /补间|动画效果|循环播放|\btweens?\b|\bfades?\b|\bback and forth\b/i,
    apis: ['Phaser.Tweens.Tween'],
  },
  build(pen) {
    const size = pen.facts.size ?? pen.pick([60, 80, 96])
    const duration = Math.round((pen.facts.seconds ?? 1.5) * 1000)
    const kind = kindOf(pen)
    const x = kind === 'slide' ? size : pen.centreX
    pen.constant('duration', duration, ['动画时长（毫秒）', 'length of the animation in ms'])
    pen.state('figure')
    pen.create(['绘制图形', 'Draw the shape'],
      drawThing(pen, { name: 'figure', shape: pen.facts.shape ?? 'circle', color: pen.color(), size, x, y: pen.centreY }))
    pen.create(['创建往返循环的补间', 'Create the tween that goes back and forth for ever'], pen.pick([single, chained])(pen, kind, size))
    pen.signal(kind, kind === 'slide' ? 'Math.round(@figure.x)' : kind === 'fade' ? '@figure.alpha' : '@figure.scale')
  },
})

type Kind = 'slide' | 'scale' | 'fade' | 'jump' | 'swing'

function kindOf(pen: Pen): Kind {
  const task = pen.seed.task
  if (/渐变|透明|淡入|闪烁|\bfad|\btransparent|\bblink/i.test(task)) return 'fade'
  if (/缩放|\bscal|\bgrow|\bshrink|\bpuls/i.test(task)) return 'scale'
  if (/弹跳|\bbounc|\bhop/i.test(task)) return 'jump'
  if (/旋转|摇晃|抖动|\bswing|\bshak/i.test(task)) return 'swing'
  return 'slide'
}

/** Property and its two values. */
function change(pen: Pen, kind: Kind, size: number): [property: string, from: string, to: string] {
  if (kind === 'fade') return ['alpha', '0', '1']
  if (kind === 'scale') return ['scale', '1', String(pen.facts.factor ?? 1.5)]
  if (kind === 'jump') return ['y', String(pen.centreY), String(pen.centreY - 120)]
  if (kind === 'swing') return ['angle', '-45', '45']
  return ['x', String(size), String(pen.width - size)]
}

function single(pen: Pen, kind: Kind, size: number): string {
  const [property, from, to] = change(pen, kind, size)
  const ease = kind === 'jump' ? 'Quad.easeOut' : pen.pick(['Sine.easeInOut', 'Linear', 'Cubic.easeInOut'])
  const values = pen.pick([`{ from: ${from}, to: ${to} }`, to])
  const start = values === to ? `@figure.${property} = ${from};
` : ''
  return `${start}this.tweens.add({
      targets: @figure,
      ${property}: ${values},
      duration: $duration,
      yoyo: true,
      repeat: -1,
      ease: '${ease}'
    });`
}

function chained(pen: Pen, kind: Kind, size: number): string {
  const [property, from, to] = change(pen, kind, size)
  const back = kind === 'jump' ? 'Bounce.easeOut' : 'Sine.easeIn'
  return `@figure.${property} = ${from};
    const there = this.tweens.add({ targets: @figure, ${property}: ${to}, duration: $duration, ease: 'Sine.easeOut', paused: true, persist: true });
    const backAgain = this.tweens.add({ targets: @figure, ${property}: ${from}, duration: $duration, ease: '${back}', paused: true, persist: true });
    there.on('complete', () => backAgain.play());
    backAgain.on('complete', () => there.play());
    there.play();`
}
