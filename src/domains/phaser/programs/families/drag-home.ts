import { defineFamily } from '../family.ts'
import { drawThing, hint } from '../pieces.ts'

/** A shape to drag about, which answers to the drag and recovers after it. */
export const dragHome = defineFamily({
  id: 'drag-home',
  suits: { tags: ['drag'], words: /可拖拽的|\bdrag/i, apis: ['Phaser.Input.Events.GAMEOBJECT_DRAG'], modules: ['Input'] },
  build(pen) {
    const size = pen.facts.size ?? pen.pick([80, 96, 110])
    const half = size / 2
    const scales = /缩放|\bscal|\bgrows?/i.test(pen.seed.task)
    const returns = !scales || /初始位置|returns?|back to/i.test(pen.seed.task)
    pen.state('piece')
    pen.state('drags', 0)
    pen.create(['绘制可拖拽的图形', 'Draw the shape to drag'],
      drawThing(pen, { name: 'piece', shape: pen.facts.shape ?? 'square', color: pen.color(), size, x: pen.centreX, y: pen.centreY }))
    pen.create(['启用交互与拖拽', 'Make it interactive and draggable'], pen.pick([
      `
        @piece.setInteractive(new Phaser.Geom.Circle(0, 0, ${half}), Phaser.Geom.Circle.Contains);
        this.input.setDraggable(@piece);
      `,
      `
        @piece.setInteractive({
          hitArea: new Phaser.Geom.Rectangle(-${half}, -${half}, ${size}, ${size}),
          hitAreaCallback: Phaser.Geom.Rectangle.Contains,
          draggable: true
        });
      `,
    ]))
    const light = pen.pick(['setAlpha(0.6)', 'setAlpha(0.75)'])
    const grab = scales ? `@piece.setScale(${pen.facts.factor ?? 1.2});` : `@piece.${light};`
    const release = scales ? '@piece.setScale(1);' : '@piece.setAlpha(1);'
    const home = pen.pick([
      `@piece.setPosition(${pen.centreX}, ${pen.centreY});`,
      `this.tweens.add({ targets: @piece, x: ${pen.centreX}, y: ${pen.centreY}, duration: 250, ease: 'Back.easeOut' });`,
    ])
    pen.create(['拖拽开始时改变外观', 'Change its look when the drag starts'], `
      @piece.on('dragstart', () => {
        @drags += 1;
        ${grab}
      });
    `)
    pen.create(['拖拽时位置跟随指针', 'Follow the pointer during the drag'], `
      @piece.on('drag', (pointer, dragX, dragY) => {
        ${pen.pick(['@piece.setPosition(dragX, dragY);', `@piece.x = dragX;
          @piece.y = dragY;`])}
        });
    `)
    pen.create(['松手后恢复', 'Recover when it is let go'], `
      @piece.on('dragend', () => {
        ${release}
        ${returns ? home : ''}
      });
    `)
    if (pen.chance(0.5)) hint(pen, ['按住图形并拖动', 'Press the shape and drag it'])
    pen.signal('drags', '@drags')
  },
})
