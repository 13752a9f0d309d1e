import { defineFamily } from '../family.ts'
import { texture } from '../pieces.ts'

/** Two cameras: a minimap of the whole world, or one half of the screen for each of two players. */
export const twoViews = defineFamily({
  id: 'two-views',
  suits: {
    tags: ['minimap', 'dual', 'split-screen', 'multiplayer'],
    words: /小地图|分屏|\bminimap|\bsplit[- ]screen/i,
    apis: ['Phaser.Cameras.Scene2D.Camera'],
    modules: ['Camera'],
  },
  build(pen) {
    pen.arcade()
    const split = /分屏|\bsplit/i.test(pen.seed.task)
    texture(pen, 'first', pen.facts.shape ?? 'circle', pen.color(), 30)
    texture(pen, 'second', 'square', pen.accent(), 30)
    pen.constant('speed', pen.facts.speed ?? 200, ['移动速度', 'speed of a player'])
    pen.state('players')
    pen.state('controls')
    pen.state('bumps', 0)
    pen.create(['布置一个比屏幕大的世界', 'Furnish a world larger than the screen'], `
      this.physics.world.setBounds(0, 0, 1600, 1200);
      const ground = this.add.graphics();
      ground.fillStyle(0x2f3e46, 1);
      for (let patch = 0; patch < 60; patch++) {
        ground.fillRect(${pen.between(0, 1560)}, ${pen.between(0, 1160)}, 40, 40);
      }
    `)
    pen.create(['创建两名玩家，碰撞时弹开', 'Create the two players, who bounce off each other'], `
      @players = ['first', 'second'].map((key, index) => this.physics.add.sprite(700 + index * 160, 600, key).setBounce(0.8).setCollideWorldBounds(true));
      this.physics.add.collider(@players[0], @players[1], () => {
        @bumps += 1;
      });
    `)
    pen.create(['方向键与 WASD 各控制一人', 'Arrow keys for one, WASD for the other'], `
      const { UP, DOWN, LEFT, RIGHT, W, S, A, D } = Phaser.Input.Keyboard.KeyCodes;
      @controls = [{ up: UP, down: DOWN, left: LEFT, right: RIGHT }, { up: W, down: S, left: A, right: D }].map((keys) => this.input.keyboard.addKeys(keys));
    `)
    pen.create(split ? ['左右两台相机各跟随一人', 'A camera for each half'] : ['主相机跟随，右上角为小地图', 'The main camera follows; a minimap in the corner'], split
      ? `this.cameras.main.setViewport(0, 0, ${pen.width / 2}, ${pen.height}).setBounds(0, 0, 1600, 1200).startFollow(@players[0]);
        this.cameras.add(${pen.width / 2}, 0, ${pen.width / 2}, ${pen.height}).setBounds(0, 0, 1600, 1200).startFollow(@players[1]);`
      : `this.cameras.main.setBounds(0, 0, 1600, 1200).startFollow(@players[0], true, 0.1, 0.1);
        const minimap = this.cameras.add(${pen.width - 180}, 20, 160, 120).setZoom(0.1);
        minimap.centerOn(800, 600);
        minimap.setBackgroundColor(0x0b132b);`)
    pen.update(['读取各自的按键并移动', 'Read the keys of each player'], `
      @players.forEach((player, index) => {
        const keys = @controls[index];
        player.setVelocity(((keys.right.isDown ? 1 : 0) - (keys.left.isDown ? 1 : 0)) * $speed, ((keys.down.isDown ? 1 : 0) - (keys.up.isDown ? 1 : 0)) * $speed);
      });
    `)
    pen.signal('bumps', '@bumps')
  },
})
