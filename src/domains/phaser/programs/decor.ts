/** What stands around the subject of a program: small things that teachers add, chosen by chance. */
import { quote, type Pen } from './pen.ts'

/** Adds at most two decorations; easy programs often stay bare. */
export function decorate(pen: Pen): void {
  const wanted = pen.pick(pen.rank === 0 ? [0, 1, 1] : [0, 1, 2])
  const start = Math.floor(pen.random() * DECORATIONS.length)
  for (let index = 0; index < wanted; index++) DECORATIONS[(start + 2 * index) % DECORATIONS.length]!(pen)
}

const DECORATIONS: readonly ((pen: Pen) => void)[] = [title, border, grid, fadeIn, clock, corners, stripes]

function title(pen: Pen): void {
  const words = pen.scenes[0]!.key.replace(/Scene$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
  pen.create(
    ['在顶部显示标题', 'Show a title at the top'],
    `
      this.add.text(${pen.centreX}, 28, ${quote(words)}, { fontFamily: 'Arial', fontSize: '${pen.pick([20, 24])}px', color: '#e0e0e0' })
        .setOrigin(0.5)
        .setScrollFactor(0);
    `,
  )
}

function border(pen: Pen): void {
  const inset = pen.pick([4, 6, 8])
  pen.create(
    ['绘制画布边框', 'Draw a border around the canvas'],
    `
      const border = this.add.graphics();
      border.lineStyle(${pen.pick([2, 3])}, ${pen.accent()}, 0.6);
      border.strokeRect(${inset}, ${inset}, ${pen.width - 2 * inset}, ${pen.height - 2 * inset});
    `,
  )
}

function grid(pen: Pen): void {
  const cell = pen.pick([40, 50, 64, 80])
  pen.create(
    ['绘制背景网格', 'Draw a grid in the background'],
    `
      const grid = this.add.graphics().setDepth(-1);
      grid.lineStyle(1, 0x444a55, 0.5);
      for (let x = 0; x <= ${pen.width}; x += ${cell}) {
        grid.lineBetween(x, 0, x, ${pen.height});
      }
      for (let y = 0; y <= ${pen.height}; y += ${cell}) {
        grid.lineBetween(0, y, ${pen.width}, y);
      }
    `,
  )
}

function fadeIn(pen: Pen): void {
  pen.create(['开场淡入', 'Fade the picture in'], `this.cameras.main.fadeIn(${pen.pick([300, 400, 500])}, 0, 0, 0);`)
}

function clock(pen: Pen): void {
  pen.state('clockText')
  pen.create(
    ['在右下角显示运行时间', 'Show the running time in the lower right corner'],
    `
      @clockText = this.add.text(${pen.width - 16}, ${pen.height - 16}, '0.0', { fontSize: '14px', color: '#8899aa' });
      @clockText.setOrigin(1).setScrollFactor(0);
    `,
  )
  pen.update(['刷新运行时间', 'Refresh the running time'], `@clockText.setText((time / 1000).toFixed(1) + 's');`)
}

function corners(pen: Pen): void {
  const inset = pen.pick([18, 22, 26])
  pen.create(
    ['在四角放置装饰圆点', 'Put a dot into each corner'],
    `
      [[${inset}, ${inset}], [${pen.width - inset}, ${inset}], [${inset}, ${pen.height - inset}], [${pen.width - inset}, ${pen.height - inset}]].forEach(([x, y]) => {
        this.add.circle(x, y, ${pen.pick([4, 5, 6])}, ${pen.accent()}, 0.7).setScrollFactor(0);
      });
    `,
  )
}

function stripes(pen: Pen): void {
  const bands = pen.pick([4, 5, 6])
  pen.create(
    ['绘制渐变条纹背景', 'Paint a striped background'],
    `
      for (let band = 0; band < ${bands}; band++) {
        const shade = Phaser.Display.Color.GetColor(20 + band * 6, 24 + band * 5, 40 + band * 8);
        this.add.rectangle(${pen.centreX}, (band + 0.5) * ${Math.round(pen.height / bands)}, ${pen.width}, ${Math.round(pen.height / bands)}, shade).setDepth(-2);
      }
    `,
  )
}
