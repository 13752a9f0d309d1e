import { defineFamily } from '../family.ts'
import { hud, moveKeys, texture } from '../pieces.ts'

/** Running and jumping over platforms, with a double jump or coins where the task wants them. */
export const platformer = defineFamily({
  id: 'platformer',
  suits: {
    tags: ['platformer', 'jump', 'double-jump', 'arcade'],
    words: /平台跳跃|双跳|\bplatformer\b|\bjump/i,
    apis: ['Phaser.Physics.Arcade.Sprite', 'Phaser.Input.Keyboard.KeyCodes'],
  },
  build(pen) {
    const twice = /双跳|跳跃两次|\bdouble[- ]jump|\bjumps? twice/i.test(pen.seed.task)
    const coins = /收集|金币|\bcoins?\b|\bcollect/i.test(pen.seed.task)
    pen.arcade(pen.facts.gravity ?? 700)
    texture(pen, 'hero', pen.facts.shape ?? 'square', pen.color(), 32)
    texture(pen, 'block', 'square', '0x6d4c41', 32)
    pen.constant('runSpeed', pen.facts.speed ?? 200, ['移动速度', 'running speed'])
    pen.constant('jumpSpeed', pen.pick([380, 420, 460]), ['跳跃速度', 'speed at the start of a jump'])
    pen.state('hero')
    pen.create(['铺设地面与平台', 'Lay the ground and the platforms'], `
      const blocks = this.physics.add.staticGroup();
      for (let x = 16; x < ${pen.width}; x += 32) blocks.create(x, ${pen.height - 16}, 'block');
      [[${pen.pick([140, 180])}, ${pen.height - 130}], [${pen.centreX}, ${pen.height - 210}], [${pen.width - 160}, ${pen.height - 150}]].forEach(([x, y]) => {
        for (let step = -1; step <= 1; step++) blocks.create(x + step * 32, y, 'block');
      });
    `)
    pen.create(['创建角色并与地面碰撞', 'Create the hero, who stands on the ground'], `
      @hero = this.physics.add.sprite(80, ${pen.height - 80}, 'hero');
      @hero.setCollideWorldBounds(true);
      this.physics.add.collider(@hero, blocks);
    `)
    moveKeys(pen, 'keys')
    if (coins) {
      pen.state('score', 0)
      texture(pen, 'coin', 'circle', '0xf1c40f', 18)
      const label = pen.label(['得分', 'Score'], '@score')
      hud(pen, 'board', label)
      pen.create(['在空中放置金币，碰到加分', 'Put coins in the air; each gives points'], `
        const coins = this.physics.add.group({ allowGravity: false });
        for (let index = 0; index < ${pen.facts.count ?? 8}; index++) {
          coins.create(60 + (index * ${Math.floor((pen.width - 120) / (pen.facts.count ?? 8))}), ${pen.between(pen.height - 300, pen.height - 120)}, 'coin');
        }
        this.physics.add.overlap(@hero, coins, (hero, coin) => {
          coin.destroy();
          @score += 10;
          @board.setText(${label});
        });
      `)
      pen.signal('score', '@score')
    }
    const run = pen.pick([
      `if (@keys.left.isDown) {
          @hero.setVelocityX(-$runSpeed);
        } else if (@keys.right.isDown) {
          @hero.setVelocityX($runSpeed);
        } else {
          @hero.setVelocityX(0);
        }`,
      `const side = (@keys.right.isDown ? 1 : 0) - (@keys.left.isDown ? 1 : 0);
        @hero.setVelocityX(side * $runSpeed);`,
    ])
    if (twice) {
      pen.state('jumps', 0)
      pen.update(['左右移动，落地前最多跳两次', 'Run; jump at most twice before landing'], `
        ${run}
        if (@hero.body.onFloor() && @hero.body.velocity.y >= 0) @jumps = 0;
        if (Phaser.Input.Keyboard.JustDown(@keys.up) && @jumps < 2) {
          @jumps += 1;
          @hero.setVelocityY(-$jumpSpeed);
        }
      `)
      pen.signal('jumps', '@jumps')
    } else {
      pen.update(['左右移动，站在地面时可跳跃', 'Run; jump from the ground'], `
        ${run}
        if (@keys.up.isDown && @hero.body.${pen.pick(['touching.down', 'onFloor()', 'blocked.down'])}) @hero.setVelocityY(-$jumpSpeed);
      `)
    }
    pen.signal('x', 'Math.round(@hero.x)')
  },
})
