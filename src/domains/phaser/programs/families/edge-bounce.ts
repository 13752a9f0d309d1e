import { defineFamily } from '../family.ts'
import { drawThing } from '../pieces.ts'

/** A shape that flies on its own and turns back at the edges of the canvas, without a physics engine. */
export const edgeBounce = defineFamily({
  id: 'edge-bounce',
  suits: { tags: ['bounce', 'boundary', 'movement'], words: /边界时反弹|\bbounces? off the (?:edges?|walls?|borders?)/i },
  build(pen) {
    const size = pen.facts.size ?? pen.pick([40, 50, 60])
    pen.constant('speed', pen.facts.speed ?? 200, ['移动速度（像素/秒）', 'speed in pixels per second'])
    pen.constant('radius', size / 2, ['半径，用于边界检测', 'distance of the middle from an edge when they touch'])
    pen.state('flyer')
    pen.state('bounces', 0)
    pen.create(['绘制移动的图形', 'Draw the moving shape'],
      drawThing(pen, { name: 'flyer', shape: pen.facts.shape ?? 'circle', color: pen.color(), size, x: pen.centreX, y: pen.centreY }))
    pen.signal('bounces', '@bounces')
    if (pen.chance(0.5)) {
      pen.state('velocity')
      pen.create(['给它一个斜向速度', 'Give it a slanting velocity'],
        `@velocity = new Phaser.Math.Vector2(1, ${pen.pick([0.6, 0.8, -0.7])}).normalize().scale($speed);`)
      pen.update(['移动，并在碰到边界时反转速度', 'Move, and turn the velocity around at an edge'], `
        const seconds = delta / 1000;
        @flyer.x += @velocity.x * seconds;
        @flyer.y += @velocity.y * seconds;
        if (@flyer.x < $radius || @flyer.x > ${pen.width} - $radius) {
          @velocity.x = -@velocity.x;
          @flyer.x = Phaser.Math.Clamp(@flyer.x, $radius, ${pen.width} - $radius);
          @bounces += 1;
        }
        if (@flyer.y < $radius || @flyer.y > ${pen.height} - $radius) {
          @velocity.y = -@velocity.y;
          @flyer.y = Phaser.Math.Clamp(@flyer.y, $radius, ${pen.height} - $radius);
          @bounces += 1;
        }
      `)
      return
    }
    pen.state('stepX')
    pen.state('stepY')
    pen.create(['按随机方向分解速度', 'Split the speed along a direction'], `
      const heading = Phaser.Math.DegToRad(${pen.pick([35, 50, 140])});
      @stepX = Math.cos(heading) * $speed;
      @stepY = Math.sin(heading) * $speed;
    `)
    pen.update(['预测下一步，越界则反向', 'Look ahead one step and turn back where it would leave'], `
      const nextX = @flyer.x + (@stepX * delta) / 1000;
      const nextY = @flyer.y + (@stepY * delta) / 1000;
      const hitX = nextX <= $radius || nextX >= ${pen.width} - $radius;
      const hitY = nextY <= $radius || nextY >= ${pen.height} - $radius;
      if (hitX) @stepX *= -1;
      if (hitY) @stepY *= -1;
      if (hitX || hitY) @bounces += 1;
      @flyer.setPosition(hitX ? @flyer.x : nextX, hitY ? @flyer.y : nextY);
    `)
  },
})
