import { defineFamily } from '../family.ts'

/** Values as bars with an axis and labels; a key draws new values. */
export const barChart = defineFamily({
  id: 'bar-chart',
  suits: {
    tags: ['chart', 'diagram'],
    words: /柱状图|图表|\b(?:bar )?charts?\b|\bhistogram/i,
    apis: ['Phaser.GameObjects.Graphics', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const count = Math.min(pen.facts.count ?? 6, 12)
    const gap = Math.floor((pen.width - 160) / count)
    const base = pen.height - 80
    pen.constant('maxValue', 100, ['最大值', 'largest value'])
    pen.state('values', '[]')
    pen.state('chart')
    pen.state('labels')
    pen.create(['创建画笔与数值标签', 'Create the brush and the labels'], `
      @chart = this.add.graphics();
      @labels = Array.from({ length: ${count} }, (_, index) => this.add.text(90 + index * ${gap}, ${base + 10}, '', { fontSize: '16px', color: '#eceff1' }));
    `)
    pen.helper('measure', '', ['产生一组新的数值', 'Makes new values'], `
      @values = Array.from({ length: ${count} }, () => ${pen.between(10, '$maxValue')});
      @draw();
    `)
    pen.helper('draw', '', ['按数值绘制柱子与坐标轴', 'Draws the bars and the axes'], `
      @chart.clear();
      @chart.lineStyle(2, 0xcfd8dc, 1);
      @chart.lineBetween(70, 80, 70, ${base});
      @chart.lineBetween(70, ${base}, ${pen.width - 60}, ${base});
      @values.forEach((value, index) => {
        const height = (value / $maxValue) * ${base - 100};
        @chart.fillStyle(${pen.color()}, 0.5 + value / ($maxValue * 2));
        @chart.${pen.pick(['fillRect(90 + index * ' + gap + `, ${base} - height, ${Math.floor(gap * 0.6)}, height)`, 'fillRoundedRect(90 + index * ' + gap + `, ${base} - height, ${Math.floor(gap * 0.6)}, height, 4)`])};
        @labels[index].setText(String(value));
      });
    `)
    pen.create(['绘制第一组数据', 'Draw the first values'], '@measure();')
    pen.create(['定时或点击刷新数据', 'New values now and then'], pen.pick([
      `this.time.addEvent({ delay: ${Math.round((pen.facts.seconds ?? 2) * 1000)}, loop: true, callback: () => @measure() });`,
      `this.input.on('pointerdown', () => @measure());`,
      `this.input.keyboard.on('keydown-SPACE', () => @measure());`,
    ]))
    pen.signal('total', '@values.reduce((sum, value) => sum + value, 0)')
  },
})
