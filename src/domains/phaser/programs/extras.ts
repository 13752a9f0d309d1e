/** Pieces that use a required API which the subject of a program has no use for. */
import type { Pen } from './pen.ts'
import { texture } from './pieces.ts'
import { symbolsIn } from './symbols.ts'

/** Adds a piece for each required API that the program does not use yet; unknown ones stay unmet. */
export function addMissing(pen: Pen, program: () => string): void {
  for (const api of new Set(pen.seed.must_use_apis)) {
    const extra = EXTRAS.get(api)
    if (extra && !symbolsIn(program()).has(api)) extra(pen)
  }
}

const EXTRAS: ReadonlyMap<string, (pen: Pen) => void> = new Map([
  ['Phaser.GameObjects.Graphics', frame],
  ['Phaser.GameObjects.Text', caption],
  ['Phaser.GameObjects.Group', spareGroup],
  ['Phaser.GameObjects.Particles.ParticleEmitter', sparks],
  ['Phaser.Tweens.Tween', pulse],
  ['Phaser.Time.TimerEvent', secondsTimer],
  ['Phaser.Physics.Arcade.Sprite', visitor],
  ['Phaser.Physics.Arcade.Group', debris],
  ['Phaser.Input.Keyboard.KeyCodes', backdropKey],
  ['Phaser.Cameras.Scene2D.Camera', flash],
  ['Phaser.Input.Events.GAMEOBJECT_DRAG', knob],
  ['Phaser.Input.Events.POINTER_DOWN', ring],
  ['Phaser.Input.Events.POINTER_MOVE', cursorDot],
  ['Phaser.Input.Pointer', cursorDot],
  ['Phaser.Math.Angle', needle],
  ['Phaser.Math.Distance', glow],
  ['Phaser.Math.RND', seededDots],
  ['Phaser.Tilemaps.Tilemap', floor],
])

function frame(pen: Pen): void {
  pen.create(
    ['用 Graphics 绘制底部装饰线', 'Draw a line at the bottom with Graphics'],
    `
      const baseline = this.add.graphics();
      baseline.lineStyle(3, ${pen.accent()}, 0.8);
      baseline.lineBetween(20, ${pen.height - 12}, ${pen.width - 20}, ${pen.height - 12});
    `,
  )
}

function caption(pen: Pen): void {
  pen.create(
    ['显示说明文字', 'Show a caption'],
    `this.add.text(16, ${pen.height - 32}, '${pen.say('运行中', 'Running')}', { fontSize: '16px', color: '#b0bec5' }).setScrollFactor(0);`,
  )
}

function spareGroup(pen: Pen): void {
  pen.create(
    ['用 Group 管理一排小圆点', 'Keep a row of dots in a Group'],
    `
      const dots = this.add.group();
      for (let index = 0; index < 5; index++) {
        dots.add(this.add.circle(${pen.width - 120} + index * 20, 24, 5, ${pen.accent()}));
      }
    `,
  )
}

function sparks(pen: Pen): void {
  texture(pen, 'spark', 'circle', pen.color(), 8)
  pen.create(
    ['发射点缀用的粒子', 'Emit some particles'],
    `
      this.add.particles(${pen.centreX}, ${pen.height - 40}, 'spark', {
        speed: { min: 40, max: 90 }, lifespan: 900, scale: { start: 1, end: 0 }, frequency: 120
      });
    `,
  )
}

function pulse(pen: Pen): void {
  pen.create(
    ['用补间让指示灯闪动', 'Let a lamp pulse with a tween'],
    `
      const lamp = this.add.circle(${pen.width - 24}, 24, 8, ${pen.color()});
      this.tweens.add({ targets: lamp, alpha: 0.3, duration: 600, yoyo: true, repeat: -1 });
    `,
  )
}

function secondsTimer(pen: Pen): void {
  pen.state('seconds', 0)
  pen.create(
    ['每秒计时', 'Count the seconds'],
    `
      this.time.addEvent({
        delay: 1000,
        loop: true,
        callback: () => {
          @seconds += 1;
        }
      });
    `,
  )
  pen.signal('seconds', '@seconds')
}

function visitor(pen: Pen): void {
  withArcade(pen)
  texture(pen, 'visitor', 'square', pen.accent(), 24)
  pen.create(
    ['加入一个带物理的精灵', 'Add a sprite with a body'],
    `
      const visitor = this.physics.add.sprite(60, 60, 'visitor');
      visitor.setVelocity(80, 60).setBounce(1).setCollideWorldBounds(true);
    `,
  )
}

function debris(pen: Pen): void {
  withArcade(pen)
  texture(pen, 'chip', 'circle', pen.accent(), 12)
  pen.create(
    ['加入一组带物理的小物体', 'Add a group of small bodies'],
    `
      const chips = this.physics.add.group({ key: 'chip', repeat: 3, setXY: { x: 80, y: 40, stepX: 60 }, bounceX: 1, bounceY: 1, collideWorldBounds: true });
      chips.getChildren().forEach((chip, index) => chip.setVelocity(30 + index * 15, 40));
    `,
  )
}

function withArcade(pen: Pen): void {
  if (!pen.physics) pen.arcade()
}

function backdropKey(pen: Pen): void {
  pen.create(
    ['按 B 键切换背景色', 'Change the background on the B key'],
    `
      this.input.keyboard.addKey(Phaser.Input.Keyboard.KeyCodes.B).on('down', () => {
        this.cameras.main.setBackgroundColor(Phaser.Math.Between(0x101010, 0x303050));
      });
    `,
  )
}

function flash(pen: Pen): void {
  pen.create(['开场时相机闪白', 'Let the camera flash at the start'], `this.cameras.main.flash(250, 255, 255, 255);`)
}

function knob(pen: Pen): void {
  pen.create(
    ['放一个可拖拽的旋钮', 'Put a knob that can be dragged'],
    `
      const knob = this.add.circle(${pen.width - 40}, ${pen.height - 60}, 18, ${pen.accent()});
      knob.setInteractive({ draggable: true });
      knob.on('drag', (pointer, dragX, dragY) => {
        knob.setPosition(dragX, dragY);
      });
    `,
  )
}

function ring(pen: Pen): void {
  pen.create(
    ['点击处出现圆环', 'Show a ring where the pointer goes down'],
    `
      this.input.on('pointerdown', (pointer) => {
        const ring = this.add.circle(pointer.worldX, pointer.worldY, 12).setStrokeStyle(2, 0xffffff);
        this.tweens.add({ targets: ring, scale: 2, alpha: 0, duration: 300, onComplete: () => ring.destroy() });
      });
    `,
  )
}

function cursorDot(pen: Pen): void {
  pen.create(
    ['指针处显示光标点', 'Show a dot at the pointer'],
    `
      const cursorDot = this.add.circle(0, 0, 6, ${pen.accent()}, 0.8).setScrollFactor(0);
      this.input.on('pointermove', (pointer) => cursorDot.setPosition(pointer.x, pointer.y));
    `,
  )
}

function needle(pen: Pen): void {
  pen.state('needle')
  pen.create(
    ['加入指向指针的指针箭头', 'Add a needle'],
    `@needle = this.add.triangle(40, ${pen.height - 60}, 0, 0, 24, 8, 0, 16, ${pen.accent()}).setScrollFactor(0);`,
  )
  pen.update(
    ['让箭头指向鼠标', 'Point the needle at the pointer'],
    `@needle.rotation = Phaser.Math.Angle.Between(@needle.x, @needle.y, this.input.activePointer.x, this.input.activePointer.y);`,
  )
}

function glow(pen: Pen): void {
  pen.state('glow')
  pen.create(['加入随距离变化的光点', 'Add a light'], `
    @glow = this.add.circle(${pen.width - 60}, 60, 14, ${pen.color()}).setScrollFactor(0);
  `)
  pen.update(
    ['按与指针的距离改变透明度', 'Dim the light with the distance of the pointer'],
    `
      const pointerDistance = Phaser.Math.Distance.Between(@glow.x, @glow.y, this.input.activePointer.x, this.input.activePointer.y);
      @glow.setAlpha(Phaser.Math.Clamp(1 - pointerDistance / ${pen.width}, 0.2, 1));
    `,
  )
}

function seededDots(pen: Pen): void {
  pen.create(
    ['用固定种子撒下背景点', 'Scatter dots from a fixed seed'],
    `
      Phaser.Math.RND.sow(['backdrop']);
      for (let index = 0; index < 20; index++) {
        this.add.circle(Phaser.Math.RND.between(0, ${pen.width}), Phaser.Math.RND.between(0, ${pen.height}), 2, 0x556677);
      }
    `,
  )
}

function floor(pen: Pen): void {
  texture(pen, 'tile', 'square', pen.accent(), 32)
  pen.create(
    ['用 Tilemap 铺一行地砖', 'Lay a row of tiles with a Tilemap'],
    `
      const floorMap = this.make.tilemap({ data: [[0, 0, 0, 0, 0, 0, 0, 0]], tileWidth: 32, tileHeight: 32 });
      floorMap.createLayer(0, floorMap.addTilesetImage('tile', 'tile', 32, 32), 0, ${pen.height - 32});
    `,
  )
}
