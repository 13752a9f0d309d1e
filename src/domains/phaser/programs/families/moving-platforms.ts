import { defineFamily } from '../family.ts'
import { moveKeys, texture } from '../pieces.ts'

/** Platforms that travel to and fro and carry the player. */
export const movingPlatforms = defineFamily({
  id: 'moving-platforms',
  suits: {
    tags: ['platform', 'moving', 'path'],
    words: /移动平台|\bmoving platforms?\b/i,
    apis: ['Phaser.Tweens.Tween', 'Phaser.Physics.Arcade.Sprite', 'Phaser.Physics.Arcade.Group'],
  },
  build(pen) {
    const many = /个移动平台|\bplatforms\b/i.test(pen.seed.task)
    const count = many ? Math.min(pen.facts.count ?? 4, 10) : 1
    const range = pen.pick([160, 200, 240])
    const speed = pen.facts.speed ?? 120
    pen.arcade(pen.facts.gravity ?? 500)
    texture(pen, 'rider', 'square', pen.accent(), 28)
    pen.preload(['生成平台纹理', 'Make the texture of a platform'], `
      const slab = this.make.graphics({ x: 0, y: 0 }, false);
      slab.fillStyle(${pen.color()}, 1);
      slab.fillRect(0, 0, 140, 20);
      slab.generateTexture('slab', 140, 20);
      slab.destroy();
    `)
    pen.constant('travelTime', Math.round((range / speed) * 1000), [`往返一程的时间（${speed} 像素/秒）`, `time of one way in ms, at ${speed} px/s`])
    pen.state('rider')
    pen.state('platforms')
    pen.create(['创建不受重力影响的平台', 'Create platforms that do not fall'], `
      @platforms = this.physics.add.group({ allowGravity: false, immovable: true });
      for (let index = 0; index < ${count}; index++) {
        const slab = @platforms.create(${count === 1 ? pen.centreX - range / 2 : `100 + (index % 2) * 200`}, ${count === 1 ? pen.height - 140 : `${pen.height - 100} - index * ${Math.floor((pen.height - 180) / count)}`}, 'slab');
        this.tweens.add({ targets: slab, x: slab.x + ${range}, duration: $travelTime, ease: '${pen.pick(['Linear', 'Sine.easeInOut'])}', yoyo: true, repeat: -1 });
      }
    `)
    pen.create(['创建玩家并站上平台', 'Create the player, who stands on them'], `
      @rider = this.physics.add.sprite(${count === 1 ? pen.centreX - range / 2 : 100}, ${count === 1 ? pen.height - 200 : pen.height - 160}, 'rider');
      @rider.setCollideWorldBounds(true);
      this.physics.add.collider(@rider, @platforms, (rider, slab) => {
        if (rider.body.touching.down) rider.x += slab.x - (slab.getData('lastX') ?? slab.x);
      });
    `)
    moveKeys(pen, 'keys')
    pen.update(['移动、跳跃，并记录平台位置', 'Run, jump, and remember where the platforms were'], `
      @rider.setVelocityX(((@keys.right.isDown ? 1 : 0) - (@keys.left.isDown ? 1 : 0)) * 160);
      if (@keys.up.isDown && @rider.body.touching.down) @rider.setVelocityY(-${pen.pick([340, 380])});
      @platforms.getChildren().forEach((slab) => slab.setData('lastX', slab.x));
    `)
    pen.signal('riderX', 'Math.round(@rider.x)')
  },
})
