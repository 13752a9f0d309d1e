import { defineFamily } from '../family.ts'

/** A bar that fills step by step and then says so. */
export const progressBar = defineFamily({
  id: 'progress-bar',
  suits: {
    tags: ['progress', 'ui'],
    words: /进度条|\bprogress bar\b|\bfills? up\b/i,
    apis: ['Phaser.GameObjects.Graphics', 'Phaser.Time.TimerEvent'],
  },
  build(pen) {
    const total = Number(/(?:到|to)\s?(\d{1,4})/i.exec(pen.seed.task)?.[1] ?? 10)
    const [w, h] = [pen.pick([320, 400, 440]), pen.pick([26, 32, 40])]
    const [x, y] = [(pen.width - w) / 2, pen.centreY - h / 2]
    pen.constant('total', total, ['满值', 'value of a full bar'])
    pen.state('progress', 0)
    pen.state('meter')
    pen.state('caption')
    const done = `'${pen.say('完成', 'Done')}'`
    const round = pen.chance(0.5)
    pen.helper('refresh', '', ['重画进度条', 'Draws the bar anew'], `
      const share = Phaser.Math.Clamp(@progress / $total, 0, 1);
      @meter.clear();
      @meter.fillStyle(0x37474f, 1);
      @meter.${round ? 'fillRoundedRect' : 'fillRect'}(${x}, ${y}, ${w}, ${h}${round ? ', 8' : ''});
      @meter.fillStyle(${pen.color()}, 1);
      @meter.fillRect(${x + 4}, ${y + 4}, ${w - 8} * share, ${h - 8});
      @caption.setText(share < 1 ? \`\${@progress} / \${$total}\` : ${done});
    `)
    pen.create(['创建进度条和文字', 'Create the bar and its caption'], `
      @meter = this.add.graphics();
      @caption = this.add.text(${pen.centreX}, ${y + h + 30}, '', { fontSize: '22px', color: '#ffffff' }).setOrigin(0.5);
      @refresh();
    `)
    pen.create(['每秒增加一，满后停止', 'Add one a second until it is full'], pen.pick([
      `
        const ticker = this.time.addEvent({
          delay: 1000,
          loop: true,
          callback: () => {
            @progress += 1;
            @refresh();
            if (@progress >= $total) ticker.remove();
          }
        });
      `,
      `
        this.time.addEvent({
          delay: 1000,
          repeat: $total - 1,
          callback: () => {
            @progress = Math.min($total, @progress + 1);
            @refresh();
          }
        });
      `,
    ]))
    pen.signal('progress', '@progress')
  },
})
