import { defineFamily } from '../family.ts'
import { hud, texture } from '../pieces.ts'

/** Keys turn the direction of gravity for the player and what lies about. */
export const gravityFlip = defineFamily({
  id: 'gravity-flip',
  suits: {
    tags: ['gravity', 'flip', 'multi-direction'],
    words: /切换重力|重力切换|重力方向|\b(?:flip|switch|turn)s? (?:the )?gravity/i,
    apis: ['Phaser.Physics.Arcade.Sprite', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const four = /四向|\bfour|\ball directions\b/i.test(pen.seed.task)
    const keys = pen.facts.trigger === 'wasd' ? ['W', 'S', 'A', 'D'] : ['UP', 'DOWN', 'LEFT', 'RIGHT']
    pen.arcade(pen.facts.gravity ?? 500)
    pen.constant('strength', pen.facts.gravity ?? 500, ['重力大小', 'strength of gravity'])
    texture(pen, 'acrobat', pen.facts.shape ?? 'square', pen.color(), 32)
    pen.state('acrobat')
    pen.state('direction', "'DOWN'")
    const label = pen.label(['重力方向', 'Gravity'], '@direction')
    pen.create(['创建受重力影响的玩家', 'Create the player, whom gravity pulls'], `
      @acrobat = this.physics.add.sprite(${pen.centreX}, ${pen.centreY}, 'acrobat');
      @acrobat.setBounce(${pen.pick([0.2, 0.3])}).setCollideWorldBounds(true);
    `)
    hud(pen, 'compass', label)
    pen.helper('pull', 'name, x, y', ['设置世界重力方向', 'Sets the gravity of the world'], `
      @direction = name;
      this.physics.world.gravity.set(x * $strength, y * $strength);
      @compass.setText(${label});
    `)
    const rows = [['UP', 0, -1], ['DOWN', 0, 1], ['LEFT', -1, 0], ['RIGHT', 1, 0]].slice(0, four ? 4 : 2)
    pen.create(['按键改变重力方向', 'Turn gravity on the keys'], pen.pick([
      rows.map(([name, x, y], index) => `this.input.keyboard.on('keydown-${keys[index]}', () => @pull('${name}', ${x}, ${y}));`).join(`\n`),
      `
        const pulls = [${rows.map(([name, x, y], index) => `{ key: '${keys[index]}', name: '${name}', x: ${x}, y: ${y} }`).join(', ')}];
        pulls.forEach(({ key, name, x, y }) => {
          this.input.keyboard.addKey(key).on('down', () => @pull(name, x, y));
        });
      `,
    ]))
    if (four) {
      texture(pen, 'crate', 'square', pen.accent(), 20)
      pen.create(['放置同样受重力影响的物体', 'Put objects that gravity pulls as well'], `
        const crates = this.physics.add.group({ bounceX: 0.4, bounceY: 0.4, collideWorldBounds: true });
        for (let index = 0; index < ${pen.facts.count ?? 6}; index++) {
          crates.create(${pen.between(40, pen.width - 40)}, ${pen.between(40, pen.height - 40)}, 'crate');
        }
        this.physics.add.collider(crates, crates);
        this.physics.add.collider(@acrobat, crates);
      `)
    }
    pen.signal('direction', '@direction')
  },
})
