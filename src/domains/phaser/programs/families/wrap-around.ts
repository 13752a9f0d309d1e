import { defineFamily } from '../family.ts'
import { moveKeys, texture } from '../pieces.ts'

/** Who leaves the screen on one side comes in on the other. */
export const wrapAround = defineFamily({
  id: 'wrap-around',
  suits: {
    tags: ['wrap', 'teleport'],
    words: /对侧出现|循环地图|\bwraps?\b|\bother side\b/i,
    apis: ['Phaser.Physics.Arcade.Sprite', 'Phaser.Input.Keyboard.KeyCodes'],
  },
  build(pen) {
    pen.arcade()
    texture(pen, 'rocket', pen.facts.shape ?? 'triangle', pen.color(), 32)
    pen.constant('speed', pen.facts.speed ?? 220, ['移动速度', 'speed'])
    pen.state('rocket')
    pen.state('crossings', 0)
    pen.create(['创建玩家精灵', 'Create the sprite'], `
      @rocket = this.physics.add.sprite(${pen.centreX}, ${pen.centreY}, 'rocket');
    `)
    moveKeys(pen, 'keys')
    const glide = pen.chance(0.5)
    if (glide) pen.create(['设置惯性与最大速度', 'Give it inertia and a top speed'], `
      @rocket.setDrag(120);
      @rocket.setMaxVelocity($speed);
    `)
    const drive = glide
      ? `@rocket.setAcceleration(0);
        if (@keys.left.isDown) @rocket.setAccelerationX(-$speed * 2);
        if (@keys.right.isDown) @rocket.setAccelerationX($speed * 2);
        if (@keys.up.isDown) @rocket.setAccelerationY(-$speed * 2);
        if (@keys.down.isDown) @rocket.setAccelerationY($speed * 2);`
      : `let vx = 0;
        let vy = 0;
        if (@keys.left.isDown) vx -= $speed;
        if (@keys.right.isDown) vx += $speed;
        if (@keys.up.isDown) vy -= $speed;
        if (@keys.down.isDown) vy += $speed;
        @rocket.setVelocity(vx, vy);`
    const wrap = pen.chance(0.5)
      ? `const before = @rocket.x + @rocket.y;
        this.physics.world.wrap(@rocket, 16);
        if (before !== @rocket.x + @rocket.y) @crossings += 1;`
      : `const x = Phaser.Math.Wrap(@rocket.x, -16, ${pen.width + 16});
        const y = Phaser.Math.Wrap(@rocket.y, -16, ${pen.height + 16});
        if (x !== @rocket.x || y !== @rocket.y) {
          @crossings += 1;
          @rocket.setPosition(x, y);
        }`
    pen.update(['按键移动', 'Move by the keys'], drive)
    pen.update(['越界后从对侧出现', 'Come in on the other side'], wrap)
    pen.signal('crossings', '@crossings')
  },
})
