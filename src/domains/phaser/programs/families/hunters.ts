import { defineFamily } from '../family.ts'
import { axis, banner, hud, moveKeys, texture } from '../pieces.ts'

/** One or more hunters steer towards the player; with an objective, the player wins by collecting. */
export const hunters = defineFamily({
  id: 'hunters',
  suits: {
    tags: ['chase', 'ai', 'objective'],
    words: /追踪玩家|敌人追踪|\bchas(?:es?|ing)\b|\bhunt/i,
    apis: ['Phaser.Math.Angle', 'Phaser.Physics.Arcade.Sprite'],
  },
  build(pen) {
    pen.arcade()
    const goal = /收集|\bcollect/i.test(pen.seed.task)
    const many = !goal && (pen.facts.count ?? 1) > 1
    const speed = pen.facts.speed ?? 120
    texture(pen, 'prey', 'circle', pen.accent(), 28)
    texture(pen, 'hunter', pen.facts.shape ?? 'triangle', pen.color(), 28)
    pen.constant('hunterSpeed', speed, ['敌人速度', 'speed of a hunter'])
    pen.constant('preySpeed', Math.round(speed * 1.2), ['玩家速度', 'speed of the player'])
    pen.state('prey')
    pen.state('pack')
    pen.state('state', "'playing'")
    pen.create(['创建玩家', 'Create the player'], `
      @prey = this.physics.add.sprite(${pen.centreX}, ${pen.centreY}, 'prey');
      @prey.setCollideWorldBounds(true);
    `)
    pen.create(['创建追踪者', 'Create the hunters'], many
      ? `@pack = this.physics.add.group();
        for (let index = 0; index < ${pen.facts.count}; index++) {
          @pack.create(${pen.between(20, pen.width - 20)}, index % 2 === 0 ? 30 : ${pen.height - 30}, 'hunter');
        }`
      : `@pack = this.physics.add.group();
        @pack.add(this.physics.add.sprite(60, 60, 'hunter'));`)
    moveKeys(pen, 'keys')
    if (goal) collect(pen)
    pen.create(['被追上则失败', 'Being caught is the end'], `
      this.physics.add.overlap(@prey, @pack, () => {
        if (@state !== 'playing') return;
        @state = 'caught';
        this.physics.pause();
        ${banner(pen, ['被抓住了', 'Caught'])};
      });
    `)
    pen.update(['移动玩家，让追踪者朝玩家转向并前进', 'Move the player and steer every hunter towards it'], `
      @prey.setVelocity((${axis('keys', 'left', 'right')}) * $preySpeed, (${axis('keys', 'up', 'down')}) * $preySpeed);
      @pack.getChildren().forEach((hunter) => {
        const angle = Phaser.Math.Angle.Between(hunter.x, hunter.y, @prey.x, @prey.y);
        hunter.rotation = ${pen.pick(['angle', 'Phaser.Math.Angle.RotateTo(hunter.rotation, angle, 0.1)'])};
        hunter.setVelocity(Math.cos(angle) * $hunterSpeed, Math.sin(angle) * $hunterSpeed);
      });
    `)
    pen.signal('state', '@state')
  },
})

function collect(pen: Parameters<Parameters<typeof defineFamily>[0]['build']>[0]): void {
  const total = pen.facts.count ?? 6
  texture(pen, 'gem', 'diamond', '0xf1c40f', 18)
  pen.state('collected', 0)
  const label = pen.label(['收集', 'Gems'], `@collected + '/${total}'`)
  hud(pen, 'tally', label)
  pen.create(['散布可收集物，集齐即获胜', 'Scatter the gems; all of them win the game'], `
    const gems = this.physics.add.group();
    for (let index = 0; index < ${total}; index++) {
      gems.create(${pen.between(40, pen.width - 40)}, ${pen.between(60, pen.height - 40)}, 'gem');
    }
    this.physics.add.overlap(@prey, gems, (prey, gem) => {
      gem.destroy();
      @collected += 1;
      @tally.setText(${label});
      if (@collected === ${total} && @state === 'playing') {
        @state = 'won';
        this.physics.pause();
        ${banner(pen, ['胜利', 'You win'])};
      }
    });
  `)
  pen.signal('collected', '@collected')
}
