import { defineFamily } from '../family.ts'

/** Counts clicks in a corner of the screen. */
export const clickCounter = defineFamily({
  id: 'click-counter',
  suits: {
    tags: ['counter'],
    words: /计数器|\bcounters?\b|\bcounts? (?:the )?clicks\b/i,
    apis: ['Phaser.Input.Events.POINTER_DOWN', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const label = pen.label(['计数', 'Count'], '@count')
    pen.state('count', 0)
    pen.state('counter')
    pen.create(['在左上角显示当前计数', 'Show the count in the top left corner'],
      `@counter = this.add.text(20, 20, ${label}, { fontSize: '${pen.pick([24, 28, 32])}px', color: '#ffffff' });`)
    const react = pen.pick([
      `this.tweens.add({ targets: @counter, scale: 1.2, duration: 80, yoyo: true });`,
      `const echo = this.add.text(pointer.x, pointer.y, '+1', { fontSize: '20px', color: '#ffd54f' });
        this.tweens.add({ targets: echo, y: pointer.y - 40, alpha: 0, duration: 500, onComplete: () => echo.destroy() });`,
      `@counter.setColor(@count % 10 === 0 ? '#ffd54f' : '#ffffff');`,
    ])
    pen.create(['每次点击计数加一', 'Add one for every click'], `
      this.input.on('pointerdown', (pointer) => {
        @count += 1;
        @counter.setText(${label});
        ${react}
      });
    `)
    pen.signal('count', '@count')
  },
})
