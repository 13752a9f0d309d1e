import { defineFamily } from '../family.ts'
import { axis, fillShape, moveKeys } from '../pieces.ts'

/** A map from an array: a chequered floor, or walls that stop the player. */
export const tileRoom = defineFamily({
  id: 'tile-room',
  suits: {
    tags: ['tilemap', 'grid', 'pattern', 'obstacle'],
    words: /棋盘格|数组.{0,6}(?:地图|Tilemap)|随机障碍|\btile ?maps?\b|\bchequer|\bchecker/i,
    apis: ['Phaser.Tilemaps.Tilemap'],
    modules: ['Tilemap'],
  },
  build(pen) {
    const walls = /墙|障碍|\bwalls?\b|\bobstacles?\b/i.test(pen.seed.task)
    const [columns, rows] = pen.facts.grid ?? [10, 8]
    const tile = Math.max(16, Math.min(48, Math.floor(pen.height / (rows + 1)), Math.floor(pen.width / (columns + 1))))
    pen.constant('tileSize', tile, ['瓦片大小', 'size of a tile'])
    pen.preload(['用代码生成两格瓦片纹理', 'Make a texture of two tiles by code'], `
      const art = this.make.graphics({ x: 0, y: 0 }, false);
      art.fillStyle(${walls ? '0x2b3440' : pen.accent()}, 1);
      art.fillRect(0, 0, $tileSize, $tileSize);
      art.fillStyle(${pen.color()}, 1);
      art.fillRect($tileSize, 0, $tileSize, $tileSize);
      art.generateTexture('tiles', $tileSize * 2, $tileSize);
      art.destroy();
    `)
    const cell = walls
      ? `(row === 0 || column === 0 || row === ${rows - 1} || column === ${columns - 1} || (row + column > 3 && ${pen.pick(['Phaser.Math.RND.frac()', 'Math.random()'])} < 0.2) ? 1 : 0)`
      : '(row + column) % 2'
    pen.create(['生成二维数组', 'Make the array'], pen.pick([
      `const data = Array.from({ length: ${rows} }, (_, row) => Array.from({ length: ${columns} }, (__, column) => ${cell}));`,
      `
        const data = [];
        for (let row = 0; row < ${rows}; row++) {
          const line = [];
          for (let column = 0; column < ${columns}; column++) {
            line.push(${cell});
          }
          data.push(line);
        }
      `,
    ]))
    pen.create(['由数组创建 Tilemap 图层', 'Create the layer of the tilemap from it'], `
      const map = this.make.tilemap({ data, tileWidth: $tileSize, tileHeight: $tileSize });
      const tileset = map.addTilesetImage('tiles', 'tiles', $tileSize, $tileSize);
      const layer = map.createLayer(0, tileset, ${walls ? 0 : Math.floor((pen.width - columns * tile) / 2)}, ${walls ? 0 : Math.floor((pen.height - rows * tile) / 2)});
    `)
    if (!walls) {
      pen.state('tiles', columns * rows)
      pen.create(['给图层加上边框', 'Draw a frame around the layer'], `
        const frame = this.add.graphics();
        frame.lineStyle(3, 0xffffff, 0.8);
        frame.strokeRect(layer.x, layer.y, ${columns} * $tileSize, ${rows} * $tileSize);
      `)
      return pen.signal('tiles', '@tiles')
    }
    pen.arcade()
    const size = Math.round(tile * 0.6)
    pen.preload(['生成玩家纹理', 'Make the texture of the player'], `
      const pawn = this.make.graphics({ x: 0, y: 0 }, false);
      pawn.fillStyle(${pen.accent()}, 1);
      ${fillShape(pen, 'pawn', 'circle', size / 2, size / 2, size / 2)}
      pawn.generateTexture('pawn', ${size}, ${size});
      pawn.destroy();
    `)
    pen.state('pawn')
    pen.create(['玩家与墙碰撞', 'The player collides with the walls'], `
      layer.setCollision(1);
      @pawn = this.physics.add.sprite($tileSize * 1.5, $tileSize * 1.5, 'pawn');
      this.physics.add.collider(@pawn, layer);
    `)
    moveKeys(pen, 'keys')
    pen.update(['方向键移动玩家', 'Move the player'], `
      @pawn.setVelocity((${axis('keys', 'left', 'right')}) * ${pen.facts.speed ?? 140}, (${axis('keys', 'up', 'down')}) * ${pen.facts.speed ?? 140});
    `)
    pen.signal('x', 'Math.round(@pawn.x)')
  },
})
