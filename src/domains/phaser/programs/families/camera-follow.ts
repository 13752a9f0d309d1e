import { defineFamily } from '../family.ts'
import { drawThing } from '../pieces.ts'

/** A world larger than the canvas, and a camera that stays with something moving through it. */
export const cameraFollow = defineFamily({
  id: 'camera-follow',
  suits: {
    tags: ['camera', 'follow', 'world', 'bounds'],
    words: /相机跟随|相机边界|\bcamera (?:follows?|bounds)\b/i,
    apis: ['Phaser.Cameras.Scene2D.Camera'],
    modules: ['Camera'],
  },
  build(pen) {
    const [dx, dy] = pen.facts.direction ?? [1, 0]
    const worldWidth = pen.pick([1600, 2000, 2400])
    const worldHeight = pen.pick([1200, 1600])
    pen.constant('worldWidth', worldWidth, ['世界宽度', 'width of the world'])
    pen.constant('worldHeight', worldHeight, ['世界高度', 'height of the world'])
    pen.constant('speed', pen.facts.speed ?? pen.pick([120, 160, 200]), ['移动速度（像素/秒）', 'speed in pixels per second'])
    pen.state('traveller')
    const cell = pen.pick([100, 160, 200])
    pen.create(['绘制世界的参照网格', 'Draw a grid, so that motion can be seen'], `
      const ground = this.add.graphics();
      ground.lineStyle(1, 0x3a4150, 1);
      for (let x = 0; x <= $worldWidth; x += ${cell}) ground.lineBetween(x, 0, x, $worldHeight);
      for (let y = 0; y <= $worldHeight; y += ${cell}) ground.lineBetween(0, y, $worldWidth, y);
    `)
    pen.create(['绘制自动移动的对象', 'Draw the moving object'], drawThing(pen, {
      name: 'traveller', shape: pen.facts.shape ?? 'circle', color: pen.color(), size: pen.facts.size ?? 48,
      x: '$worldWidth / 2', y: '$worldHeight / 2',
    }))
    const smooth = pen.pick(['', ', true', ', true, 0.1, 0.1'])
    pen.create(['限制相机边界并跟随对象', 'Bound the camera and let it follow'], `
      this.cameras.main.setBounds(0, 0, $worldWidth, $worldHeight);
      this.cameras.main.startFollow(@traveller${smooth});
    `)
    pen.update(['让对象持续移动，到尽头后从另一侧出现', 'Keep the object moving; at the end it comes in again'],
      [move('x', dx, '$worldWidth'), move('y', dy, '$worldHeight')].filter(Boolean).join(`\n`))
    pen.signal('scrollX', 'Math.round(this.cameras.main.scrollX)')
    pen.signal('scrollY', 'Math.round(this.cameras.main.scrollY)')
  },
})

function move(axis: 'x' | 'y', side: number, limit: string): string {
  if (side === 0) return ''
  return `@traveller.${axis} = Phaser.Math.Wrap(@traveller.${axis} ${side > 0 ? '+' : '-'} ($speed * delta) / 1000, 0, ${limit});`
}
