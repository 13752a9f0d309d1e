import { defineFamily } from '../family.ts'
import { hud, texture } from '../pieces.ts'

/** A stream of objects that come from a pool and go back to it. */
export const objectPool = defineFamily({
  id: 'object-pool',
  suits: {
    tags: ['pool', 'recycle', 'performance', 'stress', 'metrics'],
    words: /对象池(?:管理|压力)|\bobject pool|\brecycl/i,
    apis: ['Phaser.Physics.Arcade.Group'],
    modules: ['Physics'],
  },
  build(pen) {
    pen.arcade()
    texture(pen, 'drone', pen.facts.shape ?? 'hexagon', pen.color(), 18)
    pen.constant('poolSize', pen.facts.count ?? 20, ['对象池容量', 'most objects alive'])
    pen.state('pool')
    pen.state('reused', 0)
    const label = pen.label(['活动对象', 'Active'], '@pool.countActive(true)')
    pen.create(['创建有上限的对象池', 'Create a pool with a limit'], pen.pick([
      `@pool = this.physics.add.group({ defaultKey: 'drone', maxSize: $poolSize });`,
      `
        @pool = this.physics.add.group({ key: 'drone', repeat: $poolSize - 1, active: false, visible: false });
        @pool.children.iterate((drone) => {
          drone.disableBody(true, true);
          return true;
        });
      `,
    ]))
    pen.helper('launch', '', ['取出空闲对象并发射', 'Takes an idle object and sends it off'], `
      const drone = @pool.getFirstDead(@pool.getLength() < $poolSize, -10, 0);
      if (!drone) return;
      drone.enableBody(true, -10, ${pen.between(60, pen.height - 40)}, true, true);
      drone.setVelocity(${pen.facts.speed ?? 200}, ${pen.between(-40, 40)});
      @reused += 1;
    `)
    pen.create(['持续发射', 'Launch all the time'], `
      this.time.addEvent({ delay: ${pen.pick([80, 120, 160])}, loop: true, callback: () => @launch() });
    `)
    hud(pen, 'meter', label)
    pen.update(['回收离开屏幕的对象', 'Take back what has left the screen'], `
      for (const drone of @pool.getChildren()) {
        if (drone.active && drone.x > ${pen.width + 20}) drone.disableBody(true, true);
      }
      @meter.setText(${label});
    `)
    pen.signal('active', '@pool.countActive(true)')
    pen.signal('reused', '@reused')
  },
})
